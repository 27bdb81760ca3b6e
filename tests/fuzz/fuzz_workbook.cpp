#include <zip.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "setu/base/error.hpp"
#include "setu/base/tables/table_reader.hpp"

namespace {

/// Zip archives carry checksums that no mutation survives, so the input is the parts, separated by 0xFF bytes: sheet,
/// shared strings, styles, list of sheets, relations. The last two have defaults.
std::array<std::string, 5> split(const std::uint8_t* data, std::size_t size) {
  std::array<std::string, 5> parts = {"", "<sst/>", "<styleSheet/>",
                                      "<workbook><sheets><sheet name=\"Data\" r:id=\"r1\"/></sheets></workbook>",
                                      "<Relationships><Relationship Id=\"r1\" Type=\"/worksheet\" Target=\"s.xml\"/></Relationships>"};
  std::size_t part = 0;
  parts[0].clear();
  for (std::size_t i = 0; i < size; ++i) {
    if (data[i] != 0xFFU) parts[part] += static_cast<char>(data[i]);
    else if (++part == parts.size()) break;
    else parts[part].clear();
  }
  return parts;
}

std::string archive_of(const std::array<std::string, 5>& parts) {
  static constexpr std::array kNames = {"xl/s.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
                                        "xl/_rels/workbook.xml.rels"};
  zip_source_t* memory = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_source_keep(memory);
  zip_t* archive = zip_open_from_source(memory, ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto index = zip_file_add(archive, kNames[i], zip_source_buffer(archive, parts[i].data(), parts[i].size(), 0), 0);
    zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
  }
  if (zip_close(archive) != 0) std::abort();
  zip_stat_t stat;
  zip_source_stat(memory, &stat);
  std::string bytes(stat.size, '\0');
  zip_source_open(memory);
  zip_source_read(memory, bytes.data(), bytes.size());
  zip_source_close(memory);
  zip_source_free(memory);
  return bytes;
}

void read_all(const std::string& bytes, const setu::TableOptions& options) {
  setu::TableReader table("fuzz.xlsx", bytes, options);
  std::size_t line = 0;
  while (table.next()) {
    if (table.line() <= line) std::abort();
    line = table.line();
    for (std::size_t c = 0; c < table.cells().size() + 1; ++c) {
      if (c >= 40 && table.text(c).empty()) continue;
      try {
        if (!std::isfinite(table.number(c))) std::abort();
      } catch (const setu::InputError&) {}
    }
  }
}

}  // namespace

/// Whatever a workbook's parts say, the reader returns rows or an InputError.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes = archive_of(split(data, size));
  for (const char* sheet : {"", "Data"}) {
    setu::TableOptions options;
    options.sheet = sheet;
    try {
      read_all(bytes, options);
    } catch (const setu::InputError&) {}
  }
  return 0;
}
