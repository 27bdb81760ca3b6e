#include "split_priors.hpp"

#include <algorithm>

namespace setu::reshape {
namespace {

using Values = std::vector<double>;
using Name = std::string_view;

Values even(std::size_t n) { return Values(n, 1.0 / static_cast<double>(n)); }

Prior pick(const Parts& parts, std::size_t rank) { return {parts.share[rank], parts.stated[rank] != 0}; }
Prior times(const Prior& a, const Prior& b) { return {a.share * b.share, a.stated || b.stated}; }

Name final_user(Levy levy) { return levy == Levy::Consumption ? "household" : levy == Levy::Government ? "government" : "investment"; }

}  // namespace

PartSet::PartSet(const Mapping& m) : mapping(m), members(m.members()), rank(m.from.size()), names(members.size()) {
  for (std::size_t old = 0; old < members.size(); ++old)
    for (std::size_t k = 0; k < members[old].size(); ++k) {
      rank[members[old][k]] = k;
      names[old].push_back(m.from[members[old][k]]);
    }
}

std::vector<Name> PartSet::called(std::size_t part) const { return {mapping.from[part], mapping.to[mapping.index[part]]}; }

Priors::Priors(const Database& old, const SetMappings& fine, const std::vector<SplitShare>& rows)
    : old_(old),
      reg_(fine.reg),
      comm_(fine.comm),
      acts_(fine.acts),
      stated_(rows, fine.reg.one_to_one()),
      regions_(!fine.reg.one_to_one()) {
  regions_ ? find_totals() : find_imports();
}

Prior Priors::of(const FlowKind& kind, const std::array<std::size_t, 3>& at) const {
  return regions_ ? region_split(kind, at) : sector_split(kind, at);
}

Parts Priors::output(const PartSet& set, std::size_t old_element, std::size_t region) const {
  const auto& names = set.names[old_element];
  return stated_.of(ShareOf::Output, names, {{old_.sets().reg[region]}, {}, {}}, even(names.size()));
}

Parts Priors::region_output(std::size_t region, Name sector) const {
  const auto& names = reg_.names[region];
  return stated_.of(ShareOf::Output, names, {{}, {sector}, {}}, even(names.size()));
}

Parts Priors::trade(std::size_t c, std::size_t s, std::size_t d) const {
  const auto& reg = old_.sets().reg;
  return stated_.of(ShareOf::Export, comm_.names[c], {{reg[s]}, {}, {reg[d]}}, output(comm_, c, s).share);
}

void Priors::find_imports() {
  const std::size_t C = comm_.members.size(), R = reg_.members.size();
  const Array& vmsb = old_["VMSB"];
  imports_.resize(C * R);
  for (std::size_t c = 0; c < C; ++c)
    for (std::size_t d = 0; d < R; ++d) {
      const std::size_t n = comm_.members[c].size();
      Values& share = imports_[c * R + d] = Values(n, 0.0);
      if (n == 1) continue;
      double total = 0;
      for (std::size_t s = 0; s < R; ++s) {
        if (vmsb(c, s, d) == 0) continue;
        const Parts parts = trade(c, s, d);
        for (std::size_t i = 0; i < n; ++i) share[i] += vmsb(c, s, d) * parts.share[i];
        total += vmsb(c, s, d);
      }
      if (total > 0)
        for (double& x : share) x /= total;
      else share = even(n);
    }
}

void Priors::find_totals() {
  const std::size_t A = acts_.members.size(), R = reg_.members.size();
  const Array& maks = old_["MAKS"];
  for (std::size_t r = 0; r < R; ++r) {
    const std::size_t n = reg_.members[r].size();
    Values share(n, 0.0);
    double total = 0;
    for (std::size_t a = 0; a < A && n > 1; ++a) {
      double made = 0;
      for (std::size_t c = 0; c < comm_.members.size(); ++c) made += maks(c, a, r);
      if (made == 0) continue;
      const Parts parts = region_output(r, old_.sets().acts[a]);
      for (std::size_t i = 0; i < n; ++i) share[i] += made * parts.share[i];
      total += made;
    }
    if (total > 0)
      for (double& x : share) x /= total;
    else share = even(n);
    totals_.push_back(std::move(share));
  }
}

Values Priors::margin(std::size_t commodity, std::size_t margin) const {
  const std::size_t R = old_.sets().reg.size();
  const auto& names = comm_.names[commodity];
  Values share(names.size(), 0.0);
  double total = 0;
  for (std::size_t r = 0; r < R; ++r) {
    const double sold = old_["VST"](margin, r);
    if (sold == 0) continue;
    const Parts parts = output(comm_, commodity, r);
    for (std::size_t i = 0; i < share.size(); ++i) share[i] += sold * parts.share[i];
    total += sold;
  }
  if (total > 0)
    for (double& x : share) x /= total;
  else share = even(names.size());
  return stated_.of(ShareOf::Margin, names, {}, share).share;
}

Values Priors::population(std::size_t r, const Values& spending) const {
  return stated_.of(ShareOf::Population, reg_.names[r], {}, spending).share;
}

/// A part of an activity makes the part of the commodity that has its name.
Prior Priors::make(const std::array<std::size_t, 3>& at) const {
  const auto [c, a, r] = at;
  const std::size_t old_c = comm_.mapping.index[c], old_a = acts_.mapping.index[a];
  if (!comm_.divided(c)) return acts_.divided(a) ? pick(output(acts_, old_a, r), acts_.rank[a]) : Prior{};
  const Prior commodity = pick(output(comm_, old_c, r), comm_.rank[c]);
  if (!acts_.divided(a)) return commodity;
  const auto &c_names = comm_.names[old_c], &a_names = acts_.names[old_a];
  const bool named = std::any_of(c_names.begin(), c_names.end(),
                                 [&](Name name) { return std::find(a_names.begin(), a_names.end(), name) != a_names.end(); });
  if (!named) return times(commodity, pick(output(acts_, old_a, r), acts_.rank[a]));
  return comm_.mapping.from[c] == acts_.mapping.from[a] ? commodity : Prior{0, false};
}

Prior Priors::sector_split(const FlowKind& kind, const std::array<std::size_t, 3>& at) const {
  using Role = FlowKind::Role;
  const auto& old_reg = old_.sets().reg;
  const auto use = [&](std::size_t c, std::size_t r, std::vector<Name> users, bool imported) -> Prior {
    if (!comm_.divided(c)) return {};
    const std::size_t old = comm_.mapping.index[c];
    const Values otherwise = imported ? imports_[old * reg_.members.size() + r] : output(comm_, old, r).share;
    return pick(stated_.of(ShareOf::Use, comm_.names[old], {{old_reg[r]}, std::move(users), {}}, otherwise), comm_.rank[c]);
  };
  const auto cost = [&](std::size_t a, std::size_t r, std::vector<Name> inputs) -> Prior {
    if (!acts_.divided(a)) return {};
    const std::size_t old = acts_.mapping.index[a];
    const Place place{{old_reg[r]}, std::move(inputs), {}};
    return pick(stated_.of(ShareOf::Cost, acts_.names[old], place, output(acts_, old, r).share), acts_.rank[a]);
  };
  switch (kind.role) {
    case Role::FirmsDomestic:
    case Role::FirmsImported:
      return times(use(at[0], at[2], acts_.called(at[1]), kind.role == Role::FirmsImported), cost(at[1], at[2], comm_.called(at[0])));
    case Role::FinalDomestic: return use(at[0], at[1], {final_user(kind.levy)}, false);
    case Role::FinalImported: return use(at[0], at[1], {final_user(kind.levy)}, true);
    case Role::Endowment: return cost(at[1], at[2], {old_.sets().endw[at[0]]});
    case Role::Make: return make(at);
    case Role::Trade: return comm_.divided(at[0]) ? pick(trade(comm_.mapping.index[at[0]], at[1], at[2]), comm_.rank[at[0]]) : Prior{};
    case Role::Margin: break;
  }
  return {};
}

Prior Priors::region_split(const FlowKind& kind, const std::array<std::size_t, 3>& at) const {
  using Role = FlowKind::Role;
  const Sets& s = old_.sets();
  const auto ask = [&](ShareOf what, std::size_t part, Name sector, std::vector<Name> partner, const Values& otherwise) {
    const std::size_t old = reg_.mapping.index[part];
    return pick(stated_.of(what, reg_.names[old], {{}, {sector}, std::move(partner)}, otherwise), reg_.rank[part]);
  };
  const auto made = [&](std::size_t part, Name sector) { return region_output(reg_.mapping.index[part], sector).share; };
  const auto total = [&](std::size_t part) { return totals_[reg_.mapping.index[part]]; };
  const std::size_t home =
      kind.role == Role::FinalDomestic || kind.role == Role::FinalImported || kind.role == Role::Margin ? at[1] : at[2];
  if (kind.role != Role::Trade && !reg_.divided(home)) return {};
  switch (kind.role) {
    case Role::FinalDomestic:
    case Role::FinalImported: return ask(ShareOf::Use, home, s.comm[at[0]], {}, total(home));
    case Role::Make: return ask(ShareOf::Output, home, s.acts[at[1]], {}, even(reg_.names[reg_.mapping.index[home]].size()));
    case Role::Margin: {
      const Values otherwise = made(home, s.marg[at[0]]);
      return ask(ShareOf::Output, home, s.marg[at[0]], {}, otherwise);
    }
    case Role::Trade: {
      Prior prior;
      if (reg_.divided(at[1])) prior = ask(ShareOf::Export, at[1], s.comm[at[0]], reg_.called(at[2]), made(at[1], s.comm[at[0]]));
      if (reg_.divided(at[2])) prior = times(prior, ask(ShareOf::Import, at[2], s.comm[at[0]], reg_.called(at[1]), total(at[2])));
      return prior;
    }
    default: return ask(ShareOf::Cost, home, s.acts[at[1]], {}, made(home, s.acts[at[1]]));
  }
}

}  // namespace setu::reshape
