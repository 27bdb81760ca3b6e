#include "setu/base/csv.hpp"

#include <csv.h>

#include <fstream>

#include "setu/base/error.hpp"

namespace setu {

/// libcsv does the parsing; it is fed one physical line at a time, which is how line numbers are known exactly.
struct CsvReader::State {
  std::filesystem::path path;
  std::ifstream file;
  std::vector<char> file_buffer = std::vector<char>(1U << 18U);
  csv_parser parser{};
  std::string physical;            // the line just read
  std::size_t physical_line = 0;   // its number
  std::size_t row_line = 0;        // the line on which the current row began
  std::string text;                // the row's fields, one after the other
  std::vector<std::size_t> ends;   // where each field ends in `text`
  std::vector<std::string_view> fields;
  int rows_ended = 0;
  bool open = false;  // inside a row that began on an earlier line

  ~State() { csv_free(&parser); }

  static void on_field(void* data, std::size_t size, void* self) {
    auto& s = *static_cast<State*>(self);
    s.text.append(static_cast<const char*>(data), size);
    s.ends.push_back(s.text.size());
  }
  static void on_row(int, void* self) { ++static_cast<State*>(self)->rows_ended; }

  void clear_row() {
    text.clear();
    ends.clear();
    rows_ended = 0;
  }
  bool read_line();
  void feed(const std::string& line);
  void publish();
  [[noreturn]] void fail_at(std::size_t line, const std::string& message) const {
    throw InputError(path.string() + ":" + std::to_string(line) + ": " + message);
  }
};

bool CsvReader::State::read_line() {
  if (!std::getline(file, physical)) return false;
  ++physical_line;
  if (!physical.empty() && physical.back() == '\r') physical.pop_back();
  if (physical_line == 1) {
    if (physical.starts_with("\xEF\xBB\xBF")) physical.erase(0, 3);
    if (physical.starts_with("\xFF\xFE") || physical.starts_with("\xFE\xFF"))
      fail_at(1, "the file is UTF-16 text; save it as UTF-8.");
  }
  if (physical.find('\0') != std::string::npos) fail_at(physical_line, "the file is not text (it holds a zero byte).");
  if (physical.find('\r') != std::string::npos)
    fail_at(physical_line, "a bare carriage return stands inside the line; save the file with LF or CRLF line ends.");
  physical += '\n';
  return true;
}

void CsvReader::State::feed(const std::string& line) {
  if (csv_parse(&parser, line.data(), line.size(), on_field, on_row, this) != line.size())
    fail_at(physical_line, "a quote stands inside a field; double it (\"\") and quote the whole field.");
}

void CsvReader::State::publish() {
  fields.clear();
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    fields.emplace_back(text.data() + begin, end - begin);
    begin = end;
  }
}

CsvReader::CsvReader(std::filesystem::path path) : state_(std::make_unique<State>()) {
  State& s = *state_;
  s.path = std::move(path);
  if (!std::filesystem::exists(s.path)) throw InputError("There is no file '" + s.path.string() + "'.");
  if (!std::filesystem::is_regular_file(s.path)) throw InputError("'" + s.path.string() + "' is not a file.");
  s.file.rdbuf()->pubsetbuf(s.file_buffer.data(), static_cast<std::streamsize>(s.file_buffer.size()));
  s.file.open(s.path, std::ios::binary);
  if (!s.file) throw InputError("The file '" + s.path.string() + "' cannot be opened for reading.");
  if (s.file.peek() == std::ifstream::traits_type::eof())
    throw InputError("The file '" + s.path.string() + "' is empty.");
  if (csv_init(&s.parser, CSV_STRICT | CSV_STRICT_FINI) != 0) throw LogicError("libcsv cannot be initialised");
}

CsvReader::~CsvReader() = default;

bool CsvReader::next() {
  State& s = *state_;
  s.clear_row();
  while (s.read_line()) {
    if (!s.open) s.row_line = s.physical_line;
    s.feed(s.physical);
    s.open = s.rows_ended == 0 && (s.open || s.physical.find_first_not_of(" \t\n") != std::string::npos);
    if (s.rows_ended == 0) continue;  // a blank line, or a quoted field that goes on
    if (!s.text.empty()) {
      s.publish();
      return true;
    }
    s.clear_row();  // only empty fields: a spreadsheet's tail
  }
  if (csv_fini(&s.parser, State::on_field, State::on_row, &s) != 0)
    s.fail_at(s.row_line, "a quoted field begins here and is never closed.");
  return false;
}

const std::vector<std::string_view>& CsvReader::fields() const { return state_->fields; }
std::size_t CsvReader::line() const { return state_->row_line; }
const std::filesystem::path& CsvReader::path() const { return state_->path; }
void CsvReader::fail(const std::string& message) const { state_->fail_at(state_->row_line, message); }

}  // namespace setu
