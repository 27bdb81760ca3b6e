#include "setu/calibration/reshape/split.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "contains.hpp"
#include "setu/base/error.hpp"
#include "setu/model/database/accounts.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "split_flows.hpp"

namespace setu {
namespace {

using reshape::Regroup;
using Values = std::vector<double>;

/// Builds the finer database piece by piece.
class Splitter {
 public:
  Splitter(const Database& from, const SetMappings& fine, const std::vector<SplitShare>& rows)
      : from_(from), fine_(fine), priors_(from, fine, rows), result_{Database(finer_sets()), {}}, to_(result_.database) {}

  Reshaped run() {
    shares_ = reshape::split_flows(from_, to_, fine_, priors_, margin_);
    const Regroup groups(to_.sets(), fine_);
    for (const auto& header : header_catalogue())
      if (from_.has(header.name) && header.quantity != Quantity::Value && header.quantity != Quantity::Persons) copy(header.name, groups);
    for (const auto& kind : reshape::flow_kinds()) {
      scale(kind.base, shares_.of[kind.base], groups);
      for (const char* other : kind.others) scale(other, shares_.of[kind.base], groups);
    }
    transport(groups);
    stocks();
    owners();
    transfers();
    saving();
    result_.notes.push_back(fmt::format("{} regions became {}, {} commodities {}, {} activities {}.", fine_.reg.to.size(),
                                        fine_.reg.from.size(), fine_.comm.to.size(), fine_.comm.from.size(), fine_.acts.to.size(),
                                        fine_.acts.from.size()));
    result_.notes.insert(result_.notes.end(), shares_.notes.begin(), shares_.notes.end());
    return std::move(result_);
  }

 private:
  /// A part of a margin is a margin, unless its share in what transport sells is zero.
  Sets finer_sets() {
    Sets sets = from_.sets();
    sets.reg = fine_.reg.from, sets.comm = fine_.comm.from, sets.acts = fine_.acts.from;
    sets.marg.clear();
    const auto members = fine_.comm.members();
    for (std::size_t m = 0; m < from_.sets().marg.size(); ++m) {
      const auto c =
          static_cast<std::size_t>(std::find(fine_.comm.to.begin(), fine_.comm.to.end(), from_.sets().marg[m]) - fine_.comm.to.begin());
      const Values share = members[c].size() == 1 ? Values{1.0} : priors_.margin(c, m);
      for (std::size_t k = 0; k < share.size(); ++k) {
        if (share[k] == 0) continue;
        sets.marg.push_back(fine_.comm.from[members[c][k]]);
        margin_.push_back(share[k]);
      }
    }
    check_sets(sets, "After the split, ");
    return sets;
  }

  void copy(const std::string& header, const Regroup& groups) {
    const auto old = from_[header].values();
    const auto now = to_[header].values();
    const auto whole = groups.cells(to_[header]);
    for (std::size_t i = 0; i < now.size(); ++i) now[i] = old[whole[i]];
  }

  void scale(const std::string& header, const Values& share, const Regroup& groups) {
    if (!from_.has(header)) return;
    const auto old = from_[header].values();
    const auto now = to_[header].values();
    const auto whole = groups.cells(to_[header]);
    for (std::size_t i = 0; i < now.size(); ++i) now[i] = share[i] * old[whole[i]];
  }

  void transport(const Regroup& groups) {
    if (!from_.has("VTWR")) return;
    scale("VTWR", Values(to_["VTWR"].values().size(), 1.0), groups);
    const auto& route = shares_.of["VXSB"];
    const auto now = to_["VTWR"].values();
    for (std::size_t i = 0; i < now.size(); ++i) now[i] *= margin_[i / route.size()] * route[i % route.size()];
  }

  /// S5: what belongs to capital follows capital income.
  void stocks() {
    const Values before = reshape::capital_income(from_), after = reshape::capital_income(to_);
    for (std::size_t r = 0; r < after.size(); ++r) {
      const double whole = before[fine_.reg.index[r]];
      const double equal = 1.0 / static_cast<double>(fine_.reg.members()[fine_.reg.index[r]].size());
      capital_.push_back(whole > 0 ? after[r] / whole : equal);
      for (const char* header : {"VDEP", "VKB"})
        if (from_.has(header)) to_[header](r) = from_[header](fine_.reg.index[r]) * capital_[r];
    }
  }

