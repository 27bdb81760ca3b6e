#include "database_flows.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace setu::balancing {
namespace {

class Collector {
 public:
  explicit Collector(const Database& db)
      : db_(db), sets_(db.sets()), reg_(sets_.reg.size()), comm_(sets_.comm.size()), acts_(sets_.acts.size()) {
    name_accounts();
  }

  DatabaseFlows collect() {
    intermediates("VDFB", "VDFP", commodity_);
    intermediates("VMFB", "VMFP", imports_);
    purchases("VDPB", "VDPP", commodity_, false);
    purchases("VMPB", "VMPP", imports_, false);
    purchases("VDGB", "VDGP", commodity_, false);
    purchases("VMGB", "VMGP", imports_, false);
    purchases("VDIB", "VDIP", commodity_, true);
    purchases("VMIB", "VMIP", imports_, true);
    endowments();
    make();
    trade();
    margins();
    saving();
    if (db_.has("VKOS")) owners();
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

  void add(std::vector<Value> values, std::vector<Flow::Entry> entries) {
    Flow flow;
    for (const auto& v : values) {
      const double one = db_[v.header].values()[v.position];
      if (std::abs(one) > std::abs(flow.size)) flow.size = one;
    }
    if (flow.size == 0) return;
    for (const auto& v : values)
      if (db_[v.header].values()[v.position] != 0) flow.values.push_back(v);
    std::erase_if(entries, [](const auto& e) { return e.part == 0; });
    flow.entries = std::move(entries);
    out_.flows.push_back(std::move(flow));
  }

  void intermediates(const char* base, const char* paid, std::size_t market) {
    const Array &b = db_[base], &p = db_[paid];
    for (std::size_t c = 0; c < comm_; ++c)
      for (std::size_t a = 0; a < acts_; ++a)
        for (std::size_t r = 0; r < reg_; ++r) {
          const std::size_t at = (c * acts_ + a) * reg_ + r;
          const double basic = b(c, a, r), price = p(c, a, r);
          add({{base, at}, {paid, at}}, {{activity_ + a * reg_ + r, price}, {market + c * reg_ + r, -basic}, {income_ + r, price - basic}});
        }
  }

  void purchases(const char* base, const char* paid, std::size_t market, bool investment) {
    for (std::size_t c = 0; c < comm_; ++c)
      for (std::size_t r = 0; r < reg_; ++r) {
        const std::size_t at = c * reg_ + r;
        const double basic = db_[base](c, r), price = db_[paid](c, r);
        add({{base, at}, {paid, at}},
            {{market + at, -basic}, {income_ + r, investment ? price - basic : -basic}, {world_, investment ? -price : 0.0}});
      }
  }

  void endowments() {
    const auto& endc = sets_.endc;
    for (std::size_t e = 0; e < sets_.endw.size(); ++e) {
      const bool capital = std::find(endc.begin(), endc.end(), sets_.endw[e]) != endc.end() && db_.has("VKOS");
      for (std::size_t a = 0; a < acts_; ++a)
        for (std::size_t r = 0; r < reg_; ++r) {
          const std::size_t at = (e * acts_ + a) * reg_ + r;
          const double paid = db_["EVFP"](e, a, r);
          std::vector<Flow::Entry> entries = {{activity_ + a * reg_ + r, paid}, {income_ + r, paid}};
          if (capital) entries.push_back({owners_ + a * reg_ + r, -db_["EVOS"](e, a, r)});
          add({{"EVFB", at}, {"EVFP", at}, {"EVOS", at}}, std::move(entries));
        }
    }
  }

  void make() {
    for (std::size_t c = 0; c < comm_; ++c)
      for (std::size_t a = 0; a < acts_; ++a)
        for (std::size_t r = 0; r < reg_; ++r) {
          const std::size_t at = (c * acts_ + a) * reg_ + r;
          const double supplied = db_["MAKS"](c, a, r), basic = db_["MAKB"](c, a, r);
          add({{"MAKS", at}, {"MAKB", at}},
              {{activity_ + a * reg_ + r, -supplied}, {commodity_ + c * reg_ + r, basic}, {income_ + r, basic - supplied}});
        }
  }

  void trade() {
    const std::size_t routes = comm_ * reg_ * reg_;
    for (std::size_t c = 0; c < comm_; ++c)
      for (std::size_t s = 0; s < reg_; ++s)
        for (std::size_t d = 0; d < reg_; ++d) {
          const std::size_t at = (c * reg_ + s) * reg_ + d;
          const double basic = db_["VXSB"](c, s, d), fob = db_["VFOB"](c, s, d), cif = db_["VCIF"](c, s, d), paid = db_["VMSB"](c, s, d);
          std::vector<Value> values = {{"VXSB", at}, {"VFOB", at}, {"VCIF", at}, {"VMSB", at}};
          std::vector<Flow::Entry> entries = {{commodity_ + c * reg_ + s, -basic}, {imports_ + c * reg_ + d, paid}};
          if (s == d) entries.push_back({income_ + s, fob - basic + paid - cif});
          else entries.insert(entries.end(), {{income_ + s, fob - basic}, {income_ + d, paid - cif}});
          for (const char* rent : {"NTMM", "NTMX"})
            if (db_.has(rent)) values.push_back({rent, at});
          for (std::size_t m = 0; m < sets_.marg.size(); ++m) {
            values.push_back({"VTWR", m * routes + at});
            entries.push_back({transport_ + m, -db_["VTWR"].values()[m * routes + at]});
          }
          add(std::move(values), std::move(entries));
        }
  }

  void margins() {
    for (std::size_t m = 0; m < sets_.marg.size(); ++m) {
      const auto found = std::find(sets_.comm.begin(), sets_.comm.end(), sets_.marg[m]);
      const auto c = static_cast<std::size_t>(found - sets_.comm.begin());
      for (std::size_t r = 0; r < reg_; ++r) {
        const double supply = db_["VST"](m, r);
        add({{"VST", m * reg_ + r}}, {{commodity_ + c * reg_ + r, -supply}, {transport_ + m, supply}});
      }
    }
  }

  void saving() {
    for (std::size_t r = 0; r < reg_; ++r) {
      const double save = db_["SAVE"](r);
      add({{"SAVE", r}}, {{income_ + r, -save}, {world_, save}});
    }
  }

  /// Part of one unit of capital income in `host` that is left after depreciation, where VDKO does not say by owner.
  [[nodiscard]] double kept(std::size_t host) const {
    if (db_.has("VDKO")) return 1;
    double income = 0;
    for (std::size_t e = 0; e < sets_.endw.size(); ++e)
      if (std::find(sets_.endc.begin(), sets_.endc.end(), sets_.endw[e]) != sets_.endc.end())
        for (std::size_t a = 0; a < acts_; ++a) income += db_["EVOS"](e, a, host);
    return income > 0 ? 1 - db_["VDEP"](host) / income : 0;
  }

  void owners() {
    for (std::size_t h = 0; h < reg_; ++h) {
      const double share = kept(h);
      for (std::size_t o = 0; o < reg_; ++o)
        for (std::size_t a = 0; a < acts_; ++a) {
          const double stake = db_["VKOS"](o, a, h);
          std::vector<Flow::Entry> entries = {{owners_ + a * reg_ + h, stake}};
          if (o != h) entries.insert(entries.end(), {{income_ + o, share * stake}, {income_ + h, -share * stake}});
          add({{"VKOS", (o * acts_ + a) * reg_ + h}}, std::move(entries));
        }
    }
  }

  void constants() {
    for (std::size_t r = 0; r < reg_; ++r) {
      out_.constants[income_ + r] += db_["TRNS"](r) - db_["VDEP"](r);
      out_.constants[world_] += db_["VDEP"](r);
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
