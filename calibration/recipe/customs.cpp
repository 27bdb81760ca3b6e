#include "customs.hpp"

#include <algorithm>
#include <cmath>

#include "contains.hpp"
#include "customs_parts.hpp"
#include "setu/base/error.hpp"

// docs/data.md, U1-U4.

namespace setu::recipe {
namespace {

using Row = std::vector<double>;

/// What is carried to the base year in its own way.
enum Part : std::size_t { Fuels, Electrical, Rest, Ores, parts };

double sum_of(const Row& row) {
  double sum = 0;
  for (const double v : row) sum += v;
  return sum;
}

/// Sectors of a reporter's chapter; office machines as the reporter's own statistics tell.
Row sector_shares(const CustomsSources& in, const ChapterKey& key, const std::string& iso, int chapter, std::size_t office_sector) {
  Row shares = key.shares(iso, chapter);
  const double office = chapter == in.office ? in.office_share(iso) : -1.0;
  if (office >= 0 && shares[office_sector] < 1)
    for (std::size_t c = 0; c < shares.size(); ++c)
      shares[c] = c == office_sector ? office : shares[c] * (1 - office) / (1 - shares[office_sector]);
  return shares;
}

/// Everything that the estimate of one reporter needs.
class Reporter {
 public:
  Reporter(const Recipe& recipe, const CustomsSources& in, const ChapterKey& key, const Controls& controls)
      : recipe_(recipe),
        in_(in),
        key_(key),
        controls_(controls),
        index_(recipe),
        office_(recipe.sector(recipe.list("customs.office_sector").front())) {
    for (const auto& [name, list] : recipe.lists)
      if (name.starts_with("contested_chapters.")) {
        auto& set = contested_[std::stoi(name.substr(std::string("contested_chapters.").size()))];
        for (const auto& sector : list) set.push_back(recipe.sector(sector));
      }
  }

  /// Exports of the last reported year by sector and part.
  [[nodiscard]] std::array<Row, parts> by_sector(const std::string& iso) const {
    std::array<Row, parts> found;
    found.fill(Row(recipe_.sectors.size(), 0.0));
    std::map<int, double> open;
    for (const auto& group : in_.groups) {
      const double value = in_.reported(iso, group.name);
      for (const auto& [chapter, part] : chapters(iso, group, value)) {
        if (contested(iso, chapter)) {
          const double known = chapter == in_.office ? part * std::max(in_.office_share(iso), 0.0) : 0.0;
          found[Rest][office_] += known;
          open[chapter] += part - known;
          continue;
        }
        spread(iso, chapter, part, found[part_of(group, chapter)]);
      }
    }
    for (const auto& [chapter, value] : open) split_contested(iso, chapter, value, found[chapter == in_.fuels ? Fuels : Rest], found[Rest]);
    return found;
  }

 private:
  [[nodiscard]] Part part_of(const ChapterGroup& group, int chapter) const {
    if (chapter == in_.fuels) return Fuels;
    if (chapter == in_.electrical) return Electrical;
    return group.name == in_.ore_group ? Ores : Rest;
  }

  /// Some reporters' sales by heading are enough to split a chapter that is contested elsewhere.
  [[nodiscard]] bool contested(const std::string& iso, int chapter) const {
    if (!contested_.contains(chapter) || key_.stated(iso, chapter)) return false;
    const auto own = recipe_.lists.find("contested_by_heading." + std::to_string(chapter));
    return own == recipe_.lists.end() || !contains(own->second, iso);
  }

  /// The group's value by chapter: electrical machinery as reported for itself, the others as the reporter's own
  /// chapters, else as what a partner buys from it, else as all reporters' chapters.
  [[nodiscard]] std::map<int, double> chapters(const std::string& iso, const ChapterGroup& group, double value) const {
    std::map<int, double> part;
    double left = value, sum = 0;
    for (int k = group.first; k <= group.last; ++k) {
      if (k == in_.electrical && in_.electrical_exports.contains(iso)) {
        left -= part[k] = std::min(value, in_.electrical_exports.at(iso).reported);
        continue;
      }
      double weight = in_.chapter_exports(iso, k);
      if (!in_.reports_chapters(iso))
        weight = key_.sales(iso, group.first) + key_.sales(iso, group.last) > 0 ? key_.sales(iso, k) : in_.chapter_exports("", k);
      if (!in_.reports_chapters(iso) && sum_of(key_.shares(iso, k)) == 0) weight = 0;  // not specified
      sum += part[k] = weight;
    }
    for (auto& [k, v] : part)
      if (k != in_.electrical || !in_.electrical_exports.contains(iso)) v = sum > 0 ? left * v / sum : 0.0;
    return part;
  }

  void spread(const std::string& iso, int chapter, double value, Row& row) const {
    const Row shares = sector_shares(in_, key_, iso, chapter, office_);
    for (std::size_t c = 0; c < row.size(); ++c) row[c] += value * shares[c];
  }

  /// A chapter whose headings differ too much between reporters: by the control totals' exports of its sectors, less
  /// what the reporter's other chapters give them already.
  void split_contested(const std::string& iso, int chapter, double value, Row& row, const Row& others) const {
    const std::size_t e = index_(iso);
    double goods = 0, reported = value;
    for (const std::size_t c : recipe_.goods()) goods += controls_.economy(e, c, Exports);
    for (const double v : others) reported += v;
    const double scale = index_.listed(iso) && goods > 0 ? reported / goods : 1.0;
    Row weight(recipe_.sectors.size(), 0.0);
    double sum = 0;
    for (const std::size_t c : contested_.at(chapter)) {
      const double all = controls_.economy(e, c, Exports) * scale;
      sum += weight[c] = std::max(index_.listed(iso) ? all - others[c] : all, 0.05 * all) + 1e-9;
    }
    for (const std::size_t c : contested_.at(chapter)) row[c] += value * weight[c] / sum;
  }

