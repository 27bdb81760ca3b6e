#include "setu/base/tables/table_reader.hpp"

#include <cmath>

#include "base/files/delimited_text.hpp"
#include "base/files/file_bytes.hpp"
#include "base/files/text_encoding.hpp"
#include "containers.hpp"
#include "setu/base/error.hpp"
#include "table_dialect.hpp"
#include "table_source.hpp"
#include "workbook.hpp"
#include "zip_parts.hpp"

namespace setu {

namespace {

class TextSource final : public TableSource {
 public:
  TextSource(const std::string& name, DecodedText decoded, const TableOptions& options)
      : bytes_(std::move(decoded.text)),
        note_(std::move(decoded.note)),
        dialect_(sniff_dialect(name, plain_text(name, bytes_), options)),
        rows_(name, bytes_, dialect_.separator) {}

  bool next() override { return rows_.next(); }
  [[nodiscard]] const std::vector<std::string_view>& cells() const override { return rows_.fields(); }
  [[nodiscard]] std::size_t line() const override { return rows_.line(); }
  [[nodiscard]] NumberStyle numbers() const override { return dialect_.numbers; }
  [[nodiscard]] char separator() const override { return dialect_.separator; }
  [[nodiscard]] std::string note() const override { return note_; }
  [[nodiscard]] std::string column_name(std::size_t column) const override { return "column " + std::to_string(column + 1); }
  [[nodiscard]] std::string place(std::size_t line, std::optional<std::size_t> column) const override {
    const std::string where = rows_.name() + ":" + std::to_string(line) + ": ";
    return column ? where + "column " + std::to_string(*column + 1) + ": " : where;
  }

