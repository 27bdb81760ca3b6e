#include <algorithm>
#include <fstream>

#include "endowment_types.hpp"
#include "setu/base/files/atomic_directory.hpp"
#include "setu/base/files/content_hash.hpp"
#include "setu/base/error.hpp"
#include "setu/base/number.hpp"
#include "setu/calibration/folder/database_io.hpp"

namespace setu {
namespace {

const std::vector<std::string>& set_names() {
  static const std::vector<std::string> names = {"REG", "COMM", "ACTS", "ENDW", "MARG", "ENDM", "ENDS", "ENDF", "ENDC", "ENDL"};
  return names;
}

/// A text file that complains when the disk does.
class Output {
 public:
  explicit Output(const std::filesystem::path& path) : path_(path), file_(path, std::ios::binary) { check(); }
  std::string text;
  void flush_above(std::size_t size) {
    if (text.size() < size) return;
    file_.write(text.data(), static_cast<std::streamsize>(text.size()));
    text.clear();
    check();
  }
  void close() {
    flush_above(0);
    file_.close();
    check();
  }

 private:
  void check() const {
    if (!file_) throw InputError("Cannot write '" + path_.string() + "' (is the disk full?).");
  }
  std::filesystem::path path_;
  std::ofstream file_;
};

void write_sets(const Sets& sets, const std::filesystem::path& file) {
  Output out(file);
  for (const auto& name : set_names()) {
    const auto& elements = sets.by_name(name);
    if (elements.empty()) continue;
    out.text += name;
    for (const auto& element : elements) out.text += "," + element;
    out.text += "\n";
  }
  out.close();
}

constexpr std::size_t index_columns = 4;

void write_cell(std::string& text, const HeaderInfo& header, const Array& array, const Sets& sets, std::size_t cell) {
  std::size_t stride = array.values().size();
  text += header.name;
  for (std::size_t d = 0; d < index_columns; ++d) {
    text += ',';
    if (d >= header.sets.size()) continue;
    const auto& elements = detail::elements_of(sets, header.sets[d]);
    stride /= elements.size();
    text += elements[cell / stride % elements.size()];
  }
  text += ',';
  append_number(text, array.values()[cell]);
  text += '\n';
}

void write_header(Output& out, const HeaderInfo& header, const Database& database) {
  const Array& array = database[header.name];
  const auto values = array.values();
  const auto nonzero = [](double v) { return v != 0; };
  const bool all_zero = std::none_of(values.begin(), values.end(), nonzero);
  for (std::size_t cell = 0; cell < values.size(); ++cell)
    if (nonzero(values[cell]) || (all_zero && cell == 0)) {
      write_cell(out.text, header, array, database.sets(), cell);
      out.flush_above(1U << 20U);
    }
}

void write_long(const Database& database, bool parameters, const std::filesystem::path& file) {
  Output out(file);
  out.text = "name,i1,i2,i3,i4,value\n";
  for (const auto& header : header_catalogue())
    if (header.parameter == parameters && database.has(header.name)) write_header(out, header, database);
  out.close();
}

}  // namespace

void write_database(const Database& database, const std::filesystem::path& folder) {
  check_sets(database.sets(), "The database cannot be written to '" + folder.string() + "': ");
  AtomicDirectory output(folder, "basedata.csv", AtomicDirectory::Others::Keep);
  write_sets(database.sets(), output.path() / "sets.csv");
  write_long(database, false, output.path() / "basedata.csv");
  write_long(database, true, output.path() / "params.csv");
  output.commit();
}

std::string database_hash(const Database& database) {
  ContentHash hash;
  for (const auto& name : set_names()) {
    const auto& elements = database.sets().by_name(name);
    hash.text(name);
    hash.integer(elements.size());
    for (const auto& element : elements) hash.text(element);
  }
  for (const auto& header : header_catalogue())
    if (database.has(header.name) && !database[header.name].values().empty()) {
      hash.text(header.name);
      hash.numbers(database[header.name].values());
    }
  return hash.hex();
}

}  // namespace setu
