#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "economies.hpp"
#include "setu/base/error.hpp"
#include "setu/model/database/accounts.hpp"

namespace setu {

namespace sam {

namespace {

constexpr double kRounding = 1e-7;         ///< of a commodity's supply: what may be missing before it is an error
constexpr double kLeastGovernment = 1e-6;  ///< of household purchases
constexpr double kMostOfInvestment = 0.8;  ///< what depreciation may be of it
constexpr double kInverseOfMakers = 0.2;   ///< of the elasticity among the makers of one commodity
constexpr double kMostDepreciation = 0.5;  ///< of capital income

double total(const Vector& v) {
  double sum = 0;
  for (const double x : v) sum += x;
  return sum;
}

Sets make_sets(const World& w, const AccountMap& map) {
  Sets sets;
  sets.reg = w.regions;
  sets.comm = w.commodities;
  sets.acts = w.activities;
  sets.endw = w.factors;
  for (const auto& name : w.factors) {
    FactorKind kind = FactorKind::Other;
    for (const auto& m : map)
      if (m.role == AccountRole::Factor && m.name == name) kind = m.factor;
    (kind == FactorKind::Land ? sets.ends : kind == FactorKind::Resource ? sets.endf : sets.endm).push_back(name);
    if (kind == FactorKind::Capital) sets.endc.push_back(name);
    if (kind == FactorKind::Labour) sets.endl.push_back(name);
  }
  return sets;
}

/// Fills the headers country by country (docs/data.md, M3 and M4).
class Filler {
 public:
  Filler(const World& w, Database& db) : w_(w), db_(db) {}

  void country(std::size_t r) {
    const Country& k = w_.countries[r];
    activities(k, r);
    for (std::size_t c = 0; c < w_.commodities.size(); ++c) commodity(k, c, r);
  }

 private:
  void activities(const Country& k, std::size_t r) {
    Vector factors(w_.activities.size());
    double all = 0;
    for (const auto& row : k.value_added)
      for (std::size_t a = 0; a < row.size(); ++a) factors[a] += row[a], all += row[a];
    for (std::size_t a = 0; a < w_.activities.size(); ++a) {
      double output = 0;
      for (const auto& row : k.make) output += row[a];
      if (output > 0 && !(factors[a] > 0))
        throw InputError(fmt::format("The activity '{}' of {} pays no factor, so it cannot be modelled.", w_.activities[a], k.name));
      for (std::size_t c = 0; c < w_.commodities.size() && output > 0; ++c) {
        db_["MAKB"](c, a, r) = k.make[c][a];
        db_["MAKS"](c, a, r) = k.make[c][a] * (1 - k.output_tax[a] / output);
      }
      for (std::size_t e = 0; e < w_.factors.size() && factors[a] > 0; ++e) {
        const double value = k.value_added[e][a];
        if (value < 0) negative(w_.factors[e], w_.activities[a], k, value);
        db_["EVFB"](e, a, r) = value;
        db_["EVFP"](e, a, r) = value * (1 + k.factor_tax[a] / factors[a]);
        db_["EVOS"](e, a, r) = value * (1 - k.income_tax / all);
      }
    }
  }

  [[noreturn]] static void negative(const std::string& what, const std::string& by, const Country& k, double value) {
    throw InputError(
        fmt::format("'{}' bought by '{}' in {} is negative ({:.6g}); correct or move it, a model of positive flows has no place for it.",
                    what, by, k.name, value));
  }

  void commodity(const Country& k, std::size_t c, std::size_t r) {
    const std::string& name = w_.commodities[c];
    const double supply = total(k.make[c]), fob = total(k.exports[c]), cif = total(k.imports[c]), purchases = total(k.use[c]);
    const double sold = fob - k.export_tax[c], imported = cif + k.tariff[c];
    double home = supply - sold;
    if (std::abs(home) < kRounding * supply) home = 0;
    if (home < 0)
      throw InputError(fmt::format("{} exports {:.6g} of '{}' but makes only {:.6g}, and imports too little for the rest to be re-exports.",
                                   k.name, sold, name, supply));
    if (k.tariff[c] != 0 && cif == 0) throw InputError(fmt::format("'{}' in {} pays tariffs without imports.", name, k.name));
    for (std::size_t d = 0; d < w_.regions.size(); ++d) {
      if (fob > 0) db_["VXSB"](c, r, d) = k.exports[c][d] * (sold / fob), db_["VFOB"](c, r, d) = k.exports[c][d];
      if (cif > 0) db_["VCIF"](c, d, r) = k.imports[c][d], db_["VMSB"](c, d, r) = k.imports[c][d] * (imported / cif);
    }
    if (purchases > 0) uses(k, c, r, home / purchases, imported / purchases, imported / (home + imported));
  }

