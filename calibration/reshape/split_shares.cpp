#include "split_shares.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "contains.hpp"
#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"

namespace setu {
namespace {

struct WhatName {
  const char* name;
  ShareOf what;
};
constexpr WhatName what_names[] = {{"output", ShareOf::Output},        {"use", ShareOf::Use},       {"cost", ShareOf::Cost},
                                   {"export", ShareOf::Export},        {"import", ShareOf::Import}, {"margin", ShareOf::Margin},
                                   {"population", ShareOf::Population}};

void append(std::vector<std::string>& to, const std::vector<std::string>& names) {
  for (const auto& name : names)
    if (!reshape::contains(to, name)) to.push_back(name);
}

/// Names that each column of a table of shares may hold.
struct Known {
  std::vector<std::string> parts, regions, sectors;
  bool splits_regions = false;
};

/// The new elements that are one of several parts.
void append_parts(std::vector<std::string>& to, const Mapping& mapping) {
  for (const auto& part : mapping.members())
    if (part.size() > 1)
      for (const std::size_t i : part) append(to, {mapping.from[i]});
}

Known known_names(const Sets& sets, const SetMappings& fine) {
  Known known;
  known.splits_regions = !fine.reg.one_to_one();
  for (const Mapping* m : {&fine.reg, &fine.comm, &fine.acts}) append_parts(known.parts, *m);
  for (const auto* names : {&fine.reg.from, &sets.reg}) append(known.regions, *names);
  for (const auto* names : {&fine.comm.from, &fine.acts.from, &sets.comm, &sets.acts, &sets.endw}) append(known.sectors, *names);
  append(known.sectors, {"household", "government", "investment"});
  return known;
}

class Rows {
 public:
  Rows(TableReader& table, const Known& known) : table_(table), known_(known) {}

  std::vector<SplitShare> read() {
    static const std::vector<std::string_view> titles = {"what", "part", "region", "sector", "partner", "share"};
    if (!table_.next() || table_.cells() != titles) table_.fail("the first row must be what,part,region,sector,partner,share.");
    std::vector<SplitShare> rows;
    while (table_.next()) rows.push_back(row());
    return rows;
  }

 private:
  SplitShare row() {
    const auto& cells = table_.cells();
    if (cells.size() != 6) table_.fail(fmt::format("the row has {} fields, not the six of the titles.", cells.size()));
    SplitShare r;
    r.what = what(cells[0]);
    r.part = known(cells[1], known_.parts, "part");
    r.region = optional(cells[2], known_.regions, "region");
    r.sector = optional(cells[3], known_.sectors, "sector, endowment or user");
    r.partner = optional(cells[4], known_.regions, "region");
    r.share = table_.number(5);
    if (cells[5].empty() || !(r.share >= 0 && r.share <= 1))
      table_.fail(fmt::format("the share '{}' is not a number from 0 to 1.", cells[5]));
    r.where = fmt::format("{}:{}", table_.name(), table_.line());
    check(r, std::string(cells[0]));
    return r;
  }

  void check(const SplitShare& r, const std::string& name) const {
    const bool regions = known_.splits_regions, trade = r.what == ShareOf::Export || r.what == ShareOf::Import;
    const auto refuse = [&](const char* column) {
      table_.fail(
          fmt::format("the share of {} of a split {} has no {}; leave that column empty.", name, regions ? "region" : "sector", column));
    };
    if (regions && !r.region.empty()) refuse("region beside its part");
    if (!trade && !r.partner.empty()) refuse("partner");
    const bool sectorless = regions ? r.what == ShareOf::Population : r.what != ShareOf::Use && r.what != ShareOf::Cost;
    if (sectorless && !r.sector.empty()) refuse("sector");
    if (r.what == ShareOf::Margin && !r.region.empty()) refuse("region");
    if (r.what == (regions ? ShareOf::Margin : ShareOf::Population))
      table_.fail(fmt::format("a split {} has no share of {}.", regions ? "region" : "sector", name));
  }

  ShareOf what(std::string_view text) const {
    std::vector<std::string> names;
    for (const auto& w : what_names) {
      if (text == w.name) return w.what;
      names.emplace_back(w.name);
    }
    table_.fail(unknown_name("share", text, names) + ".");
  }
  std::string known(std::string_view text, const std::vector<std::string>& names, const char* noun) const {
    if (!reshape::contains(names, text)) table_.fail(unknown_name(noun, text, names) + ".");
    return std::string(text);
  }
  std::string optional(std::string_view text, const std::vector<std::string>& names, const char* noun) const {
    return text.empty() || text == "*" ? std::string() : known(text, names, noun);
  }

  TableReader& table_;
  const Known& known_;
};

}  // namespace

std::vector<SplitShare> read_split_shares(TableReader& table, const Sets& sets, const SetMappings& fine) {
  const Known known = known_names(sets, fine);
  return Rows(table, known).read();
}

std::vector<SplitShare> read_split_shares(const std::filesystem::path& file, const Sets& sets, const SetMappings& fine) {
  TableReader table(file);
  return read_split_shares(table, sets, fine);
}

namespace reshape {
namespace {

bool matches(const std::string& wanted, const std::vector<std::string_view>& names) {
  return wanted.empty() || std::find(names.begin(), names.end(), wanted) != names.end();
}

}  // namespace

const SplitShare* StatedShares::last(ShareOf what, std::string_view part, const Place& place) const {
  for (auto row = rows_.rbegin(); row != rows_.rend(); ++row) {
    if (row->part != part || !matches(row->sector, place.sector)) continue;
    const bool same = row->what == what && matches(row->region, place.region) && matches(row->partner, place.partner);
    const bool mirrored = mirror_ && what == ShareOf::Export && row->what == ShareOf::Import && matches(row->region, place.partner) &&
                          matches(row->partner, place.region);
    if (same || mirrored) return &*row;
  }
  return nullptr;
}

Parts StatedShares::of(ShareOf what, const std::vector<std::string_view>& names, const Place& place,
                       const std::vector<double>& otherwise) const {
  const std::size_t n = names.size();
  Parts parts{otherwise, std::vector<char>(n, 0)};
  double stated = 0, rest = 0;
  std::string where;
  for (std::size_t i = 0; i < n; ++i) {
    if (const SplitShare* row = last(what, names[i], place)) {
      parts.share[i] = row->share;
      parts.stated[i] = 1;
      stated += row->share;
      where = row->where;
    } else {
      rest += otherwise[i];
    }
  }
  const bool all = std::find(parts.stated.begin(), parts.stated.end(), 0) == parts.stated.end();
  if (stated > 1 + 1e-6 || (all && stated < 1 - 1e-6))
    throw InputError(
        fmt::format("{}: the shares stated for the parts {} add up to {:.6g}, not to 1.", where, fmt::join(names, ", "), stated));
  const auto open = static_cast<double>(std::count(parts.stated.begin(), parts.stated.end(), 0));
  const double left = std::max(0.0, 1 - stated);
  for (std::size_t i = 0; i < n; ++i)
    if (!parts.stated[i]) parts.share[i] = rest > 0 ? left * otherwise[i] / rest : left / open;
  const double total = std::accumulate(parts.share.begin(), parts.share.end(), 0.0);
  for (double& share : parts.share) share /= total;
  return parts;
}

}  // namespace reshape
}  // namespace setu
