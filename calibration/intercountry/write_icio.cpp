#include <fstream>

#include <fmt/format.h>

#include "setu/base/error.hpp"
#include "setu/base/files/atomic_directory.hpp"
#include "setu/base/number.hpp"
#include "setu/calibration/intercountry/intercountry.hpp"
#include "setu/model/database/world_table.hpp"

namespace setu {

namespace {

constexpr const char* kFile = "icio.csv";
constexpr const char* kUseCodes[WorldTable::kUses] = {"HFCE", "GGFC", "GFCF"};

/// "IND_agr": what stands before the first underscore is the economy, so that it may hold none.
std::string icio_code(const std::string& economy, const std::string& item) {
  if (economy.find('_') != std::string::npos)
    throw InputError(
        fmt::format("Region '{}' cannot stand in an inter-country table, where an underscore ends the region's code.", economy));
  if (economy.find_first_of(",\"") != std::string::npos || item.find_first_of(",\"") != std::string::npos)
    throw InputError(fmt::format("'{}_{}' cannot stand in an inter-country table: it holds a comma or a quotation mark.", economy, item));
  return economy + "_" + item;
}

/// Text of the table in the OECD's layout: industries of all economies, their final uses, output; below, taxes, value added, output.
class IcioText {
 public:
  explicit IcioText(const WorldTable& table) : t_(table) {}

  std::string write() {
    text_ = "V1";
    for (const auto& r : t_.regions)
      for (const auto& i : t_.sectors) text_ += "," + icio_code(r, i);
    for (const auto& r : t_.regions)
      for (const char* use : kUseCodes) text_ += "," + icio_code(r, use);
    text_ += ",OUT\n";
    for (std::size_t r = 0; r < t_.regions.size(); ++r)
      for (std::size_t i = 0; i < t_.sectors.size(); ++i) industry(r, i);
    const std::size_t uses = t_.final_taxes.size();
    const std::vector<double> none(uses, 0.0);
    std::vector<double> earned = t_.value_added;
    for (std::size_t j = 0; j < earned.size(); ++j) earned[j] -= t_.taxes[j];
    below("TLS", t_.taxes, t_.final_taxes);
    below("VA", earned, none);
    std::vector<double> spent = t_.final_taxes;
    for (std::size_t i = 0; i < t_.industries(); ++i)
      for (std::size_t u = 0; u < uses; ++u) spent[u] += t_.final_by_use(i, u);
    below("OUT", t_.output, spent);
    return std::move(text_);
  }

 private:
  void add(double value) {
    text_ += ',';
    append_number(text_, value + 0.0);
  }

  void industry(std::size_t r, std::size_t i) {
    const std::size_t row = t_.row(r, i);
    text_ += icio_code(t_.regions[r], t_.sectors[i]);
    for (std::size_t j = 0; j < t_.industries(); ++j) add(t_.inputs(row, j));
    for (std::size_t u = 0; u < t_.final_by_use.columns; ++u) add(t_.final_by_use(row, u));
    add(t_.output[row]);
    text_ += '\n';
  }

  void below(const char* name, const std::vector<double>& industries, const std::vector<double>& uses) {
    text_ += name;
    for (const double x : industries) add(x);
    for (const double x : uses) add(x);
    text_ += ",\n";
  }

  const WorldTable& t_;
  std::string text_;
};

}  // namespace

std::vector<std::string> write_icio(const Database& database, const std::filesystem::path& folder) {
  const std::string text = IcioText(world_table(database)).write();
  AtomicDirectory target(folder, kFile);
  std::ofstream out(target.path() / kFile, std::ios::binary);
  out << text;
  out.close();
  if (!out) throw InputError(fmt::format("'{}' cannot be written.", (folder / kFile).string()));
  target.commit();
  return {
      fmt::format("{}: sales at home at basic prices, abroad at FOB; transport as sales of the margin industries; TLS holds import duties. "
                  "US$ million (docs/chains.md).",
                  kFile)};
}

}  // namespace setu
