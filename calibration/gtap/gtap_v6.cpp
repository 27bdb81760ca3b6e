#include <algorithm>
#include <functional>

#include "gtap_source.hpp"
#include "setu/base/error.hpp"

namespace setu::detail {
namespace {

using List = std::vector<std::string>;
using Values = std::vector<double>;

/// A version 6 database: capital goods (CGDS) are a producing sector beside the traded commodities.
class Version6 {
 public:
  explicit Version6(GtapSource& source) : source_(source), database_(read_sets()) {}

  Database convert() {
    purchases_by_firms();
    copy_renamed();
    incomes();
    make_matrix();
    elasticities();
    endowment_types();
    source_.notes.push_back("Version 6 was converted to version 7: one activity for each commodity, the purchases of " + cgds_.front() +
                            " as investment demand, endowment income after tax in proportion to its value before tax.");
    return std::move(database_);
  }

 private:
  Sets read_sets();
  /// One of the headers of flows by firms, split into activities and investment. (G1), (G2)
  void firms(const std::string& header, const std::string& to_activities, const std::string& to_investment);
  void purchases_by_firms();
  void endowments(const std::string& header, const std::string& to);
  void copy_renamed();
  void incomes();
  void make_matrix();
  void elasticities();
  void endowment_types();
  void parameter_by_sector(const std::string& header, bool needed, const std::function<void(std::size_t, std::size_t, double)>& use);
  void transformation();

  [[nodiscard]] Wanted regions() const { return {"REG", database_.sets().reg}; }
  [[nodiscard]] Wanted commodities() const { return {"COMM", database_.sets().comm}; }
  [[nodiscard]] Wanted endowments() const { return {"ENDW", database_.sets().endw}; }
  [[nodiscard]] Wanted sectors() const {
    Wanted sectors{"PROD", database_.sets().comm, true, true};
    sectors.elements.insert(sectors.elements.end(), cgds_.begin(), cgds_.end());
    return sectors;
  }
  [[nodiscard]] std::size_t sector_count() const { return database_.sets().comm.size() + cgds_.size(); }
  void fill(const std::string& header, double value) {
    for (double& cell : database_[header].values()) cell = value;
  }

