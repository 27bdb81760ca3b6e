#include "gtap_source.hpp"

#include <algorithm>
#include <set>

#include "calibration/folder/endowment_types.hpp"
#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"
#include "setu/model/database/impossible.hpp"

namespace setu::detail {
namespace {

std::string trimmed_front(const std::string& text) {
  const auto begin = text.find_first_not_of(' ');
  return begin == std::string::npos ? std::string{} : text.substr(begin);
}

/// "endws" of a header whose long name is "Set ENDWS  Sluggish endowment(s)".
std::string named_set(const HarHeader& header) {
  const std::string text = lower(trimmed_front(header.long_name));
  if (header.type != HarType::Text || !text.starts_with("set ")) return {};
  const std::string rest = trimmed_front(text.substr(4));
  return rest.substr(0, rest.find(' '));
}

std::vector<std::string> elements_of(const HarHeader& header) {
  std::vector<std::string> elements;
  for (const auto& text : header.text) elements.push_back(trimmed_front(text));
  return elements;
}

/// The set that `header` of `file` lists; no element may stand twice, in any case.
std::vector<std::string> set_of(const HarFile& file, const HarHeader& header) {
  auto elements = elements_of(header);
  std::set<std::string> seen;
  for (const auto& element : elements)
    if (!seen.insert(lower(element)).second)
      throw InputError(file.name + ", header " + header.name + ": element '" + element + "' of the set stands twice.");
  return elements;
}

std::string file_name(const HarFile& file) { return std::filesystem::path(file.name).filename().string(); }

}  // namespace

std::vector<double> GtapSource::array(const std::string& name, const std::vector<Wanted>& wanted, bool parameter) {
  const HarFile* file = parameter ? &parameters : &data;
  if (file->find(name) == nullptr) file = parameter ? &data : &parameters;
  const HarHeader* header = file->find(name);
  if (header == nullptr) return {};
  mark_used(name);
  Placed placed = place(*file, *header, wanted, parameter);
  if (placed.expanded) expanded_ += (expanded_.empty() ? "" : ", ") + name;
  return std::move(placed.values);
}

std::vector<double> GtapSource::required(const std::string& name, const std::vector<Wanted>& wanted, bool parameter,
                                         const std::string& meaning) {
  if (!has(name)) throw InputError((parameter ? parameters : data).name + ": header " + name + " (" + meaning + ") is missing.");
  return array(name, wanted, parameter);
}

std::optional<std::vector<std::string>> GtapSource::find_set(const std::vector<std::string>& names) const {
  for (const auto& name : names)
    if (const auto* header = sets.find(name); header && header->type == HarType::Text) return set_of(sets, *header);
  for (const auto& header : sets.headers)
    for (const auto& name : names)
      if (named_set(header) == lower(name)) return set_of(sets, header);
  return std::nullopt;
}

std::vector<std::string> GtapSource::set_or_labels(const std::vector<std::string>& names, const std::string& array, std::size_t axis) {
  if (auto elements = find_set(names)) return *std::move(elements);
  const auto* header = data.find(array);
  if (header && axis < header->axes.size() && !header->axes[axis].elements.empty()) {
    notes.push_back("The elements of set " + names.front() + " are the labels of " + array + " in " + file_name(data) + ".");
    return header->axes[axis].elements;
  }
  std::vector<std::string> known;
  for (const auto& other : sets.headers) known.push_back(other.name);
  throw InputError(sets.name + ": " + unknown_name("set", names.front(), known) + ". And header " + array + " of " + data.name +
                   " does not label its elements.");
}

bool GtapSource::is_filler(const HeaderInfo& info, const Database& database) const {
  const HarFile& file = info.parameter ? parameters : data;
  const auto *list = file.find("SETU"), *header = file.find(info.name);
  if (!list || !header || std::find(list->text.begin(), list->text.end(), info.name) == list->text.end()) return false;
  const auto zero = [&](auto value) { return static_cast<double>(value) == info.absent; };
  if (info.name != "EFLG")
    return std::all_of(header->reals.begin(), header->reals.end(), zero) &&
           std::all_of(header->integers.begin(), header->integers.end(), zero);
  const auto values = place(file, *header, wanted_by(info, database.sets()), false).values;
  const Array flags = endowment_flags(database);
  return std::equal(values.begin(), values.end(), flags.values().begin(), flags.values().end());
}

Array endowment_flags(const Database& database) {
  Array flags = database["EFLG"];
  const Sets& sets = database.sets();
  const std::vector<std::string>* types[] = {&sets.endm, &sets.ends, &sets.endf};
  for (std::size_t e = 0; e < sets.endw.size(); ++e)
    for (std::size_t t = 0; t < 3; ++t)
      flags(e, t) = std::find(types[t]->begin(), types[t]->end(), sets.endw[e]) != types[t]->end() ? 1 : 0;
  return flags;
}

void GtapSource::add_notes_on_arrays() {
  if (!expanded_.empty()) notes.push_back("Given without regions, the same number holds in all of them: " + expanded_ + ".");
  for (const auto* file : {&data, &parameters}) {
    std::string unused;
    for (const auto& header : file->headers)
      if (header.type != HarType::Text && !used_.contains(lower(header.name)) && lower(header.name) != "dver")
        unused += (unused.empty() ? "" : ", ") + header.name;
    if (!unused.empty()) notes.push_back("Headers of " + file_name(*file) + " that the model does not need: " + unused + ".");
  }
}

std::vector<Wanted> wanted_by(const HeaderInfo& info, const Sets& sets) {
  std::vector<Wanted> wanted;
  for (const auto& set : info.sets) wanted.push_back({set, detail::elements_of(sets, set)});
  if (info.name == "ETRE") wanted.front().partial = true;  // older files list the sluggish endowments only
  return wanted;
}

void store(Database& database, const HeaderInfo& info, std::vector<double> values, const std::string& file) {
  for (std::size_t cell = 0; cell < values.size(); ++cell)
    if (const auto problem = impossible(info, values[cell]); !problem.empty())
      throw InputError(file + ", header " + info.name + ": " + cell_name(info.name, wanted_by(info, database.sets()), cell) + " is " +
                       std::to_string(values[cell]) + ": " + problem + ".");
  std::copy(values.begin(), values.end(), database[info.name].values().begin());
}

}  // namespace setu::detail
