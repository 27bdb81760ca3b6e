#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_map>

#include "endowment_types.hpp"
#include "read_sets.hpp"
#include "setu/base/files/csv.hpp"
#include "setu/base/error.hpp"
#include "setu/base/number.hpp"
#include "setu/base/suggest.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/model/database/impossible.hpp"

namespace setu {
namespace {

using Lookup = std::unordered_map<std::string_view, std::size_t>;

std::string noun_of(std::string_view set) {
  if (set == "REG") return "region";
  if (set == "COMM") return "commodity";
  if (set == "ACTS") return "activity";
  if (set == "ENDW") return "endowment";
  if (set == "MARG") return "margin commodity";
  return "endowment type";
}

/// Reads one long-layout file into a database.
class LongFile {
 public:
  LongFile(const std::filesystem::path& file, Database& database) : csv_(file), database_(database) {}

  void read() {
    if (!csv_.next()) throw InputError(csv_.path().string() + ": the file has no rows; the first is name,i1,…,value.");
    read_titles();
    while (csv_.next()) read_row();
  }

 private:
  struct Target {
    const HeaderInfo* info = nullptr;
    Array* array = nullptr;
    std::vector<const Lookup*> lookups;
    std::vector<std::uint32_t> line;  // where each cell was given, 0 if not yet
  };

  void read_titles();
  void read_row();
  Target& target(std::string_view name);
  Target open_target(std::string_view name);
  const Lookup& lookup(const std::string& set);
  std::size_t position(const Target& target) const;
  double value(const Target& target) const;
  [[nodiscard]] std::string cell_name(const Target& target) const;