  /// The share of host r's activity a in the capital income of the whole that both belong to.
  Values capital_by_activity() const {
    const Sets &fine = to_.sets(), &whole = from_.sets();
    const std::size_t A = fine.acts.size(), R = fine.reg.size();
    Values share(A * R, 0.0);
    for (std::size_t a = 0; a < A; ++a)
      for (std::size_t r = 0; r < R; ++r) {
        double now = 0, before = 0;
        for (std::size_t e = 0; e < whole.endw.size(); ++e) {
          if (!reshape::contains(whole.endc, whole.endw[e])) continue;
          now += to_["EVOS"](e, a, r);
          before += from_["EVOS"](e, fine_.acts.index[a], fine_.reg.index[r]);
        }
        share[a * R + r] = before > 0 ? now / before : 0;
      }
    return share;
  }

  /// The part of owner o's stake in host h that goes to the parts with these numbers; no part owns capital of another.
  [[nodiscard]] double owner_share(std::size_t o, std::size_t h) const {
    if (fine_.reg.index[o] != fine_.reg.index[h]) return capital_[o];
    return o == h ? 1 : 0;
  }

  void owners() {
    const std::size_t A = to_.sets().acts.size(), R = to_.sets().reg.size();
    if (from_.has("VKOS")) {
      const Values share = capital_by_activity();
      Array& vkos = to_["VKOS"];
      for (std::size_t o = 0; o < R; ++o)
        for (std::size_t a = 0; a < A; ++a)
          for (std::size_t h = 0; h < R; ++h)
            vkos(o, a, h) =
                owner_share(o, h) * share[a * R + h] * from_["VKOS"](fine_.reg.index[o], fine_.acts.index[a], fine_.reg.index[h]);
    }
    if (!from_.has("VDKO")) return;
    Array& vdko = to_["VDKO"];
    for (std::size_t o = 0; o < R; ++o)
      for (std::size_t h = 0; h < R; ++h)
        vdko(o, h) = owner_share(o, h) * capital_[h] * from_["VDKO"](fine_.reg.index[o], fine_.reg.index[h]);
  }

  /// Transfers by household spending; population as stated, else likewise.
  void transfers() {
    const Values now = reshape::plus(reshape::sums_over(to_["VDPP"], {1}), reshape::sums_over(to_["VMPP"], {1}));
    const auto members = fine_.reg.members();
    for (std::size_t old = 0; old < members.size(); ++old) {
      Values share;
      double total = 0;
      for (const std::size_t r : members[old]) total += share.emplace_back(now[r]);
      for (double& x : share) x = total > 0 ? x / total : 1.0 / static_cast<double>(share.size());
      const Values people = share.size() > 1 ? priors_.population(old, share) : share;
      for (std::size_t k = 0; k < share.size(); ++k) {
        if (from_.has("POP")) to_["POP"](members[old][k]) = from_["POP"](old) * people[k];
        if (from_.has("TRNS")) to_["TRNS"](members[old][k]) = from_["TRNS"](old) * share[k];
      }
    }
  }

  /// S6: saving is what income leaves. The parts of a region save together what it saved.
  void saving() {
    const auto members = fine_.reg.members();
    Array& save = to_["SAVE"];
    for (std::size_t r = 0; r < fine_.reg.from.size(); ++r) save(r) = 0;
    const Values income = regional_income(to_), spent = regional_consumption(to_);
    for (std::size_t old = 0; old < members.size(); ++old) {
      double sum = 0;
      std::size_t largest = members[old][0];
      for (const std::size_t r : members[old]) {
        sum += save(r) = income[r] - spent[r];
        if (income[r] > income[largest]) largest = r;
      }
      save(largest) += from_["SAVE"](old) - sum;
    }
  }

  const Database& from_;
  const SetMappings& fine_;
  reshape::Priors priors_;
  Values margin_;
  Reshaped result_;
  Database& to_;
  reshape::FlowShares shares_;
  Values capital_;
};

}  // namespace

Reshaped split(const Database& database, const SetMappings& fine, const std::vector<SplitShare>& shares) {
  const Sets& s = database.sets();
  if (fine.reg.to != s.reg || fine.comm.to != s.comm || fine.acts.to != s.acts || !fine.endw.identity())
    throw LogicError("split: the mappings do not lead to the database's sets");
  const bool regions = !fine.reg.one_to_one(), sectors = !fine.comm.one_to_one() || !fine.acts.one_to_one();
  if (regions == sectors)
    throw InputError(regions ? "A split is of regions or of sectors; split one first and then the other."
                             : "No element is split into two parts or more.");
  return Splitter(database, fine, shares).run();
}

}  // namespace setu
