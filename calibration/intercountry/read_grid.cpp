#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "readers.hpp"
#include "setu/base/error.hpp"
#include "setu/base/number.hpp"

namespace setu::detail {
namespace {

bool total_word(std::string_view economy) {
  const std::string name = upper(economy);
  return name.empty() || name == "TOT" || name == "TOTAL" || name == "WLD" || name == "WORLD";
}

/// "F3" of ADB's final uses.
bool is_final_code(std::string_view code) {
  return code.size() == 2 && (code[0] == 'F' || code[0] == 'f') && code[1] >= '1' && code[1] <= '9';
}

/// How many neighbours in a row of titles are equal: economies come in runs, industries do not.
std::size_t runs(const Cells& row, std::size_t first) {
  std::size_t equal = 0;
  for (std::size_t i = first + 1; i < row.size(); ++i) equal += !row[i].empty() && row[i] == row[i - 1] ? 1 : 0;
  return equal;
}

/// WIOD and ADB MRIO: rows of titles, among them the economies, one of c1, c2, …, and perhaps one of codes.
class Grid {
 public:
  Grid(TableReader& table, const std::vector<Cells>& titles) : table_(table) {
    const std::size_t numbers = find_numbers(titles);
    codes_ = titles[numbers];
    for (std::size_t i = 0; i < codes_.size(); ++i)
      if (const auto n = numbered(codes_[i])) {
        first_ = std::min(first_, i);
        release2016_ = release2016_ || *n > 56;
      } else if (is_final_code(codes_[i])) {
        adb_ = true;
      }
    if (first_ < 2) table_.fail("there are no columns for the economies and codes of the rows.");
    find_economies(titles, numbers);
    if (release2016_) find_names(titles, numbers);
  }

  [[nodiscard]] std::string format() const { return adb_ ? "ADB MRIO" : release2016_ ? "WIOD 2016" : "WIOD 2013"; }
  [[nodiscard]] std::size_t first() const { return first_; }
  [[nodiscard]] bool ended() const { return ended_; }

  [[nodiscard]] Label column(std::size_t i) const {
    const std::string economy = i < economies_.size() ? economies_[i] : std::string{};
    if (const auto n = numbered(codes_[i])) return with(economy, named(wiod_column(*n, release2016_)));
    if (const auto item = special_item(codes_[i])) return with(economy, *item);
    if (!economy.empty() && !total_word(economy) && !codes_[i].empty() && known_.count(economy) != 0)
      table_.fail("the column '" + codes_[i] + "' is not known.", i);
    return {};
  }

  /// The label of the current row: of an industry by its number; below them by the code, else the number, else the words in front.
  [[nodiscard]] Label row() {
    std::size_t code = first_, economy = first_;
    for (std::size_t i = 0; i < first_; ++i) {
      if (numbered(table_.text(i))) code = i;
      if (known_.count(std::string(table_.text(i))) != 0) economy = i;
    }
    if (code < first_ && economy < first_) {
      const std::size_t n = *numbered(table_.text(code));
      if (n > wiod_industries(release2016_)) table_.fail("'" + std::string(table_.text(code)) + "' is no industry.", code);
      return with(std::string(table_.text(economy)), named(wiod_column(n, release2016_)));
    }
    if (code < first_ && code > 0 && !total_word(table_.text(code - 1)) && *numbered(table_.text(code)) <= wiod_industries(release2016_))
      return with(std::string(table_.text(code - 1)),
                  named(wiod_column(*numbered(table_.text(code)), release2016_)));  // an unknown economy
    return bottom(code);
  }

 private:
  /// The row that numbers the columns.
  std::size_t find_numbers(const std::vector<Cells>& titles) const {
    for (std::size_t r = titles.size(); r-- > 0;)
      if (numbers_columns(titles[r])) return r;
    table_.fail("there is no row of numbers of the columns (c1, c2, …).");
  }

  /// A row of titles over the numbered columns; in merged cells the name stands in the first one.
  [[nodiscard]] Cells spread(Cells row) const {
    row.resize(codes_.size());
    for (std::size_t i = first_ + 1; i < row.size(); ++i)
      if (row[i].empty() && !codes_[i].empty()) row[i] = row[i - 1];
    return row;
  }

  /// Economies and numbers name every column once; of several such rows the one whose cells come in the longest runs.
  void find_economies(const std::vector<Cells>& titles, std::size_t numbers) {
    std::size_t most = 0;
    for (std::size_t r = 0; r < titles.size(); ++r) {
      if (r == numbers) continue;
      Cells row = spread(titles[r]);
      std::set<std::pair<std::string, std::string>> pairs;
      std::set<std::string> different;
      bool once = true;
      for (std::size_t i = first_; i < row.size(); ++i) {
        if (!numbered(codes_[i]) && !is_final_code(codes_[i])) continue;
        once = once && !row[i].empty() && pairs.emplace(row[i], codes_[i]).second;
        different.insert(row[i]);
      }
      const std::size_t equal = runs(row, first_) + 1;
      if (!once || different.size() >= codes_.size() - first_ || equal < most) continue;
      economies_ = std::move(row), most = equal;
    }
    if (economies_.empty() && numbers > 0) economies_ = spread(titles[numbers - 1]);
    if (economies_.empty()) table_.fail("there is no row of economies above the numbers of the columns.");
    for (std::size_t i = first_; i < economies_.size(); ++i)
      if (!total_word(economies_[i]) && numbered(codes_[i])) known_.insert(economies_[i]);
  }

