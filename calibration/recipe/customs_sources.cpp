#include <algorithm>

#include "contains.hpp"
#include "customs_parts.hpp"
#include "setu/base/error.hpp"

namespace setu::recipe {
namespace {

/// Codes that the World Bank's trade statistics write differently.
std::string standard_code(const Recipe& recipe, const std::string& code) {
  for (const auto& entry : recipe.list("customs.codes"))
    if (entry.substr(0, 3) == code) return entry.substr(4);
  return code;
}

std::string year_of(const Recipe& recipe, const char* key) { return std::to_string(static_cast<int>(recipe.number(key))); }

}  // namespace

CustomsSources::CustomsSources(const Recipe& recipe, const RawFolder& raw)
    : electrical(static_cast<int>(recipe.number("customs.electrical"))),
      fuels(static_cast<int>(recipe.number("customs.fuels"))),
      office(static_cast<int>(recipe.number("customs.office"))) {
  const RawTable t(recipe.folder / "hs_groups.csv", {"group", "first", "last"});
  for (std::size_t i = 0; i < t.size(); ++i) {
    groups.push_back({t.text(i, 0), static_cast<int>(t.number(i, 1)), static_cast<int>(t.number(i, 2))});
    const auto holds = [&](int chapter) { return groups.back().first <= chapter && chapter <= groups.back().last; };
    if (holds(office)) office_group_ = groups.back().name;
    if (holds(fuels)) fuel_group_ = groups.back().name;
  }
  read_groups(recipe, raw);
  read_chapters(recipe, raw);
  read_electrical(recipe, raw);
  read_office(recipe, raw);
  read_totals(recipe, raw);
  read_growth(recipe, raw);
}

/// The latest of the years asked for and the two before.
void CustomsSources::read_groups(const Recipe& recipe, const RawFolder& raw) {
  const int year = static_cast<int>(recipe.number("customs.group_year"));
  const auto t = raw.table("trade_by_group", {"iso", "flow", "group", std::to_string(year), std::to_string(year - 1),
                                              std::to_string(year - 2), year_of(recipe, "customs.office_year")});
  std::set<std::string> wanted;
  for (const auto& group : groups) wanted.insert(group.name);
  const auto& aggregates = recipe.list("customs.aggregates");
  for (std::size_t i = 0; i < t.size(); ++i) {
    if (t.text(i, 1) != "Export" || !wanted.contains(t.text(i, 2))) continue;
    if (contains(aggregates, t.text(i, 0))) continue;
    double value = 0;
    for (std::size_t k = 3; k < 6 && value == 0; ++k) value = t.maybe(i, k).value_or(0.0);
    reported_[standard_code(recipe, t.text(i, 0))][t.text(i, 2)] = {value, t.maybe(i, 6).value_or(0.0)};
  }
}

void CustomsSources::read_chapters(const Recipe& recipe, const RawFolder& raw) {
  const EconomyIndex index(recipe);
  const auto t = raw.table("trade_by_chapter", {"exporter", "importer", "hs2", "usd_mn_2019", "usd_mn_2020"});
  for (std::size_t i = 0; i < t.size(); ++i) {
    const std::string &iso = t.text(i, 0), &to = t.text(i, 1);
    const int chapter = std::stoi(t.text(i, 2));
    const double late = t.maybe(i, 4).value_or(0.0), both = 0.5 * (t.maybe(i, 3).value_or(0.0) + late);
    if (to == "WLD") {
      world_.insert(iso);
      continue;
    }
    chapter_[{iso, chapter}] += both;
    chapter_[{"", chapter}] += both;
    const std::size_t region = recipe.regions.find(to) ? *recipe.regions.find(to) : recipe.economies[index(to)].region;
    chapter_flows[iso][{chapter, region}] += both;
  }
}

void CustomsSources::read_electrical(const Recipe& recipe, const RawFolder& raw) {
  const auto& aggregates = recipe.list("customs.aggregates");
  const auto t =
      raw.table("electrical_trade", {"flow_code", "reporter_iso3", year_of(recipe, "customs.group_year"), year_of(recipe, "year")});
  for (std::size_t i = 0; i < t.size(); ++i) {
    if (contains(aggregates, t.text(i, 1))) continue;
    const auto before = t.maybe(i, 2), now = t.maybe(i, 3);
    if (t.text(i, 0) == "X" && before) electrical_exports[t.text(i, 1)] = {*before, now.value_or(0.0)};
    if (t.text(i, 0) == "M" && now) electrical_imports[t.text(i, 1)] = *now;
  }
  for (const auto& [key, value] : read_stated_accounts(recipe)) {
    if (key.second == "electrical_exports") electrical_exports[key.first].now = value;
    if (key.second == "electrical_exports_of_group_year") electrical_exports[key.first].reported = value;
  }
}

void CustomsSources::read_office(const Recipe& recipe, const RawFolder& raw) {
  const auto& group = recipe.list("customs.office_group").front();
  const auto t = raw.table("manufactures", {"iso", "group", year_of(recipe, "customs.office_year")});
  for (std::size_t i = 0; i < t.size(); ++i)
    if (t.text(i, 1) == group && t.maybe(i, 2)) office_value_[t.text(i, 0)] = t.number(i, 2);
}

void CustomsSources::read_totals(const Recipe& recipe, const RawFolder& raw) {
  ore_group = recipe.list("customs.ore_group").front();
  const std::string now = std::to_string(recipe.year), before = year_of(recipe, "customs.group_year");
  std::map<std::string, std::array<double, 2>> total, ores;
  const auto t = raw.table("indicators", {"iso", "year", "indicator", "value"});
  for (std::size_t i = 0; i < t.size(); ++i) {
    if ((t.text(i, 1) != now && t.text(i, 1) != before) || !t.maybe(i, 3)) continue;
    const bool late = t.text(i, 1) == now;
    if (t.text(i, 2) == "TX.VAL.MRCH.CD.WT") total[t.text(i, 0)][late] = t.number(i, 3) / 1e6;
    if (t.text(i, 2) == "TX.VAL.MMTL.ZS.UN") ores[t.text(i, 0)][late] = t.number(i, 3) / 100;
    if (t.text(i, 2) == "TX.VAL.FUEL.ZS.UN" && late) fuel_share_[t.text(i, 0)] = t.number(i, 3) / 100;
  }
  std::array<double, 2> world{};
  for (const auto& [iso, both] : total) {
    if (both[1] > 0) total_[iso] = both[1];
    const auto share = ores.find(iso);
    if (share == ores.end() || both[0] * share->second[0] <= 0 || both[1] * share->second[1] <= 0) continue;
    ores_[iso] = {both[0] * share->second[0], both[1] * share->second[1]};
    world[0] += ores_[iso][0], world[1] += ores_[iso][1];
  }
  if (world[0] > 0) ore_growth_ = world[1] / world[0];
  for (const auto& [key, value] : read_stated_accounts(recipe))
    if (key.second == "merchandise_exports") total_[key.first] = value;
  double first = 0, last = 0;
  for (const auto& [iso, share] : fuel_share_)
    if (const double fuel = reported(iso, fuel_group_); fuel > 0 && total_.contains(iso)) first += fuel, last += share * total_.at(iso);
  if (first > 0) fuel_growth = last / first;
}

void CustomsSources::read_growth(const Recipe& recipe, const RawFolder& raw) {
  const std::string before = year_of(recipe, "customs.group_year"), now = std::to_string(recipe.year);
  std::vector<double> first(recipe.sectors.size(), 0.0), last = first;
  const auto t = raw.table("control_totals", {"year", "sector", "exports"});
  for (std::size_t i = 0; i < t.size(); ++i) {
    if (t.text(i, 0) == before) first[recipe.sector_of_adb(t.text(i, 1))] += t.number(i, 2);
    if (t.text(i, 0) == now) last[recipe.sector_of_adb(t.text(i, 1))] += t.number(i, 2);
  }
  growth.assign(recipe.sectors.size(), 1.0);
  for (std::size_t c = 0; c < growth.size(); ++c)
    if (first[c] > 0) growth[c] = last[c] / first[c];
}

std::vector<std::string> CustomsSources::reporters() const {
  std::vector<std::string> list;
  for (const auto& [iso, rows] : reported_) list.push_back(iso);
  return list;
}

double CustomsSources::reported(const std::string& iso, const std::string& group) const {
  const auto it = reported_.find(iso);
  if (it == reported_.end()) return 0;
  const auto row = it->second.find(group);
  return row == it->second.end() ? 0.0 : row->second[0];
}

double CustomsSources::chapter_exports(const std::string& iso, int chapter) const {
  const auto it = chapter_.find({iso, chapter});
  return it == chapter_.end() ? 0.0 : it->second;
}

/// Office machines over their chapter, whose share of the group is taken to have been the same as in the chapters that
/// the reporter publishes, or what electrical machinery leaves of it.
double CustomsSources::office_share(const std::string& iso) const {
  const auto value = office_value_.find(iso);
  const auto it = reported_.find(iso);
  if (value == office_value_.end() || it == reported_.end()) return -1;
  const auto group = it->second.find(office_group_);
  if (group == it->second.end() || group->second[0] <= 0 || group->second[1] <= 0) return -1;
  const double own = chapter_exports(iso, office), both = own + chapter_exports(iso, electrical);
  const auto electric = electrical_exports.find(iso);
  double share = -1;
  if (both > 0) share = own / both;
  else if (electric != electrical_exports.end()) share = 1 - electric->second.reported / group->second[0];
  return share <= 0 ? -1.0 : std::min(value->second / (group->second[1] * share), 0.9);
}

double CustomsSources::ore_growth_of(const std::string& iso) const {
  const auto it = ores_.find(iso);
  return it == ores_.end() ? ore_growth_ : it->second[1] / it->second[0];
}

double CustomsSources::total(const std::string& iso) const {
  const auto it = total_.find(iso);
  return it == total_.end() ? 0.0 : it->second;
}

double CustomsSources::fuel_share(const std::string& iso) const {
  const auto it = fuel_share_.find(iso);
  return it == fuel_share_.end() ? -1.0 : it->second;
}

}  // namespace setu::recipe
