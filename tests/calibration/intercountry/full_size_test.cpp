#include <cmath>
#include <fstream>

#include "setu/model/database/accounts.hpp"
#include "setu/calibration/audit/audit.hpp"
#include "setu/model/assembly/model.hpp"
#include "setu/solver/solve/solve.hpp"
#include "small_tables.hpp"
#include "temporary_folder.hpp"

namespace setu::testing {
namespace {

constexpr std::size_t R = 77, C = 45, kColumns = R * (C + final_uses);

/// Labels like those of the official files; the last two economies also have two parts each.
std::string economy(std::size_t r) { return r == R - 2 ? "CHN" : r == R - 1 ? "MEX" : "E" + std::to_string(10 + r); }
std::string industry(std::size_t c) { return "C" + std::to_string(10 + c); }

double flow(std::size_t s, std::size_t c, std::size_t d, std::size_t k) {
  const double wave = 1 + 0.5 * std::sin(static_cast<double>(s * 31 + c * 17 + d * 7 + k * 3));
  const double size = 1 + static_cast<double>(d % 9);
  const double use = k < C ? 1.0 : k == C + Inventories ? -0.2 : 12.0;
  return std::round(1000 * wave * size * use * (s == d ? 40 : 0.15) * (1 + static_cast<double>(s % 9))) / 1000;
}

struct Column {
  std::string name;
  std::size_t economy, item;
  double weight;
};

std::vector<Column> columns() {
  static const char* uses[] = {"HFCE", "NPISH", "GGFC", "GFCF", "INVNT", "DPABR"};
  std::vector<Column> all;
  for (std::size_t r = 0; r < R; ++r)
    for (std::size_t k = 0; k < C + final_uses; ++k)
      all.push_back({economy(r) + "_" + (k < C ? industry(k) : uses[k - C]), r, k, r >= R - 2 && k < C ? 0.0 : 1.0});
  for (const auto& [part, r, weight] : {std::tuple{"CN1", R - 2, 0.25}, {"CN2", R - 2, 0.75}, {"MX1", R - 1, 0.5}, {"MX2", R - 1, 0.5}})
    for (std::size_t k = 0; k < C; ++k) all.push_back({std::string(part) + "_" + industry(k), r, k, weight});
  return all;
}

void write_table(const std::filesystem::path& path) {
  std::ofstream file(path, std::ios::binary);
  const auto all = columns();
  std::vector<double> sales(R * C, 0.0), cost(kColumns, 0.0);
  const auto line = [&](const std::string& name, auto value) {
    file << name;
    for (const auto& column : all) file << ',' << column.weight * value(column);
    file << '\n';
  };
  file.precision(15);
  file << "V1";
  for (const auto& column : all) file << ',' << column.name;
  file << '\n';
  for (std::size_t s = 0; s < R; ++s)
    for (std::size_t c = 0; c < C; ++c) {
      for (std::size_t k = 0; k < kColumns; ++k) {
        const double value = flow(s, c, k / (C + final_uses), k % (C + final_uses));
        sales[s * C + c] += value, cost[k] += value;
      }
      const auto row = [&](double share) {
        return [&, share](const Column& column) { return share * flow(s, c, column.economy, column.item); };
      };
      if (s < R - 2) line(economy(s) + "_" + industry(c), row(1));
      for (int part = 1; s >= R - 2 && part <= 2; ++part)
        line((s == R - 2 ? "CN" : "MX") + std::to_string(part) + "_" + industry(c), row(0.5));
    }
  const auto paid = [&](const Column& column) { return cost[column.economy * (C + final_uses) + column.item]; };
  line("TLS", [&](const Column& column) { return 0.02 * paid(column); });
  line("VA", [&](const Column& column) { return column.item < C ? sales[column.economy * C + column.item] - 1.02 * paid(column) : 0.0; });
}

/// 77 economies of 45 industries to 17 regions of 23 sectors, on which the model replicates.
TEST(FullSizeIcio, ImportsBalancesAggregatesAndReplicates) {
  TemporaryFolder folder;
  const auto file = folder.path() / "icio.csv";
  write_table(file);
  InterCountryOptions o = default_options();
  o.regions = folder.path() / "regions.csv", o.sectors = folder.path() / "sectors.csv";
  std::string regions, sectors;
  for (std::size_t r = 0; r < R; ++r) regions += economy(r) + ",r" + std::to_string(r % 17) + "\n";
  for (std::size_t c = 0; c < C; ++c) sectors += industry(c) + ",s" + std::to_string(c % 23) + "\n";
  write_text(o.regions, regions), write_text(o.sectors, sectors);
  const Database db = import_intercountry(file, o).database;
  EXPECT_EQ(db.sets().reg.size(), 17U);
  EXPECT_EQ(db.sets().comm.size(), 23U);
  for (const auto& account : accounts(db)) EXPECT_LE(account.imbalance(), 1e-12) << account.name(db.sets());
  const AuditReport report = audit(db);
  EXPECT_FALSE(report.has_errors()) << report.text();
  const Model model = build_model(db);
  const Solution s = solve({&model.system, make_closure(model, {}), {}, model.system.benchmark()}, {});
  EXPECT_EQ(s.certificate.point, PointStatus::Certified) << s.certificate.message;
  EXPECT_EQ(s.certificate.iterations, 0) << "the database is not a solution of the model";
}

}  // namespace
}  // namespace setu::testing
