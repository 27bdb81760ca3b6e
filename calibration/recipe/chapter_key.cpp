#include <set>

#include "customs.hpp"

namespace setu::recipe {
namespace {

constexpr const char* all_partners = "";
constexpr double enough = 20.0;  // US$ million in a chapter: below it a partner's own mix is chance

std::map<std::string, std::vector<double>> read_concordance(const Recipe& recipe, const RawFolder& raw) {
  std::vector<std::string> columns = {"hs4"};
  const auto goods = recipe.goods();
  for (const std::size_t c : goods) columns.push_back(recipe.sectors[c].name);
  const auto t = raw.table("concordance", columns);
  std::map<std::string, std::vector<double>> concordance;
  for (std::size_t i = 0; i < t.size(); ++i) {
    auto& row = concordance[t.text(i, 0)];
    row.assign(recipe.sectors.size(), 0.0);
    for (std::size_t k = 0; k < goods.size(); ++k) row[goods[k]] = t.number(i, k + 1);
  }
  return concordance;
}

/// "KOREA SOUTH KOR" → "KOREA SOUTH", "KOR".
std::map<std::string, std::string> partner_codes(const Recipe& recipe) {
  std::map<std::string, std::string> codes;
  for (const auto& entry : recipe.list("customs.partners")) {
    const auto space = entry.rfind(' ');
    codes[entry.substr(0, space)] = entry.substr(space + 1);
  }
  return codes;
}

void normalise(std::vector<double>& row) {
  double sum = 0;
  for (const double v : row) sum += v;
  for (double& v : row) v = sum > 0 ? v / sum : 0.0;
}

}  // namespace

ChapterKey::ChapterKey(const Recipe& recipe, const RawFolder& raw) : nothing_(recipe.sectors.size(), 0.0) {
  const auto concordance = read_concordance(recipe, raw);
  const auto codes = partner_codes(recipe);
  const auto add = [&](const std::string& iso, int chapter, const std::vector<double>& row, double weight) {
    auto& sum = table_[{iso, chapter}];
    if (sum.empty()) sum.assign(recipe.sectors.size(), 0.0);
    for (std::size_t c = 0; c < sum.size(); ++c) sum[c] += weight * row[c];
    sales_[{iso, chapter}] += weight;
  };
  constexpr double trace = 1e-6;  // a chapter without sales takes the mean of its headings
  for (const auto& [heading, row] : concordance) add(all_partners, std::stoi(heading.substr(0, 2)), row, trace);
  const auto t = raw.table("imports_by_heading", {"cty", "hs6", "imports"});
  for (std::size_t i = 0; i < t.size(); ++i) {
    const auto code = codes.find(t.text(i, 0));
    const auto row = concordance.find(t.text(i, 1).substr(0, 4));
    if (code == codes.end() || row == concordance.end()) continue;
    const int chapter = std::stoi(t.text(i, 1).substr(0, 2));
    add(code->second, chapter, row->second, t.number(i, 2) / 1e6);
    add(all_partners, chapter, row->second, t.number(i, 2) / 1e6);
  }
  for (auto& [key, row] : table_) normalise(row);
  const RawTable rows(recipe.folder / "chapters.csv", {"economy", "chapter", "sector", "share", "reason"});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::pair<std::string, int> key{rows.text(i, 0), static_cast<int>(rows.number(i, 1))};
    auto& row = table_[key];
    if (stated_.insert(key).second) row.assign(recipe.sectors.size(), 0.0);
    row[recipe.sector(rows.text(i, 2))] += rows.number(i, 3);
  }
}

const std::vector<double>& ChapterKey::shares(const std::string& iso, int chapter) const {
  if (stated(iso, chapter) || sales(iso, chapter) >= enough) return table_.at({iso, chapter});
  const auto it = table_.find({all_partners, chapter});
  return it == table_.end() ? nothing_ : it->second;
}

double ChapterKey::sales(const std::string& iso, int chapter) const {
  const auto it = sales_.find({iso, chapter});
  return it == sales_.end() ? 0.0 : it->second;
}

}  // namespace setu::recipe