  /// The release of 2016 names industries by their codes (C10-C12), where a row of titles has them.
  void find_names(const std::vector<Cells>& titles, std::size_t numbers) {
    for (std::size_t r = 0; r < titles.size(); ++r) {
      if (r == numbers) continue;
      std::map<std::string, std::string> names;
      std::set<std::string> different;
      bool fits = true;
      for (std::size_t i = first_; i < codes_.size() && fits; ++i) {
        const auto n = numbered(codes_[i]);
        if (!n || *n > wiod_industries(true)) continue;
        const std::string name = i < titles[r].size() ? titles[r][i] : std::string{};
        const auto [at, fresh] = names.emplace(wiod_column(*n, true).name, name);
        fits = at->second == name && !name.empty() && name.size() <= 10 && name.find(' ') == std::string::npos;
        different.insert(name);
      }
      if (fits && !names.empty() && different.size() == names.size()) {
        names_ = std::move(names);
        return;
      }
    }
  }

  [[nodiscard]] Label named(Label label) const {
    if (const auto at = names_.find(label.name); label.item == Item::Industry && at != names_.end()) label.name = at->second;
    return label;
  }

  static Label with(const std::string& economy, Label label) {
    if (total_word(economy)) return {};
    if (label.item == Item::Industry || label.item == Item::Final) label.economy = economy;
    return label;
  }

  [[nodiscard]] Label bottom(std::size_t code) {
    std::string words;
    for (std::size_t i = 0; i < first_; ++i) words += std::string(table_.text(i)) + " ";
    if (ended_) return {};  // notes and checks below output
    std::optional<Label> label;
    for (std::size_t i = 0; i < first_ && !label; ++i)
      if (i != code && !total_word(table_.text(i))) label = special_item(table_.text(i));
    if (!label && code < first_) label = wiod_bottom(*numbered(table_.text(code)), release2016_);
    if (!label)
      if (const Label described = described_item(words); described.item != Item::Ignored || upper(words).find("TOTAL") != std::string::npos)
        label = described;
    if (!label && !has_numbers()) return {};
    bool of_world = false;
    for (std::size_t i = 0; i < first_; ++i) of_world = of_world || (!table_.text(i).empty() && total_word(table_.text(i)));
    if (!label && code == first_ && !of_world)
      table_.fail("the row has no code like r1 or c1 in front of its numbers, and its words ('" + words + "') are not known.");
    if (!label) label = Label{Item::Other, {}, {}, 0};  // like trs: what no industry supplies; I1 tells if it does not belong to cost
    label->economy.clear();
    label->name = code < first_ ? std::string(table_.text(code)) : words;
    if (label->item == Item::Final) return {};
    if (label->item == Item::Output) ended_ = true;
    return *label;
  }

  [[nodiscard]] bool has_numbers() const {
    for (std::size_t i = first_; i < table_.cells().size(); ++i)
      if (const auto value = parse_number(table_.text(i)); value && *value != 0) return true;
    return false;
  }

  TableReader& table_;
  Cells codes_, economies_;
  std::map<std::string, std::string> names_;  ///< of industries by their numbers
  std::set<std::string> known_;               ///< economies
  std::size_t first_ = std::string::npos;
  bool release2016_ = false, adb_ = false, ended_ = false;
};

}  // namespace

/// The table's current row is the first below the titles, or the last of them.
InterCountryTable read_grid(TableReader& table, const std::vector<Cells>& titles, double scale) {
  const Fail fail = [&](const std::string& message) { table.fail(message); };
  Grid grid(table, titles);
  TableBuilder builder(grid.format(), scale);
  for (std::size_t i = grid.first(); i < titles[grid_numbers(titles)].size(); ++i) builder.add_column(i, grid.column(i), fail);
  builder.end_columns(fail);
  builder.trailing_cells_may_lack(table.separator() == 0);
  while (table.next()) {
    bool any = false;
    for (std::size_t i = 0; i < std::min(grid.first(), table.cells().size()); ++i) any = any || !table.text(i).empty();
    if (!any) continue;  // another row of titles, or a row of checks
    builder.add_row(
        grid.row(), table.cells().size(), [&](std::size_t i) { return table.number(i); }, fail);
  }
  const Fail whole = [&](const std::string& message) { throw InputError(table.name() + ": " + message); };
  return builder.finish(whole);
}

std::size_t grid_numbers(const std::vector<Cells>& titles) {
  for (std::size_t r = titles.size(); r-- > 0;)
    if (numbers_columns(titles[r])) return r;
  return titles.size() - 1;
}

}  // namespace setu::detail