 private:
  std::string bytes_, note_;
  Dialect dialect_;
  DelimitedText rows_;
};

bool is_zip(std::span<const char> bytes) {
  return bytes.size() >= 4 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4;
}

/// The bytes without gzip, and no container of another program.
std::string unpacked(const std::string& name, std::string bytes) {
  if (bytes.empty()) throw InputError("The file '" + name + "' is empty.");
  if (is_gzip(bytes)) bytes = gunzip(name, bytes);
  if (bytes.starts_with("\xD0\xCF\x11\xE0"))
    throw InputError(name + ": the file is a workbook of the old format (xls) or one with a password; save it as xlsx without.");
  if (bytes.empty()) throw InputError("The file '" + name + "' is empty.");
  refuse_container(name, bytes);
  return bytes;
}

std::unique_ptr<TableSource> open(const std::string& name, std::string packed, const TableOptions& options, bool inside = false) {
  std::string bytes = unpacked(name, std::move(packed));
  if (!is_zip(bytes)) return open_text(name, std::move(bytes), options);
  const ZipParts zip(name, bytes);
  refuse_zip_container(name, zip);
  if (zip.has("xl/workbook.xml")) return open_workbook(name, bytes, options);
  if (inside) throw InputError(name + ": the archive holds another archive; unpack it.");
  ArchiveMember member = only_member(name, zip, options.sheet);
  TableOptions within_archive = options;
  within_archive.sheet = member.rest;
  return open(name + "/" + member.name, std::move(member.bytes), within_archive, true);
}

/// With the sheet and cells that --range names.
std::unique_ptr<TableSource> open_range(const std::string& name, std::string bytes, TableOptions options) {
  if (options.range.empty()) return open(name, std::move(bytes), options);
  const TableRange range = parse_range(options.range);
  if (!range.sheet.empty() && !options.sheet.empty() && range.sheet != options.sheet)
    throw InputError("--range names the sheet '" + range.sheet + "', but --sheet names '" + options.sheet + "'.");
  if (!range.sheet.empty()) options.sheet = range.sheet;
  return within(open(name, std::move(bytes), options), range);
}

}  // namespace

std::unique_ptr<TableSource> open_text(std::string name, std::string bytes, const TableOptions& options) {
  if (!options.sheet.empty()) throw InputError(name + ": --sheet names a sheet of a workbook, but the file is text.");
  return std::make_unique<TextSource>(name, decode_text(name, std::move(bytes)), options);
}

namespace {

/// Of an archive inside an archive nothing is listed: it is not opened.
std::vector<TablePart> parts_of(const std::string& name, std::string packed, bool inside = false) {
  const std::string bytes = unpacked(name, std::move(packed));
  if (!is_zip(bytes)) return {TablePart{}};
  const ZipParts zip(name, bytes);
  refuse_zip_container(name, zip);
  std::vector<TablePart> parts;
  if (zip.has("xl/workbook.xml")) {
    for (const auto& sheet : sheet_names(name, bytes)) parts.push_back({sheet.name, sheet.hidden});
    return parts;
  }
  if (inside) return {TablePart{}};
  for (const auto& file : table_members(zip)) parts.push_back({file, false});
  if (parts.empty()) (void)only_member(name, zip, {});  // says what it holds
  if (parts.size() != 1) return parts;
  ArchiveMember only = only_member(name, zip, {});
  if (!is_zip(only.bytes)) return {TablePart{}};
  return parts_of(name + "/" + only.name, std::move(only.bytes), true);
}

}  // namespace

std::vector<TablePart> table_parts(const std::filesystem::path& path) { return parts_of(path.string(), read_bytes(path)); }

struct TableReader::State {
  std::string name;
  std::unique_ptr<TableSource> source;
  bool marks_are_zero = false;
  mutable std::size_t marks = 0;  ///< cells like "n.a." that counted as zero
};

TableReader::TableReader(const std::filesystem::path& path, const TableOptions& options)
    : state_(std::make_unique<State>(State{path.string(), open_range(path.string(), read_bytes(path), options), options.marks_are_zero})) {}

TableReader::TableReader(std::string name, std::span<const char> bytes, const TableOptions& options)
    : state_(std::make_unique<State>(
          State{name, open_range(name, std::string(bytes.begin(), bytes.end()), options), options.marks_are_zero})) {}

TableReader::~TableReader() = default;
TableReader::TableReader(TableReader&&) noexcept = default;
TableReader& TableReader::operator=(TableReader&&) noexcept = default;

bool TableReader::next() { return state_->source->next(); }
const std::vector<std::string_view>& TableReader::cells() const { return state_->source->cells(); }
std::string_view TableReader::text(std::size_t column) const { return column < cells().size() ? cells()[column] : std::string_view{}; }

double TableReader::number(std::size_t column) const {
  const std::string_view cell = text(column);
  if (const std::string why = state_->source->refusal(column); !why.empty()) fail(why, column);
  if (cell.empty()) return 0;
  if (state_->marks_are_zero && is_missing_mark(cell)) return ++state_->marks, 0;
  const auto value = table_number(cell, state_->source->numbers());
  if (!value) fail("'" + std::string(cell) + "' is not a number.", column);
  if (!std::isfinite(*value)) fail("'" + std::string(cell) + "' is not a finite number.", column);
  return *value;
}

std::size_t TableReader::line() const { return state_->source->line(); }
const std::string& TableReader::name() const { return state_->name; }
void TableReader::fail(const std::string& message, std::optional<std::size_t> column) const {
  throw InputError(state_->source->place(line(), column) + message);
}

std::vector<std::string> TableReader::notes() const {
  std::vector<std::string> notes;
  if (std::string note = state_->source->note(); !note.empty()) notes.push_back(std::move(note));
  if (state_->marks > 0)
    notes.push_back(std::to_string(state_->marks) + " cells of " + state_->name + " like '-', '..' or 'n.a.' count as zero.");
  return notes;
}

std::string TableReader::place(std::size_t line, std::optional<std::size_t> column) const { return state_->source->place(line, column); }
std::string TableReader::column_name(std::size_t column) const { return state_->source->column_name(column); }
bool TableReader::stored_number(std::size_t column) const { return state_->source->stored_number(column); }
std::string TableReader::refusal(std::size_t column) const { return state_->source->refusal(column); }
char TableReader::separator() const { return state_->source->separator(); }

}  // namespace setu
