#include "setu/model/database/database.hpp"

#include <algorithm>
#include <utility>

#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"
#include "setu/model/database/ledger.hpp"

namespace setu {

const std::vector<std::string>& Sets::by_name(std::string_view name) const {
  const std::pair<std::string_view, const std::vector<std::string>*> table[] = {
      {"REG", &reg},   {"COMM", &comm}, {"ACTS", &acts}, {"ENDW", &endw}, {"MARG", &marg},
      {"ENDM", &endm}, {"ENDS", &ends}, {"ENDF", &endf}, {"ENDC", &endc}, {"ENDL", &endl}};
  std::vector<std::string> known;
  for (const auto& [key, elements] : table) {
    if (key == name) return *elements;
    known.emplace_back(key);
  }
  throw InputError(unknown_name("set", name, known));
}

Array::Array(std::vector<std::string> sets, std::vector<std::size_t> dims) : sets_(std::move(sets)), dims_(std::move(dims)) {
  std::size_t size = 1;
  for (const std::size_t d : dims_) size *= d;
  values_.assign(size, 0.0);
}

Database::Database(Sets sets) : sets_(std::move(sets)) {}

const Array& Database::operator[](std::string_view header) const {
  if (const auto it = arrays_.find(header); it != arrays_.end()) return it->second;
  const HeaderInfo& info = ledger_row(header).info;
  std::vector<std::size_t> dims;
  for (const auto& set : info.sets) dims.push_back(set == "ENDT" ? 3 : sets_.by_name(set).size());
  Array& array = arrays_.emplace(info.name, Array(info.sets, std::move(dims))).first->second;
  if (info.absent != 0) std::fill(array.values().begin(), array.values().end(), info.absent);
  return array;
}

Array& Database::operator[](std::string_view header) {
  auto& array = const_cast<Array&>(std::as_const(*this)[header]);  // NOLINT: the map is ours; the const overload creates what is absent
  const bool first = given_.emplace(header, true).second;
  if (first && ledger_row(header).info.absent != 0) std::fill(array.values().begin(), array.values().end(), 0.0);  // nothing is given yet
  return array;
}

bool Database::has(std::string_view header) const { return given_.find(header) != given_.end(); }

}  // namespace setu
