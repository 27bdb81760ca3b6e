#include "setu/base/tables/table_reader.hpp"

#include <cmath>

#include "base/files/delimited_text.hpp"
#include "base/files/file_bytes.hpp"
#include "setu/base/error.hpp"
#include "table_dialect.hpp"
#include "table_source.hpp"

namespace setu {

namespace {

class TextSource final : public TableSource {
 public:
  TextSource(const std::string& name, std::string bytes, const TableOptions& options)
      : bytes_(std::move(bytes)),
        dialect_(sniff_dialect(name, plain_text(name, bytes_), options)),
        rows_(name, bytes_, dialect_.separator) {}

  bool next() override { return rows_.next(); }
  [[nodiscard]] const std::vector<std::string_view>& cells() const override { return rows_.fields(); }
  [[nodiscard]] std::size_t line() const override { return rows_.line(); }
  [[nodiscard]] NumberStyle numbers() const override { return dialect_.numbers; }
  [[nodiscard]] std::string place(std::optional<std::size_t> column) const override {
    const std::string where = rows_.name() + ":" + std::to_string(rows_.line()) + ": ";
    return column ? where + "column " + std::to_string(*column + 1) + ": " : where;
  }

 private:
  std::string bytes_;
  Dialect dialect_;
  DelimitedText rows_;
};

bool is_zip(std::span<const char> bytes) {
  return bytes.size() >= 4 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4;
}

std::unique_ptr<TableSource> open(const std::string& name, std::string bytes, const TableOptions& options) {
  if (bytes.empty()) throw InputError("The file '" + name + "' is empty.");
  if (is_gzip(bytes)) bytes = gunzip(name, bytes);
  if (is_zip(bytes)) return open_workbook(name, bytes, options);
  if (bytes.starts_with("\xD0\xCF\x11\xE0"))
    throw InputError(name + ": the file is a workbook of the old format (xls) or one with a password; save it as xlsx without.");
  if (bytes.empty()) throw InputError("The file '" + name + "' is empty.");
  return open_text(name, std::move(bytes), options);
}

}  // namespace

std::unique_ptr<TableSource> open_text(std::string name, std::string bytes, const TableOptions& options) {
  if (!options.sheet.empty()) throw InputError(name + ": --sheet names a sheet of a workbook, but the file is text.");
  return std::make_unique<TextSource>(name, std::move(bytes), options);
}

struct TableReader::State {
  std::string name;
  std::unique_ptr<TableSource> source;
};

TableReader::TableReader(const std::filesystem::path& path, const TableOptions& options)
    : state_(std::make_unique<State>(State{path.string(), open(path.string(), read_bytes(path), options)})) {}

TableReader::TableReader(std::string name, std::span<const char> bytes, const TableOptions& options)
    : state_(std::make_unique<State>(State{name, open(name, std::string(bytes.begin(), bytes.end()), options)})) {}

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
  const auto value = table_number(cell, state_->source->numbers());
  if (!value) fail("'" + std::string(cell) + "' is not a number.", column);
  if (!std::isfinite(*value)) fail("'" + std::string(cell) + "' is not a finite number.", column);
  return *value;
}

std::size_t TableReader::line() const { return state_->source->line(); }
const std::string& TableReader::name() const { return state_->name; }
void TableReader::fail(const std::string& message, std::optional<std::size_t> column) const {
  throw InputError(state_->source->place(column) + message);
}

}  // namespace setu
