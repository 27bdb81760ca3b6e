#include <limits>
#include <map>

#include "base/files/file_bytes.hpp"
#include "har_read_parts.hpp"
#include "setu/base/error.hpp"

namespace setu {
namespace detail {

std::string trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\0')) text.remove_suffix(1);
  return std::string(text);
}

std::vector<std::string> read_strings(HarRecords& records, std::size_t total, std::size_t width) {
  if (width == 0 || (total > 0 && width > records.left() / total))
    records.place().fail(std::to_string(total) + " strings of " + std::to_string(width) + " characters are announced; only " +
                         std::to_string(records.left()) + " bytes follow.");
  std::vector<std::string> strings;
  strings.reserve(total);
  for (std::size_t more = 2; more > 1;) {
    HarRecord record = records.next();
    record.blanks();
    more = record.count("the number of records left");
    const std::size_t announced = record.count("the number of strings");
    const std::size_t here = record.count("the number of strings in this record");
    if (announced != total || here > total - strings.size())
      record.fail("the record holds " + std::to_string(here) + " strings of " + std::to_string(announced) + "; the header has " +
                  std::to_string(total) + ".");
    record.expect_left(here * width, "its strings");
    for (std::size_t i = 0; i < here; ++i) strings.push_back(trimmed(record.text(width)));
  }
  if (strings.size() != total)
    records.place().fail("only " + std::to_string(strings.size()) + " of " + std::to_string(total) + " strings are there.");
  return strings;
}

namespace {

struct Kind {
  HarType type;
  bool wide;
  std::size_t rank;  // 0: up to seven
};

const std::map<std::string, Kind, std::less<>>& kinds() {
  static const std::map<std::string, Kind, std::less<>> all = {{"1C", {HarType::Text, false, 2}},   {"2I", {HarType::Integer, false, 2}},
                                                               {"2R", {HarType::Matrix, false, 2}}, {"RE", {HarType::Labelled, false, 0}},
                                                               {"RL", {HarType::Plain, false, 0}},  {"DE", {HarType::Labelled, true, 0}},
                                                               {"DL", {HarType::Plain, true, 0}}};
  return all;
}

void read_dims(HarRecord& record, HarHeader& header, std::size_t wanted) {
  const std::size_t rank = record.count("the number of dimensions");
  if (rank > 7 || (wanted != 0 && rank != wanted))
    record.fail("the header has " + std::to_string(rank) + " dimensions; " + (wanted == 0 ? "at most 7" : std::to_string(wanted)) +
                " are possible here.");
  record.expect_left(rank * 4, "the lengths of its dimensions");
  constexpr auto kMost = std::numeric_limits<std::uint64_t>::max() / 16;
  std::uint64_t cells = 1;
  for (std::size_t d = 0; d < rank; ++d) {
    header.dims.push_back(record.count("the length of a dimension"));
    if (header.dims.back() != 0 && cells > kMost / header.dims.back()) record.fail("its dimensions are absurdly long.");
    cells *= header.dims.back();
  }
}

/// The second record: type, storage, long name, dimensions. True if the header is stored sparse.
void read_description(HarRecords& records, HarHeader& header) {
  HarRecord record = records.next();
  record.blanks();
  const std::string type(record.text(2)), storage(record.text(4));
  const auto kind = kinds().find(type);
  if (kind == kinds().end())
    record.fail("headers of type '" + type + storage + "' cannot be read; known: 1C, 2I, 2R, RE, RL (and DE, DL in double precision).");
  header.type = kind->second.type;
  header.wide = kind->second.wide;
  header.sparse = storage == "SPSE";
  if (storage != "FULL" && !header.sparse) record.fail("storage '" + storage + "' is not known; FULL and SPSE are.");
  if (header.sparse && kind->second.rank != 0) record.fail("headers of type " + type + " cannot be stored sparse.");
  header.long_name = trimmed(record.text(70));
  read_dims(record, header, kind->second.rank);
}

void read_values(HarRecords& records, HarHeader& header) {
  switch (header.type) {
    case HarType::Text:
      header.width = header.dims[1];
      header.dims.pop_back();
      header.text = read_strings(records, header.dims[0], header.width);
      return;
    case HarType::Integer:
    case HarType::Matrix: return read_matrix(records, header);
    case HarType::Labelled: read_labels(records, header); break;
    case HarType::Plain:
      while (!header.dims.empty() && header.dims.back() == 1) header.dims.pop_back();
      break;
  }
  if (header.sparse) read_sparse_reals(records, header);
  else read_full_reals(records, header);
}

HarHeader read_header(HarRecords& records) {
  HarHeader header;
  header.offset = records.position();
  HarRecord record = records.next();
  if (record.left() != 4)
    record.fail("a header's name of four bytes should stand here, not a record of " + std::to_string(record.left()) + ".");
  header.name = trimmed(record.text(4));
  if (header.name.empty()) record.fail("a header's name is blank.");
  records.set_header(header.name);
  read_description(records, header);
  read_values(records, header);
  return header;
}

}  // namespace
}  // namespace detail

HarFile read_har(std::string name, std::span<const char> bytes) {
  HarFile file;
  file.name = std::move(name);
  detail::HarRecords records(file.name, bytes);
  std::map<std::string, std::size_t> seen;
  while (!records.at_end()) {
    records.set_header({});
    HarHeader header = detail::read_header(records);
    std::string upper = header.name;
    for (char& c : upper)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (const auto [at, added] = seen.emplace(upper, header.offset); !added)
      throw InputError(file.name + ", header " + header.name + ", byte " + std::to_string(header.offset) +
                       ": the header stands twice, first at byte " + std::to_string(at->second) + ".");
    file.headers.push_back(std::move(header));
  }
  return file;
}

HarFile read_har(const std::filesystem::path& path) {
  std::string bytes = read_bytes(path);
  if (is_gzip(bytes)) bytes = gunzip(path.string(), bytes);
  return read_har(path.string(), bytes);
}

}  // namespace setu