  const Recipe& recipe_;
  const CustomsSources& in_;
  const ChapterKey& key_;
  const Controls& controls_;
  EconomyIndex index_;
  std::size_t office_;
  std::map<int, std::vector<std::size_t>> contested_;
};

/// Carries the parts to the base year (U3): fuels, electrical machinery and the total as reported there, ores with the
/// reporter's ores and metals, the rest with the growth of world exports of its sector, to the total.
void carry_forward(const CustomsSources& in, const std::string& iso, std::array<Row, parts>& found) {
  const double total = in.total(iso), fuel_share = in.fuel_share(iso);
  for (std::size_t c = 0; c < in.growth.size(); ++c) found[Rest][c] *= in.growth[c];
  for (double& v : found[Ores]) v *= in.ore_growth_of(iso);
  const double fuel = sum_of(found[Fuels]);
  if (fuel > 0 && total > 0) {
    const double now = fuel_share >= 0 ? total * fuel_share : fuel * in.fuel_growth;
    for (double& v : found[Fuels]) v *= now / fuel;
  }
  if (const auto it = in.electrical_exports.find(iso); it != in.electrical_exports.end() && it->second.reported > 0 && it->second.now > 0)
    for (double& v : found[Electrical]) v *= it->second.now / it->second.reported;
  if (total <= 0) return;
  double known = 0;
  for (const Part part : {Fuels, Electrical, Ores}) known += sum_of(found[part]);
  const double rest = sum_of(found[Rest]), left = total - known;
  if (rest > 0 && left > 0.5 * rest && left < 2 * rest) {
    for (double& v : found[Rest]) v *= left / rest;
  } else if (known + rest > 0) {
    for (auto& part : found)
      for (double& v : part) v *= total / (known + rest);
  }
}

/// Where each exporter's chapters go, on the recipe's sectors (U4). Of reporters without a world total only single
/// economies are listed; their aggregates are too small.
void add_patterns(const Recipe& recipe, const CustomsSources& in, const ChapterKey& key, Customs& customs) {
  const EconomyIndex index(recipe);
  const std::size_t office = recipe.sector(recipe.list("customs.office_sector").front());
  std::vector<std::size_t> economies(recipe.regions.size(), 0);
  for (const auto& e : recipe.economies) ++economies[e.region];
  for (const auto& [iso, rows] : in.chapter_flows) {
    const std::size_t s = recipe.economies[index(iso)].region;
    for (const auto& [where, value] : rows) {
      const Row shares = sector_shares(in, key, iso, where.first, office);
      for (std::size_t c = 0; c < shares.size(); ++c) customs.pattern(s, c, where.second) += value * shares[c];
      if (economies[where.second] == 1 || (in.reports_world(iso) && economies[s] == 1)) customs.reported(s, where.second) = 1;
    }
  }
}

/// Imports of the sector that electrical machinery makes up most of: as reported of the chapter, times the proportion
/// that the sector has to the chapter in what others sell to the importer.
void add_imports(const Recipe& recipe, const CustomsSources& in, const ChapterKey& key, Customs& customs) {
  const EconomyIndex index(recipe);
  const auto& left_out = recipe.list("customs.left_out");
  std::vector<double> chapter(recipe.regions.size(), 0.0);
  for (const auto& [iso, rows] : in.chapter_flows)
    for (const auto& [where, value] : rows)
      if (where.first == in.electrical) chapter[where.second] += value;
  for (const std::size_t c : recipe.goods()) {
    if (key.shares("", in.electrical)[c] < 0.5) continue;
    for (const auto& [iso, value] : in.electrical_imports) {
      const std::size_t d = recipe.economies[index(iso)].region;
      if (contains(left_out, iso) || chapter[d] <= 0) continue;
      double sector = 0;
      for (std::size_t s = 0; s < recipe.regions.size(); ++s) sector += customs.pattern(s, c, d);
      customs.imports(d, c) += value * sector / chapter[d];
    }
  }
}

}  // namespace

Customs read_customs(const Recipe& recipe, const RawFolder& raw, const Controls& controls) {
  const std::size_t n = recipe.sectors.size(), regions = recipe.regions.size();
  const CustomsSources in(recipe, raw);
  const ChapterKey key(recipe, raw);
  const Reporter reporter(recipe, in, key, controls);
  const EconomyIndex index(recipe);
  Customs customs{grid(recipe.economies.size(), n), grid(regions, n), grid(regions, n, regions), grid(regions, regions),
                  std::vector<char>(recipe.economies.size(), 0)};
  const auto& left_out = recipe.list("customs.left_out");
  for (const auto& iso : in.reporters()) {
    if (contains(left_out, iso)) continue;
    auto found = reporter.by_sector(iso);
    carry_forward(in, iso, found);
    const std::size_t e = index(iso);
    if (in.reports_chapters(iso)) customs.by_chapter[e] = 1;
    for (const auto& part : found)
      for (std::size_t c = 0; c < n; ++c) customs.exports(e, c) += part[c];
  }
  add_patterns(recipe, in, key, customs);
  add_imports(recipe, in, key, customs);
  return customs;
}

}  // namespace setu::recipe
