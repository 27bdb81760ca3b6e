#include "setu/base/files/csv.hpp"

#include "delimited_text.hpp"
#include "file_bytes.hpp"

namespace setu {

struct CsvReader::State {
  explicit State(std::filesystem::path file) : path(std::move(file)), content(read_bytes(path)), text(path.string(), content, ',') {}
  std::filesystem::path path;
  std::string content;
  DelimitedText text;
};

CsvReader::CsvReader(std::filesystem::path path) : state_(std::make_unique<State>(std::move(path))) {}
CsvReader::~CsvReader() = default;

bool CsvReader::next() { return state_->text.next(); }
const std::vector<std::string_view>& CsvReader::fields() const { return state_->text.fields(); }
std::size_t CsvReader::line() const { return state_->text.line(); }
const std::filesystem::path& CsvReader::path() const { return state_->path; }
void CsvReader::fail(const std::string& message) const { state_->text.fail(state_->text.line(), message); }

}  // namespace setu
