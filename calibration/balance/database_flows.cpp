#include "database_flows.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "setu/model/database/ledger.hpp"

namespace setu::balancing {
namespace {

class Collector {
 public:
  explicit Collector(const Database& db)
      : db_(db), sets_(db.sets()), reg_(sets_.reg.size()), comm_(sets_.comm.size()), acts_(sets_.acts.size()) {
    name_accounts();
    for (std::size_t host = 0; host < reg_ && db_.has("VKOS"); ++host) kept_.push_back(kept(host));
  }

  DatabaseFlows collect() {
    for (const FlowLayers& flow : flow_layers())
      if (flow.layers[0]->along.empty()) add_flow(flow);
    constants();
    return std::move(out_);
  }

 private:
  void name_accounts() {
    const auto pairs = [&](const std::string& kind, const std::vector<std::string>& set) {
      const std::size_t first = out_.accounts.size();
      for (const auto& element : set)
        for (const auto& region : sets_.reg) out_.accounts.push_back(kind + element + " in " + region);
      return first;
    };
    activity_ = pairs("activity ", sets_.acts);
    commodity_ = pairs("commodity ", sets_.comm);
    imports_ = pairs("imports of ", sets_.comm);
    income_ = out_.accounts.size();
    for (const auto& region : sets_.reg) out_.accounts.push_back("income of " + region);
    transport_ = out_.accounts.size();
    for (const auto& mode : sets_.marg) out_.accounts.push_back("world pool of " + mode);
    world_ = out_.accounts.size();
    out_.accounts.emplace_back("world saving");
    owners_ = db_.has("VKOS") ? pairs("capital owners of ", sets_.acts) : out_.accounts.size();
    out_.constants.assign(out_.accounts.size(), 0.0);
  }

  /// One header's share in an account: which, and with which sign.
  struct Share {
    std::size_t kind;  ///< of `kinds()`
    FlowLayers::Term term;
    const Array* values;
  };
  /// In the order of the accounts.
  static const std::vector<AccountKind>& kinds() {
    using enum AccountKind;
    static const std::vector<AccountKind> all = {Activity, Commodity, Imports, Income, Transport, WorldSaving, CapitalOwners};
    return all;
  }

  void add_flow(const FlowLayers& flow) {
    const Array& first = db_[flow.layers[0]->info.name];
    std::vector<Share> shares;
    for (std::size_t k = 0; k < kinds().size(); ++k)
      for (const auto& term : flow.terms_in(kinds()[k]))
        if (kinds()[k] != AccountKind::CapitalOwners || db_.has("VKOS")) shares.push_back({k, term, &db_[term.row->info.name]});
    std::vector<std::size_t> index(first.dims().size(), 0);
    for (std::size_t at = 0; at < first.values().size(); ++at) {
      add_cell(flow, shares, at, index);
      for (std::size_t d = index.size(); d-- > 0;) {  // on to the next cell, last index first
        if (++index[d] < first.dims()[d]) break;
        index[d] = 0;
      }
    }
  }

  void add_cell(const FlowLayers& flow, const std::vector<Share>& shares, std::size_t at, const std::vector<std::size_t>& index) {
    Flow cell;
    const auto see = [&](const LedgerRow& row, std::size_t position) {
      const double one = db_[row.info.name].values()[position];
      if (one == 0) return;
      cell.values.push_back({row.info.name, position});
      if (std::abs(one) > std::abs(cell.size)) cell.size = one;
    };
    for (const LedgerRow* layer : flow.layers) see(*layer, at);
    for (const LedgerRow* part : flow.parts) see(*part, at);
    const std::size_t cells = db_[flow.layers[0]->info.name].values().size();
    for (const LedgerRow* row : flow.along)
      for (std::size_t m = 0; m * cells < db_[row->info.name].values().size(); ++m) see(*row, m * cells + at);
    if (cell.size == 0) return;
    for (const Share& share : shares) add_entry(cell, share, at, index);
    for (const LedgerRow* row : flow.along)
      for (std::size_t m = 0; m * cells < db_[row->info.name].values().size(); ++m)
        cell.entries.push_back({transport_ + m, -db_[row->info.name].values()[m * cells + at]});
    if (flow.layers[0]->info.name == "VKOS") add_foreign_income(cell, at, index);
    std::erase_if(cell.entries, [](const auto& e) { return e.part == 0; });
    out_.flows.push_back(std::move(cell));
  }

