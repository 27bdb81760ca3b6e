#include <cmath>

#include "setu/base/error.hpp"
#include "variables.hpp"

/// One rule for zero flows: a flow exists when it is positive at all of its valuations. What a levels model cannot carry,
/// a negative flow or one that is present before tax and absent after, is refused here by name.
namespace setu {

namespace {

/// Headers that value the same flow.
const std::vector<std::vector<std::string>>& valuations() {
  static const std::vector<std::vector<std::string>> table = {{"VDFB", "VDFP"},
                                                              {"VMFB", "VMFP"},
                                                              {"VDPB", "VDPP"},
                                                              {"VMPB", "VMPP"},
                                                              {"VDGB", "VDGP"},
                                                              {"VMGB", "VMGP"},
                                                              {"VDIB", "VDIP"},
                                                              {"VMIB", "VMIP"},
                                                              {"EVFB", "EVFP", "EVOS"},
                                                              {"MAKS", "MAKB"},
                                                              {"VXSB", "VFOB", "VCIF", "VMSB"},
                                                              {"VST"},
                                                              {"VTWR"},
                                                              {"VKOS"}};
  return table;
}

std::string cell(const Database& db, const std::string& header, std::size_t position) {
  const Array& array = db[header];
  std::string text;
  for (std::size_t d = array.dims().size(); d-- > 0; position /= array.dims()[d])
    text = db.sets().by_name(array.sets()[d])[position % array.dims()[d]] + (text.empty() ? "" : "," + text);
  return header + "(" + text + ")";
}

void check_group(const Database& db, const std::vector<std::string>& headers, std::vector<std::string>& faults) {
  std::vector<std::span<const double>> values;
  for (const auto& header : headers) values.push_back(db[header].values());
  const auto first = values[0];
  for (std::size_t i = 0; i < first.size(); ++i)
    for (std::size_t h = 0; h < headers.size(); ++h) {
      const auto& header = headers[h];
      const double value = values[h][i];
      if (!std::isfinite(value) || value < 0) faults.push_back(cell(db, header, i) + " is " + std::to_string(value));
      else if ((value > 0) != (first[i] > 0) && first[i] >= 0)
        faults.push_back(cell(db, header, i) + " is " + std::to_string(value) + " but " + cell(db, headers[0], i) + " is " +
                         std::to_string(first[i]));
    }
}

}  // namespace

void check_flows(const Database& database) {
  std::vector<std::string> faults;
  for (const auto& headers : valuations()) check_group(database, headers, faults);
  if (faults.empty()) return;
  std::string text =
      "the database has " + std::to_string(faults.size()) + " flows that are negative, or zero at one price and not at another:";
  for (std::size_t i = 0; i < faults.size() && i < 10; ++i) text += "\n  " + faults[i];
  throw InputError(text + "\nMove negative flows (inventories, say) to another account first; `setu check` lists them all.");
}

}  // namespace setu