  /// Every user buys home and imported goods in the same proportion and pays the same sales tax.
  void uses(const Country& k, std::size_t c, std::size_t r, double home, double imported, double share) {
    const std::size_t A = w_.activities.size();
    const char* finals[] = {"P", "G", "I"};
    for (std::size_t u = 0; u < A + kFinalUsers; ++u) {
      const double value = k.use[c][u];
      if (value < 0)
        negative(w_.commodities[c],
                 u < A ? w_.activities[u]
                       : std::string(u == A       ? "households"
                                     : u == A + 1 ? "government"
                                                  : "investment and stocks"),
                 k, value);
      const auto set = [&](const std::string& header, double amount) {
        if (u < A) db_[header](c, u, r) = amount;
        else db_[header](c, r) = amount;
      };
      const std::string agent = u < A ? "F" : finals[u - A];
      set("VD" + agent + "B", value * home);
      set("VM" + agent + "B", value * imported);
      set("VD" + agent + "P", value * (1 - share));
      set("VM" + agent + "P", value * share);
    }
  }

  const World& w_;
  Database& db_;
};

/// The model needs a government that buys: where a matrix has none, it buys a millionth of what households do.
void give_government(World& w) {
  const std::size_t A = w.activities.size();
  for (std::size_t r = 0; r + (w.open ? 1 : 0) < w.countries.size(); ++r) {
    Country& k = w.countries[r];
    double bought = 0;
    for (const auto& row : k.use) bought += row[A + Public];
    if (bought != 0) continue;
    for (auto& row : k.use) row[A + Public] = kLeastGovernment * row[A + Private], row[A + Private] -= row[A + Public];
    w.notes.push_back(
        fmt::format("The government of {} buys nothing in the matrix; {:g} of the households' purchases were given to it, as the "
                    "model needs one that buys.",
                    k.name, kLeastGovernment));
  }
}

void set_capital(Database& db, const SamOptions& options, std::vector<std::string>& notes) {
  const Sets& s = db.sets();
  const Database& in = db;
  for (std::size_t r = 0; r < s.reg.size(); ++r) {
    double value_added = 0, capital = 0;
    for (std::size_t e = 0; e < s.endw.size(); ++e)
      for (std::size_t a = 0; a < s.acts.size(); ++a) {
        value_added += in["EVFP"](e, a, r);
        if (std::find(s.endc.begin(), s.endc.end(), s.endw[e]) != s.endc.end()) capital += in["EVOS"](e, a, r);
      }
    db["VKB"](r) = options.capital_output * value_added;
    double depreciation = options.depreciation * db["VKB"](r);
    if (depreciation > kMostDepreciation * capital) {
      depreciation = kMostDepreciation * capital;
      notes.push_back(
          fmt::format("Depreciation in {} is half of capital income ({:.6g}); the stated rates would take more.", s.reg[r], depreciation));
    }
    double investment = 0;
    for (std::size_t c = 0; c < s.comm.size(); ++c) investment += in["VDIP"](c, r) + in["VMIP"](c, r);
    if (depreciation > kMostOfInvestment * investment) {
      depreciation = kMostOfInvestment * std::max(investment, 0.0);
      notes.push_back(fmt::format("Depreciation in {} is {:g} of investment ({:.6g}), so that net investment is positive.", s.reg[r],
                                  kMostOfInvestment, depreciation));
    }
    db["VDEP"](r) = depreciation;
    db["POP"](r) = options.population;
  }
}

/// Values in the middle of the literature, the same everywhere; to be replaced where better ones are known.
void set_parameters(Database& db) {
  const auto fill = [&](const char* header, double value) {
    for (double& cell : db[header].values()) cell = value;
  };
  for (const auto& [header, value] : {std::pair{"ESBD", 2.5},
                                      {"ESBM", 5.0},
                                      {"ESBV", 1.0},
                                      {"ETRQ", -5.0},
                                      {"ESBG", 1.0},
                                      {"ESBS", 1.0},
                                      {"RFLX", 10.0},
                                      {"RDLT", 1.0},
                                      {"INCP", 1.0},
                                      {"SUBP", 0.5},
                                      {"DPSM", 1.0}})
    fill(header, value);
  const Sets& s = db.sets();
  for (std::size_t e = 0; e < s.endw.size(); ++e) {
    const auto in = [&](const std::vector<std::string>& list) { return std::find(list.begin(), list.end(), s.endw[e]) != list.end(); };
    db["EFLG"](e, in(s.endm) ? 0 : in(s.ends) ? 1 : 2) = 1;
    if (in(s.ends))
      for (std::size_t r = 0; r < s.reg.size(); ++r) db["ETRE"](e, r) = -1;
  }
}

/// Goods of several makers are near, not perfect, substitutes: with perfect ones (ESBQ 0) a small tax closes a maker down, and more
/// activities than commodities have no solution.
void set_makers(const World& w, Database& db, std::vector<std::string>& notes) {
  std::size_t commodities = 0;
  for (std::size_t r = 0; r < w.countries.size(); ++r)
    for (std::size_t c = 0; c < w.commodities.size(); ++c) {
      const auto& make = w.countries[r].make[c];
      if (std::count_if(make.begin(), make.end(), [](double value) { return value > 0; }) < 2) continue;
      db["ESBQ"](c, r) = kInverseOfMakers;
      commodities += r == 0 ? 1 : 0;
    }
  if (commodities > 0)
    notes.push_back(
        fmt::format("{} commodities are made by several activities; their makers' goods are substitutes with an elasticity of {:g} "
                    "(ESBQ {:g}, its inverse).",
                    commodities, 1 / kInverseOfMakers, kInverseOfMakers));
}

/// Transfers from abroad, and saving as what is left of income.
void set_saving(const World& w, Database& db, std::vector<std::string>& notes) {
  for (std::size_t r = 0; r < w.countries.size(); ++r)
    if (w.countries[r].transfers != 0) {
      db["TRNS"](r) = w.countries[r].transfers;
      if (r + 1 < w.countries.size())
        notes.push_back(fmt::format("Net transfers and factor income of {} from abroad, {:.6g}, stand in TRNS.", w.regions[r],
                                    w.countries[r].transfers));
    }
  const auto income = regional_income(db), spent = regional_consumption(db);
  for (std::size_t r = 0; r < w.countries.size(); ++r) db["SAVE"](r) = income[r] - spent[r];
}

}  // namespace

}  // namespace sam

Imported import_sam(const Sam& sam, const AccountMap& map, const SamOptions& options) {
  const SimpleSam simple = simplify(sam, map, false);
  sam::World world = sam::sort_accounts(simple.sam, simple.map, options.scale);
  world.notes.insert(world.notes.begin(), simple.notes.begin(), simple.notes.end());
  world.notes.insert(world.notes.begin(), sam.notes.begin(), sam.notes.end());
  sam::give_government(world);
  if (world.open) sam::close_world(world, options.world_size);
  Sets sets = sam::make_sets(world, simple.map);
  if (sets.endc.empty()) throw InputError(sam.file + ": no account has the role 'capital'; one factor must be capital.");
  Imported result{Database(std::move(sets)),
                  world.regions.size() == 2 && world.open ? "national social accounting matrix" : "multi-region social accounting matrix",
                  std::move(world.notes)};
  sam::Filler filler(world, result.database);
  for (std::size_t r = 0; r < world.countries.size(); ++r) filler.country(r);
  sam::set_capital(result.database, options, result.notes);
  sam::set_parameters(result.database);
  sam::set_makers(world, result.database, result.notes);
  sam::set_saving(world, result.database, result.notes);
  result.notes.emplace_back(
      "Users of a commodity buy home and imported goods in the same proportion and pay the same sales tax; the tariff is the same on all "
      "sources.");
  result.notes.emplace_back("Households, governments and enterprises of a region are one regional household.");
  result.notes.push_back(fmt::format("Capital stock: {:g} times value added; depreciation {:g} of it a year; population {:g} million each.",
                                     options.capital_output, options.depreciation, options.population));
  result.notes.emplace_back(
      "Elasticities are one value for all: ESBD 2.5, ESBM 5, ESBV 1, ETRQ -5, RFLX 10, homothetic demand with substitution 0.5. Replace "
      "them in params.csv.");
  return result;
}

}  // namespace setu