  /// Adds a share to the entry of its account, which is opened by the first one.
  void add_entry(Flow& cell, const Share& share, std::size_t at, const std::vector<std::size_t>& index) {
    const auto& sets = share.term.row->info.sets;
    if (share.term.capital_only && !is_capital(index[0])) return;
    const std::size_t first[] = {activity_, commodity_, imports_, income_, transport_, world_, owners_};
    std::size_t number = 0;
    for (const std::size_t d : share.term.at) {
      const std::size_t size = share.values->dims()[d];
      const bool margin = sets[d] == "MARG" && kinds()[share.kind] == AccountKind::Commodity;
      number = margin ? number * comm_ + commodity_of(index[d]) : number * size + index[d];
    }
    const double part = share.term.sign * share.values->values()[at];
    const std::size_t account = first[share.kind] + number;
    auto same = std::find_if(cell.entries.begin(), cell.entries.end(), [&](const auto& e) { return e.account == account; });
    if (same == cell.entries.end()) cell.entries.push_back({account, part});
    else same->part += part;
  }

  [[nodiscard]] std::size_t commodity_of(std::size_t margin) const {
    return static_cast<std::size_t>(std::find(sets_.comm.begin(), sets_.comm.end(), sets_.marg[margin]) - sets_.comm.begin());
  }
  [[nodiscard]] bool is_capital(std::size_t e) const {
    return std::find(sets_.endc.begin(), sets_.endc.end(), sets_.endw[e]) != sets_.endc.end();
  }

  /// Part of one unit of capital income in `host` that is left after depreciation, where VDKO does not say by owner.
  [[nodiscard]] double kept(std::size_t host) const {
    if (db_.has("VDKO")) return 1;
    double income = 0;
    for (std::size_t e = 0; e < sets_.endw.size(); ++e)
      if (is_capital(e))
        for (std::size_t a = 0; a < acts_; ++a) income += db_["EVOS"](e, a, host);
    return income > 0 ? 1 - db_["VDEP"](host) / income : 0;
  }

  /// What residents earn on capital abroad, net of its depreciation.
  void add_foreign_income(Flow& cell, std::size_t at, const std::vector<std::size_t>& index) const {
    const std::size_t owner = index[0], host = index[2];
    if (owner == host) return;
    const double net = kept_[host] * db_["VKOS"].values()[at];
    cell.entries.insert(cell.entries.end(), {{income_ + owner, net}, {income_ + host, -net}});
  }

  /// What regions alone add to an account, left less right, beside the flows.
  [[nodiscard]] double fixed(AccountKind account, std::size_t r) const {
    double sum = 0;
    for (const auto& row : ledger())
      for (const auto& e : row.accounts)
        if (e.account == account && row.flow.empty()) sum += (e.side == Side::Left ? e.sign : -e.sign) * db_[row.info.name](r);
    return sum;
  }

  void constants() {
    for (std::size_t r = 0; r < reg_; ++r) {
      out_.constants[income_ + r] += fixed(AccountKind::Income, r);
      out_.constants[world_] += fixed(AccountKind::WorldSaving, r);
    }
    if (!db_.has("VDKO") || !db_.has("VKOS")) return;
    for (std::size_t o = 0; o < reg_; ++o)
      for (std::size_t h = 0; h < reg_; ++h)
        if (o != h) {
          out_.constants[income_ + o] -= db_["VDKO"](o, h);
          out_.constants[income_ + h] += db_["VDKO"](o, h);
        }
  }

  const Database& db_;
  const Sets& sets_;
  std::size_t reg_, comm_, acts_;
  std::vector<double> kept_;  ///< per host
  std::size_t activity_ = 0, commodity_ = 0, imports_ = 0, income_ = 0, transport_ = 0, world_ = 0, owners_ = 0;
  DatabaseFlows out_;
};

}  // namespace

DatabaseFlows flows_of(const Database& database) { return Collector(database).collect(); }

void close_routes(Database& db) {
  const std::size_t routes = db["VCIF"].values().size();
  const Database& old = std::as_const(db);
  const auto fob = old["VFOB"].values(), margins = old["VTWR"].values();
  for (std::size_t at = 0; at < routes; ++at) {
    double sum = fob[at];
    for (std::size_t m = 0; m < db.sets().marg.size(); ++m) sum += margins[m * routes + at];
    double& cif = db["VCIF"].values()[at];
    if (cif == sum) continue;
    if (cif != 0) db["VMSB"].values()[at] *= sum / cif;
    cif = sum;
  }
}

}  // namespace setu::balancing
