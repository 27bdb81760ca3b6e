#include "setu/calibration/balance/balance_database.hpp"
#include "setu/base/tables/table_reader.hpp"

namespace setu {
namespace {

std::vector<std::string> elements_of(std::string_view text) {
  std::vector<std::string> elements;
  for (;;) {
    const auto end = text.find('/');
    elements.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return elements;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

std::vector<DatabaseTotal> read_database_totals(const std::filesystem::path& file) {
  TableReader in(file);
  const char* header[] = {"name", "header", "elements", "coefficient", "value", "error"};
  const char* wanted = "the first row must be name,header,elements,coefficient,value,error";
  if (!in.next()) in.fail(wanted);
  for (std::size_t j = 0; j < 6; ++j)
    if (in.text(j) != header[j] && (j < 5 || !in.text(j).empty())) in.fail(wanted, j);
  std::vector<DatabaseTotal> totals;
  while (in.next()) {
    if (in.text(0).empty()) in.fail("the total has no name", 0);
    std::size_t k = 0;
    while (k < totals.size() && totals[k].name != in.text(0)) ++k;
    if (k == totals.size()) {
      if (in.text(4).empty()) in.fail("the total '" + std::string(in.text(0)) + "' has no value on its first line", 4);
      totals.push_back({std::string(in.text(0)), {}, in.number(4), in.number(5)});
      if (totals.back().error < 0) in.fail("the standard error is negative", 5);
    } else if (!in.text(4).empty() || !in.text(5).empty()) {
      in.fail("the value of '" + totals[k].name + "' stands on its first line already", 4);
    }
    totals[k].parts.push_back({std::string(in.text(1)), elements_of(in.text(2)), in.text(3).empty() ? 1 : in.number(3)});
  }
  return totals;
}

}  // namespace setu
