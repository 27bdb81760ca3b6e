#include <fmt/format.h>

#include "setu/base/error.hpp"
#include "setu/base/number.hpp"
#include "writers.hpp"

namespace setu {

CsvFile::CsvFile(const std::filesystem::path& path, const std::string& header)
    : path_(path), out_(path, std::ios::binary) {
  out_ << header << '\n';
}

void CsvFile::add(std::string_view label) {
  if (!first_) row_ += ',';
  first_ = false;
  if (label.find_first_of(",\"\n") == std::string_view::npos) {
    row_ += label;
    return;
  }
  row_ += '"';
  for (const char c : label) row_ += c == '"' ? std::string("\"\"") : std::string(1, c);
  row_ += '"';
}

void CsvFile::add(double value) {
  if (!first_) row_ += ',';
  first_ = false;
  append_number(row_, value);
}

void CsvFile::end_row() {
  row_ += '\n';
  out_ << row_;
  row_.clear();
  first_ = true;
}

void CsvFile::close() {
  out_.close();
  if (!out_) throw InputError(fmt::format("Could not write '{}': is the disk full?", path_.string()));
}

}  // namespace setu
