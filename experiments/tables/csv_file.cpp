#include <cmath>

#include <fmt/format.h>

#include "setu/base/error.hpp"
#include "setu/base/number.hpp"
#include "csv_file.hpp"

namespace setu {

namespace {

constexpr std::size_t kBuffer = std::size_t{1} << 20U;

}  // namespace

CsvFile::CsvFile(const std::filesystem::path& path, const std::string& header) : path_(path), out_(path, std::ios::binary) {
  text_.reserve(kBuffer + 4096);
  text_ += header;
  text_ += '\n';
}

void CsvFile::separate() {
  if (!first_) text_ += ',';
  first_ = false;
}

std::string CsvFile::encoded(std::string_view label) {
  if (label.find_first_of(",\"\n") == std::string_view::npos) return std::string(label);
  std::string quoted = "\"";
  for (const char c : label) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

void CsvFile::add(std::string_view label) {
  if (label.find_first_of(",\"\n") == std::string_view::npos) return add_encoded(label);
  add_encoded(encoded(label));
}

void CsvFile::add_encoded(std::string_view text) {
  separate();
  text_ += text;
}

void CsvFile::add(double value) {
  separate();
  if (!std::isfinite(value)) return;
  append_number(text_, value + 0.0);  // no "-0"
}

void CsvFile::end_row() {
  text_ += '\n';
  first_ = true;
  if (text_.size() < kBuffer) return;
  out_ << text_;
  text_.clear();
}

void CsvFile::close() {
  out_ << text_;
  out_.close();
  if (!out_) throw InputError(fmt::format("Could not write '{}': is the disk full?", path_.string()));
}

}  // namespace setu
