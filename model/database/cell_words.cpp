#include "cell_words.hpp"

#include <fmt/format.h>

#include <vector>

namespace setu::detail {

std::string cell_name(const Database& database, std::string_view header, std::size_t position) {
  const Array& array = database[header];
  std::string text(header);
  std::size_t stride = array.values().size();
  for (std::size_t d = 0; d < array.dims().size(); ++d) {
    stride /= array.dims()[d];
    const std::size_t i = position / stride % array.dims()[d];
    static const std::vector<std::string> types = {"mobile", "sluggish", "fixed"};
    text += d == 0 ? '(' : ',';
    text += array.sets()[d] == "ENDT" ? types[i] : database.sets().by_name(array.sets()[d])[i];
  }
  if (!array.dims().empty()) text += ')';
  return text;
}

std::string short_number(double value) { return fmt::format("{:.4g}", value); }
std::string percent(double share) { return fmt::format("{:.4g} %", 100 * share); }

}  // namespace setu::detail
