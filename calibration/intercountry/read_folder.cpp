#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "readers.hpp"
#include "setu/base/error.hpp"

namespace setu::detail {
namespace {

namespace fs = std::filesystem;

std::string lower_name(const fs::path& file) {
  std::string name = file.filename().string();
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return name;
}

/// The file in the folder whose name ends so, perhaps packed with gzip; nothing where there is none.
fs::path with_end(const fs::path& folder, const std::string& end) {
  std::vector<fs::path> found;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none)) {
    std::string name = lower_name(entry.path());
    if (name.ends_with(".gz")) name.resize(name.size() - 3);
    if (entry.is_regular_file() && (name == end || name.ends_with("_" + end))) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found.empty() ? fs::path{} : found[0];
}

TableReader tabs(const fs::path& file, const TableOptions& options) {
  TableOptions table = options;
  table.separator = options.separator.value_or('\t');
  table.decimal_comma = options.decimal_comma.value_or(false);
  table.marks_are_zero = true;
  return TableReader(file, table);
}

bool is_exiobase(const fs::path& folder) { return !with_end(folder, "z.txt").empty() && !with_end(folder, "y.txt").empty(); }
bool is_eora(const fs::path& folder) { return !with_end(folder, "labels_t.txt").empty() && !with_end(folder, "t.txt").empty(); }

/// The two rows of titles of an EXIOBASE matrix: regions, and sectors or categories.
struct Heads {
  Cells regions, items;
};

Heads read_heads(TableReader& table) {
  Heads heads;
  for (Cells* row : {&heads.regions, &heads.items}) {
    if (!table.next()) table.fail("the file ends within its titles.");
    row->assign(table.cells().begin(), table.cells().end());
  }
  return heads;
}

/// EXIOBASE 3: Z and Y side by side, value added and taxes from the first rows of the factor inputs.
InterCountryTable read_exiobase(const fs::path& folder, const TableOptions& options, double scale) {
  TableReader z = tabs(with_end(folder, "z.txt"), options), y = tabs(with_end(folder, "y.txt"), options);
  const Fail fail = [&](const std::string& message) { z.fail(message); };
  const Heads zh = read_heads(z), yh = read_heads(y);
  constexpr std::size_t labels = 2;
  TableBuilder builder("EXIOBASE 3", scale);
  for (std::size_t i = labels; i < zh.regions.size(); ++i) builder.add_column(i, {Item::Industry, zh.regions[i], zh.items[i], 0}, fail);
  const std::size_t offset = zh.regions.size() - labels;
  std::vector<std::pair<std::size_t, Label>> finals;
  for (std::size_t i = labels; i < yh.regions.size(); ++i) {
    Label label = described_item(yh.items[i]);
    if (label.item != Item::Final) continue;  // exports, which stand in other regions' columns
    label.economy = yh.regions[i];
    finals.emplace_back(i + offset, std::move(label));
  }
  builder.add_final_columns(finals, fail);
  builder.end_columns(fail);
  const auto row_label = [](const TableReader& table) { return std::pair{std::string(table.text(0)), std::string(table.text(1))}; };
  while (z.next()) {
    if (z.line() <= 3 && z.text(0) == "region") continue;  // the row that names the columns of labels
    do {
      if (!y.next()) z.fail("Y ends before Z: the files belong to different tables.");
    } while (y.text(0) == "region");
    if (row_label(z) != row_label(y))
      z.fail(fmt::format("the row is '{}', '{}', but in Y it is '{}', '{}'.", z.text(0), z.text(1), y.text(0), y.text(1)));
    builder.add_row(
        {Item::Industry, std::string(z.text(0)), std::string(z.text(1)), 0}, zh.regions.size() + yh.regions.size(),
        [&](std::size_t i) { return i < zh.regions.size() ? z.number(i) : y.number(i - offset); }, fail);
  }
  fs::path inputs;
  for (const char* where : {"factor_inputs", "satellite", ""})
    if (inputs.empty()) inputs = with_end(folder / where, "f.txt");
  if (inputs.empty()) {
    builder.value_added_is_left();
    builder.note("There is no file of factor inputs (F.txt); value added is what sales leave after inputs.");
    return builder.finish(fail);
  }
  TableReader f = tabs(inputs, options);
  (void)read_heads(f);
  while (f.next()) {
    const std::string name(f.text(0));
    Label label = described_item(name);
    if (upper(name).starts_with("TAXES LESS SUBSIDIES ON PRODUCTS")) label.item = Item::Tax;
    if (label.item != Item::Tax && label.item != Item::ValueAdded) continue;
    label.economy.clear(), label.name = name;
    builder.add_row(
        label, zh.regions.size() + yh.regions.size(), [&](std::size_t i) { return i < zh.regions.size() ? f.number(i - labels + 1) : 0; },
        fail);
  }
  return builder.finish(fail);
}

/// A file of labels: economies' codes, and sectors, categories or kinds of value added.
std::vector<std::pair<std::string, std::string>> eora_labels(const fs::path& file, const TableOptions& options) {
  std::vector<std::pair<std::string, std::string>> labels;
  for (TableReader table = tabs(file, options); table.next();) {
    std::size_t last = table.cells().size();
    while (last > 0 && table.text(last - 1).empty()) --last;
    labels.emplace_back(std::string(table.text(last >= 4 ? 1 : 0)), std::string(table.text(last == 0 ? 0 : last - 1)));
  }
  return labels;
}

/// Eora26: T, FD and VA without labels, which stand in files of their own; money in thousands.
InterCountryTable read_eora(const fs::path& folder, const TableOptions& options, double scale) {
  const auto need = [&](const char* end) {
    const fs::path file = with_end(folder, end);
    if (file.empty())
      throw InputError(
          fmt::format("{}: there is no file that ends with '{}'; Eora26 needs T, FD, VA and their labels.", folder.string(), end));
    return file;
  };
  const auto sectors = eora_labels(need("labels_t.txt"), options), uses = eora_labels(need("labels_fd.txt"), options),
             kinds = eora_labels(need("labels_va.txt"), options);
  TableReader t = tabs(need("t.txt"), options), fd = tabs(need("fd.txt"), options), va = tabs(need("va.txt"), options);
  const Fail fail = [&](const std::string& message) { t.fail(message); };
  const auto skipped =
      [&](const std::pair<std::string, std::string>& label) {  // the discrepancy, which is one row and column of no economy's shape
        const std::string name = upper(label.second);
        return name.find("DISCREPANC") != std::string::npos || (upper(label.first) == "ROW" && name == "TOTAL");
      };
  TableBuilder builder("Eora26", scale / 1000);
  for (std::size_t i = 0; i < sectors.size(); ++i)
    if (!skipped(sectors[i])) builder.add_column(i, {Item::Industry, sectors[i].first, sectors[i].second, 0}, fail);
  std::vector<std::pair<std::size_t, Label>> finals;
  for (std::size_t i = 0; i < uses.size(); ++i) {
    Label label = described_item(uses[i].second);
    if (label.item != Item::Final && upper(uses[i].second).find("HOUSEHOLD") != std::string::npos)
      label = Label{Item::Final, {}, {}, Households};
    const bool known =
        std::any_of(sectors.begin(), sectors.end(), [&](const auto& sector) { return !skipped(sector) && sector.first == uses[i].first; });
    if (label.item != Item::Final || !known) continue;
    label.economy = uses[i].first;
    finals.emplace_back(sectors.size() + i, std::move(label));
  }
  builder.add_final_columns(finals, fail);
  builder.end_columns(fail);
  const std::size_t width = sectors.size() + uses.size();
  for (std::size_t row = 0; row < sectors.size(); ++row) {
    if (!t.next() || !fd.next()) t.fail(fmt::format("the file has {} rows, but the labels name {}.", row, sectors.size()));
    Label label{Item::Industry, sectors[row].first, sectors[row].second, 0};
    if (skipped(sectors[row])) label = Label{Item::Other, {}, "discrepancy", 0};
    builder.add_row(
        label, width, [&](std::size_t i) { return i < sectors.size() ? t.number(i) : fd.number(i - sectors.size()); }, fail);
  }
  for (const auto& [first, kind] : kinds) {
    if (!va.next()) va.fail(fmt::format("the file ends before '{}'.", kind));
    builder.add_row(
        {Item::ValueAdded, {}, kind + first, 0}, width, [&](std::size_t i) { return i < sectors.size() ? va.number(i) : 0; }, fail);
  }
  return builder.finish(fail);
}

}  // namespace

InterCountryTable read_folder(const fs::path& folder, const TableOptions& options, double scale) {
  if (is_eora(folder)) return read_eora(folder, options, scale);
  if (is_exiobase(folder)) return read_exiobase(folder, options, scale);
  throw InputError(folder.string() +
                   ": the folder is no inter-country table; known: EXIOBASE 3 (Z.txt, Y.txt) and Eora26 (T, FD, VA and labels).");
}

}  // namespace setu::detail

namespace setu {

bool looks_like_intercountry_folder(const std::filesystem::path& folder) {
  return std::filesystem::is_directory(folder) && (detail::is_eora(folder) || detail::is_exiobase(folder));
}

}  // namespace setu