  GtapSource& source_;
  List cgds_;
  Database database_;
};

Sets Version6::read_sets() {
  Sets sets;
  sets.reg = source_.set_or_labels({"REG", "H1"}, "SAVE", 0);
  sets.comm = source_.set_or_labels({"TRAD_COMM", "H2", "COMM"}, "VDPM", 0);
  sets.acts = sets.comm;
  sets.endw = source_.set_or_labels({"ENDW_COMM", "H6", "ENDW"}, "EVFA", 0);
  if (source_.data.find("VST") != nullptr) sets.marg = source_.set_or_labels({"MARG_COMM", "MARG"}, "VST", 0);
  cgds_ = source_.set({"CGDS_COMM", "H9", "CGDS"});
  if (!cgds_.empty()) return sets;
  for (const auto& sector : source_.set_or_labels({"PROD_COMM", "H5"}, "VDFM", 1))
    if (std::find(sets.comm.begin(), sets.comm.end(), sector) == sets.comm.end()) cgds_.push_back(sector);
  if (cgds_.empty()) throw InputError(source_.sets.name + ": there is no set H9 (CGDS_COMM) of capital goods, which version 6 needs.");
  return sets;
}

void Version6::firms(const std::string& header, const std::string& to_activities, const std::string& to_investment) {
  const Values flows = source_.required(header, {commodities(), sectors(), regions()}, false, "purchases by firms");
  Array &activities = database_[to_activities], &investment = database_[to_investment];
  const std::size_t C = database_.sets().comm.size(), R = database_.sets().reg.size(), S = sector_count();
  for (std::size_t c = 0; c < C; ++c)
    for (std::size_t j = 0; j < S; ++j)
      for (std::size_t r = 0; r < R; ++r) {
        const double flow = flows[(c * S + j) * R + r];
        if (j < C) activities(c, j, r) = flow;
        else investment(c, r) += flow;
      }
}

void Version6::endowments(const std::string& header, const std::string& to) {
  const auto wanted = std::vector<Wanted>{endowments(), sectors(), regions()};
  const Values flows = source_.required(header, wanted, false, "endowments used by firms");
  Array& activities = database_[to];
  const std::size_t C = database_.sets().comm.size(), R = database_.sets().reg.size(), S = sector_count();
  for (std::size_t cell = 0; cell < flows.size(); ++cell) {
    const std::size_t r = cell % R, j = cell / R % S, e = cell / R / S;
    if (j < C) activities(e, j, r) = flows[cell];
    else if (flows[cell] != 0)
      throw InputError(source_.data.name + ", header " + header + ": " + cell_name(header, wanted, cell) + " is " +
                       std::to_string(flows[cell]) + "; version 7 has no endowments in the production of capital goods.");
  }
}

void Version6::purchases_by_firms() {
  firms("VDFM", "VDFB", "VDIB");
  firms("VDFA", "VDFP", "VDIP");
  firms("VIFM", "VMFB", "VMIB");
  firms("VIFA", "VMFP", "VMIP");
  endowments("VFM", "EVFB");
  endowments("EVFA", "EVFP");
}

/// Headers that only changed their names, or not even those. (G1)
void Version6::copy_renamed() {
  static const std::vector<std::pair<const char*, const char*>> renamed = {
      {"VDPM", "VDPB"}, {"VDPA", "VDPP"}, {"VIPM", "VMPB"}, {"VIPA", "VMPP"}, {"VDGM", "VDGB"}, {"VDGA", "VDGP"}, {"VIGM", "VMGB"},
      {"VIGA", "VMGP"}, {"VXMD", "VXSB"}, {"VXWD", "VFOB"}, {"VIWS", "VCIF"}, {"VIMS", "VMSB"}, {"VST", "VST"},   {"VTWR", "VTWR"},
      {"SAVE", "SAVE"}, {"VDEP", "VDEP"}, {"VKB", "VKB"},   {"POP", "POP"},   {"DPSM", "DPSM"}, {"INCP", "INCP"}, {"SUBP", "SUBP"},
      {"ESBD", "ESBD"}, {"ESBM", "ESBM"}, {"RFLX", "RFLX"}, {"RDLT", "RDLT"}};
  for (const auto& info : header_catalogue()) {
    const auto pair = std::find_if(renamed.begin(), renamed.end(), [&](const auto& p) { return info.name == p.second; });
    if (pair == renamed.end()) continue;
    const auto wanted = wanted_by(info, database_.sets());
    auto values = info.optional ? source_.array(pair->first, wanted, info.parameter)
                                : source_.required(pair->first, wanted, info.parameter, info.label);
    if (source_.has(pair->first)) store(database_, info, std::move(values), (info.parameter ? source_.parameters : source_.data).name);
  }
}

/// Endowment income after tax is known by endowment only; activities share it by value before tax. (G3)
void Version6::incomes() {
  const Values after_tax = source_.required("EVOA", {endowments(), regions()}, false, "endowment income after tax");
  const Array& before = std::as_const(database_)["EVFB"];
  Array& income = database_["EVOS"];
  const std::size_t E = before.dims()[0], A = before.dims()[1], R = before.dims()[2];
  for (std::size_t e = 0; e < E; ++e)
    for (std::size_t r = 0; r < R; ++r) {
      double total = 0;
      for (std::size_t a = 0; a < A; ++a) total += before(e, a, r);
      if (total == 0 && after_tax[e * R + r] != 0)
        throw InputError(source_.data.name + ", header EVOA: " + cell_name("EVOA", {endowments(), regions()}, e * R + r) +
                         " is income of an endowment that no sector uses (VFM).");
      for (std::size_t a = 0; a < A && total != 0; ++a) income(e, a, r) = before(e, a, r) * (after_tax[e * R + r] / total);
    }
}

/// What an activity's output costs (G4), and what it sells for (G5); the difference is the tax on output.
void Version6::make_matrix() {
  const Database& db = database_;
  Array &cost = database_["MAKS"], &sales = database_["MAKB"];
  const Sets& sets = db.sets();
  for (std::size_t i = 0; i < sets.comm.size(); ++i)
    for (std::size_t r = 0; r < sets.reg.size(); ++r) {
      double paid = 0, sold = db["VDPB"](i, r) + db["VDGB"](i, r) + db["VDIB"](i, r);
      for (std::size_t j = 0; j < sets.comm.size(); ++j) {
        paid += db["VDFP"](j, i, r) + db["VMFP"](j, i, r);
        sold += db["VDFB"](i, j, r);
      }
      for (std::size_t e = 0; e < sets.endw.size(); ++e) paid += db["EVFP"](e, i, r);
      for (std::size_t d = 0; d < sets.reg.size(); ++d) sold += db["VXSB"](i, r, d);
      for (std::size_t m = 0; m < sets.marg.size(); ++m)
        if (sets.marg[m] == sets.comm[i]) sold += db["VST"](m, r);
      cost(i, i, r) = paid;
      sales(i, i, r) = sold;
    }
}

void Version6::parameter_by_sector(const std::string& header, bool needed,
                                   const std::function<void(std::size_t, std::size_t, double)>& use) {
  const auto wanted = std::vector<Wanted>{sectors(), regions()};
  const Values values = needed ? source_.required(header, wanted, true, "elasticity of substitution") : source_.array(header, wanted, true);
  const std::size_t R = database_.sets().reg.size();
  for (std::size_t cell = 0; cell < values.size(); ++cell) {
    if (values[cell] < 0)
      throw InputError(source_.parameters.name + ", header " + header + ": " + cell_name(header, wanted, cell) +
                       " is negative; an elasticity of substitution cannot be.");
    use(cell / R, cell % R, values[cell]);
  }
}

/// (G6), (G7): what version 6 fixes in its equations is a parameter in version 7.
void Version6::elasticities() {
  const std::size_t A = database_.sets().acts.size();
  Array &esbv = database_["ESBV"], &esbt = database_["ESBT"], &esbc = database_["ESBC"], &esbi = database_["ESBI"];
  parameter_by_sector("ESBV", true, [&](std::size_t j, std::size_t r, double value) {
    if (j < A) esbv(j, r) = value;
  });
  parameter_by_sector("ESBT", false, [&](std::size_t j, std::size_t r, double value) {
    if (j < A) esbt(j, r) = esbc(j, r) = value;
    else esbi(r) = value;
  });
  fill("ESBG", 1);
  fill("ESBS", 1);
  fill("ESBQ", 0);
  fill("ETRQ", -5);
  transformation();
}

/// ETRE, which version 6 gives for the sluggish endowments, in the order of their set where it has no labels.
void Version6::transformation() {
  const auto* header = source_.parameters.find("ETRE");
  const List sluggish = source_.set({"ENDWS_COMM", "H7", "ENDWS"});
  Array& etre = database_["ETRE"];
  Wanted endowment = endowments();
  endowment.partial = true;
  const bool bare = header && (header->axes.empty() || header->axes[0].elements.empty());
  if (bare && !header->dims.empty() && header->dims[0] == sluggish.size()) endowment.elements = sluggish;
  const Values values = source_.array("ETRE", {endowment, regions()}, true);
  const List& all = database_.sets().endw;
  for (std::size_t cell = 0; cell < values.size(); ++cell) {
    const std::size_t R = regions().elements.size();
    const auto at = std::find(all.begin(), all.end(), endowment.elements[cell / R]);
    if (values[cell] > 0 || at == all.end())
      throw InputError(source_.parameters.name + ", header ETRE: " + cell_name("ETRE", {endowment, regions()}, cell) +
                       " must be zero or negative, for an endowment of H6.");
    etre(static_cast<std::size_t>(at - all.begin()), cell % R) = values[cell];
  }
}

/// Version 6 knows mobile and sluggish endowments (SLUG); an elasticity of transformation of at most 0.01 means fixed
/// in version 7. (G8)
void Version6::endowment_types() {
  const Values slug = source_.array("SLUG", {endowments()}, true);
  const Array& etre = std::as_const(database_)["ETRE"];
  Sets& sets = database_.sets();
  const bool varied = std::any_of(slug.begin(), slug.end(), [](double v) { return v == 0; });
  if (!varied) return;  // resolve_endowment_types() then goes by ETRE alone
  for (std::size_t e = 0; e < sets.endw.size(); ++e) {
    double largest = 0;
    for (std::size_t r = 0; r < sets.reg.size(); ++r) largest = std::max(largest, -etre(e, r));
    (slug[e] == 0 ? sets.endm : largest > 0.01 ? sets.ends : sets.endf).push_back(sets.endw[e]);
  }
}

}  // namespace

Database read_gtap_v6(GtapSource& source) { return Version6(source).convert(); }

}  // namespace setu::detail