  CsvReader csv_;
  Database& database_;
  std::size_t indices_ = 0;  // number of index columns
  std::unordered_map<std::string, Target> targets_;
  Target* last_ = nullptr;
  std::map<std::string, Lookup> lookups_;
};

void LongFile::read_titles() {
  const auto& titles = csv_.fields();
  const auto value = std::find(titles.begin(), titles.end(), "value");
  if (titles.front().find(';') != std::string_view::npos) csv_.fail("the fields are separated by semicolons; save the file with commas.");
  if (titles.front() != "name" || value == titles.end()) csv_.fail("the first row must be the column titles name,i1,i2,i3,i4,value.");
  indices_ = static_cast<std::size_t>(value - titles.begin()) - 1;
}

const Lookup& LongFile::lookup(const std::string& set) {
  auto [at, added] = lookups_.try_emplace(set);
  if (added) {
    const auto& elements = detail::elements_of(database_.sets(), set);
    for (std::size_t i = 0; i < elements.size(); ++i) at->second.emplace(elements[i], i);
  }
  return at->second;
}

LongFile::Target LongFile::open_target(std::string_view name) {
  const auto& catalogue = header_catalogue();
  const auto info = std::find_if(catalogue.begin(), catalogue.end(), [&](const auto& h) { return h.name == name; });
  if (info == catalogue.end()) {
    std::vector<std::string> known;
    for (const auto& header : catalogue) known.push_back(header.name);
    csv_.fail(unknown_name("header", name, known, known.size()) + ".");
  }
  if (database_.has(name)) csv_.fail("header " + info->name + " stands in basedata.csv already.");
  Target target{&*info, &database_[name], {}, {}};
  for (const auto& set : info->sets) target.lookups.push_back(&lookup(set));
  target.line.assign(target.array->values().size(), 0);
  return target;
}

LongFile::Target& LongFile::target(std::string_view name) {
  if (last_ != nullptr && last_->info->name == name) return *last_;
  const std::string key(name);
  auto at = targets_.find(key);
  if (at == targets_.end()) at = targets_.emplace(key, open_target(name)).first;
  last_ = &at->second;
  return *last_;
}

std::string LongFile::cell_name(const Target& target) const {
  std::string text = target.info->name;
  for (std::size_t d = 0; d < target.info->sets.size(); ++d) {
    text += d == 0 ? '(' : ',';
    text += csv_.fields()[d + 1];
  }
  return target.info->sets.empty() ? text : text + ")";
}

std::size_t LongFile::position(const Target& target) const {
  const auto& fields = csv_.fields();
  std::size_t given = 0;
  for (std::size_t i = 1; i <= indices_; ++i)
    if (!fields[i].empty()) given = i;
  const auto& sets = target.info->sets;
  if (given != sets.size()) {
    std::string wanted;
    for (const auto& set : sets) wanted += (wanted.empty() ? " (" : ", ") + set;
    csv_.fail(target.info->name + " has " + std::to_string(sets.size()) + " indices" + wanted + (sets.empty() ? "" : ")") +
              ", this row gives " + std::to_string(given) + ".");
  }
  std::size_t position = 0;
  for (std::size_t d = 0; d < sets.size(); ++d) {
    const auto at = target.lookups[d]->find(fields[d + 1]);
    if (at == target.lookups[d]->end())
      csv_.fail(target.info->name + ", index " + std::to_string(d + 1) + " (" + sets[d] +
                "): " + unknown_name(noun_of(sets[d]), fields[d + 1], detail::elements_of(database_.sets(), sets[d])) + ".");
    position = position * target.array->dims()[d] + at->second;
  }
  return position;
}

double LongFile::value(const Target& target) const {
  const std::string_view text = csv_.fields()[indices_ + 1];
  const auto number = parse_number(text);
  if (!number) csv_.fail("the value of " + cell_name(target) + " is not a number: '" + std::string(text) + "'.");
  if (!std::isfinite(*number)) csv_.fail("the value of " + cell_name(target) + " is '" + std::string(text) + "'; it must be finite.");
  if (const auto problem = impossible(*target.info, *number); !problem.empty())
    csv_.fail(cell_name(target) + " is " + std::string(text) + ": " + problem + ".");
  return *number;
}

void LongFile::read_row() {
  const auto& fields = csv_.fields();
  if (fields.size() < indices_ + 2)
    csv_.fail("the row has " + std::to_string(fields.size()) + " fields; the titles ask for " + std::to_string(indices_ + 2) + " (name, " +
              std::to_string(indices_) + " indices, value).");
  Target& row = target(fields.front());
  const std::size_t cell = position(row);
  if (row.line[cell] != 0) csv_.fail(cell_name(row) + " is given twice, first in line " + std::to_string(row.line[cell]) + ".");
  row.array->values()[cell] = value(row);
  row.line[cell] = static_cast<std::uint32_t>(csv_.line());
}

/// Parameters whose absence means a number other than zero (see read_database).
void fill_default(Database& database, const std::string& header, double value) {
  if (database.has(header)) return;
  for (double& cell : database[header].values()) cell = value;
}

void check_headers(const Database& database, const std::filesystem::path& folder) {
  for (const auto& header : header_catalogue())
    if (!header.optional && !database.has(header.name))
      throw InputError((folder / (header.parameter ? "params.csv" : "basedata.csv")).string() + ": header " + header.name + " (" +
                       header.label + ") is missing.");
}

}  // namespace

Database read_database(const std::filesystem::path& folder, const EndowmentTypes& types) {
  if (!std::filesystem::is_directory(folder)) throw InputError("There is no folder '" + folder.string() + "'.");
  Database database(detail::read_sets(folder / "sets.csv"));
  LongFile(folder / "basedata.csv", database).read();
  LongFile(folder / "params.csv", database).read();
  check_headers(database, folder);
  detail::resolve_endowment_types(database, types, {(folder / "sets.csv").string(), (folder / "params.csv").string()});
  fill_default(database, "DPSM", 1);
  fill_default(database, "ESKO", 2);
  fill_default(database, "ETKO", 1.5);
  return database;
}

}  // namespace setu
