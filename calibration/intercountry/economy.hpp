#pragma once
#include <string>
#include <vector>

#include "rates_file.hpp"
#include "setu/calibration/intercountry/intercountry.hpp"

namespace setu::detail {

/// The users of a database: activities 0 … C−1, then households, government, investment.
inline constexpr std::size_t buyers = 3;

/// The database under construction, step by step in the order of the functions below.
struct Economy {
  const InterCountryTable& table;
  const InterCountryOptions& options;
  std::size_t R, C;
  std::vector<double> flow;        ///< (source, commodity) × (destination, user): the table's, without negatives
  std::vector<double> output;      ///< (region, commodity): what is sold
  std::vector<double> tax;         ///< (destination, user): rate on purchases at basic prices
  std::vector<double> output_tax;  ///< (region, activity)
  Database db;
  std::vector<std::string> notes;

  Economy(const InterCountryTable& t, const InterCountryOptions& o) : table(t), options(o), R(t.economies.size()), C(t.industries.size()) {}
  [[nodiscard]] std::size_t users() const { return C + buyers; }
  double& at(std::size_t s, std::size_t c, std::size_t d, std::size_t u) { return flow[((s * C + c) * R + d) * users() + u]; }
};

void check_accounts(const Economy& e);  // I1
void take_flows(Economy& e);            // I2, I3
void find_taxes(Economy& e);            // I4
void make_sets(Economy& e);
void lay_routes(Economy& e);      // I5, I6: VXSB, VFOB, VTWR, VST, VCIF, VMSB
void make_purchases(Economy& e);  // VDF*, VMF*, …, MAKB
void pay_endowments(Economy& e);  // I7: EVFP, EVFB, EVOS, MAKS
void make_stocks(Economy& e);     // I8, I9: VKB, VDEP, POP, SAVE

/// "1,234.5"-free plain amount with one decimal.
std::string amount(double value);

}  // namespace setu::detail
