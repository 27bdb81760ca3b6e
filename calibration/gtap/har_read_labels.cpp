#include <map>

#include "har_read_parts.hpp"

namespace setu::detail {
namespace {

/// The set record: how many sets, their names, and for each: k (elements follow), e (one element), u (no elements).
struct SetRecord {
  std::vector<std::string> names, single;
  std::string status;
};

SetRecord read_set_record(HarRecords& records, HarHeader& header) {
  HarRecord record = records.next();
  record.blanks();
  record.integer();  // distinct sets: follows from the names
  record.integer();
  const std::size_t sets = record.count("the number of sets");
  header.coefficient = trimmed(record.text(12));
  record.integer();
  if (sets > header.dims.size())
    record.fail("there are " + std::to_string(sets) + " sets for " + std::to_string(header.dims.size()) + " dimensions.");
  SetRecord found;
  for (std::size_t s = 0; s < sets; ++s) found.names.push_back(trimmed(record.text(12)));
  found.status = record.text(sets);
  for (std::size_t s = 0; s < sets; ++s) record.integer();
  const std::size_t single = record.count("the number of single elements");
  if (single > sets) record.fail("there are " + std::to_string(single) + " single elements for " + std::to_string(sets) + " sets.");
  record.expect_left(single * 12, "its single elements");
  for (std::size_t s = 0; s < single; ++s) found.single.push_back(trimmed(record.text(12)));
  return found;
}

HarAxis read_axis(HarRecords& records, const SetRecord& found, std::size_t s, std::size_t length, std::size_t& singles,
                  std::map<std::string, std::vector<std::string>>& known) {
  HarAxis axis{found.names[s], {}, false};
  if (found.status[s] == 'k') {
    auto [at, added] = known.try_emplace(axis.set);
    if (added) at->second = read_strings(records, length, 12);
    axis.elements = at->second;
    if (axis.elements.size() != length)
      records.place().fail("set " + axis.set + " has " + std::to_string(axis.elements.size()) +
                           " elements, but is also used for a dimension of " + std::to_string(length) + ".");
  } else if (found.status[s] == 'e') {
    if (singles == found.single.size() || length != 1) records.place().fail("the single element of set " + axis.set + " is missing.");
    axis.single = true;
    axis.elements = {found.single[singles++]};
  } else if (found.status[s] != 'u') {
    records.place().fail("the kind of set " + axis.set + " is not k, e or u.");
  }
  return axis;
}

}  // namespace

void read_labels(HarRecords& records, HarHeader& header) {
  const SetRecord found = read_set_record(records, header);
  while (header.dims.size() > found.names.size() && header.dims.back() == 1) header.dims.pop_back();
  std::map<std::string, std::vector<std::string>> known;
  std::size_t singles = 0;
  for (std::size_t s = 0; s < found.names.size(); ++s) header.axes.push_back(read_axis(records, found, s, header.dims[s], singles, known));
  header.axes.resize(header.dims.size());
}

}  // namespace setu::detail
