#include "public_money.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "flow_sums.hpp"
#include "fund_effects.hpp"
#include "rule_states.hpp"
#include "setu/model/database/ledger.hpp"

namespace setu {

namespace {

/// Levies as a treasury calls them, in the order in which they are shown.
constexpr std::pair<Levy, const char*> kLevies[] = {{Levy::Imports, "import duties"},
                                                    {Levy::Exports, "export taxes"},
                                                    {Levy::Output, "output taxes"},
                                                    {Levy::Intermediates, "taxes on intermediates"},
                                                    {Levy::Consumption, "consumption taxes"},
                                                    {Levy::Government, "taxes on public consumption"},
                                                    {Levy::Investment, "taxes on investment"},
                                                    {Levy::Endowments, "taxes on the use of endowments"},
                                                    {Levy::Income, "income taxes"}};

/// Calls visit(cell, levied) for each cell of a header with the position of the region whose tax it is.
template <class Visit>
void each_cell(const Array& array, std::size_t dimension, Visit visit) {
  const auto& dims = array.dims();
  std::size_t inner = 1;
  for (std::size_t d = dimension + 1; d < dims.size(); ++d) inner *= dims[d];
  for (std::size_t cell = 0; cell < array.values().size(); ++cell) visit(cell, cell / inner % dims[dimension]);
}

using ByRegion = std::vector<MoneyChange>;

/// What one header adds to a sum by region, before and after.
void add_header(const ResultView& view, const std::string& header, std::size_t levied, double sign, ByRegion& sums) {
  const auto& before = view.experiment().base[header];
  const auto& after = view.result().updated[header];
  each_cell(before, levied, [&](std::size_t cell, std::size_t r) { sums[r].before += sign * before.values()[cell]; });
  each_cell(after, levied, [&](std::size_t cell, std::size_t r) { sums[r].after += sign * after.values()[cell]; });
}

ByRegion revenue_of(const ResultView& view, Levy levy) {
  ByRegion sums(view.sets().reg.size());
  for (const LedgerRow* row : taxed_rows(levy)) {
    add_header(view, row->info.name, levied_by(*row), 1, sums);
    add_header(view, row->tax->before, levied_by(*row), -1, sums);
  }
  return sums;
}

constexpr double kDollar = 1e-6;  ///< US$ million: less is the rounding of sums

/// Without rounding that no dollar stands for.
MoneyChange rounded(MoneyChange money) {
  if (std::abs(money.before) < kDollar) money.before = 0;
  if (std::abs(money.after) < kDollar) money.after = 0;
  return money;
}
bool is_zero(const MoneyChange& money) { return money.before == 0 && money.after == 0; }

/// The header of a tax by the name of its variable: "tms" is in VMSB.
const LedgerRow* tax_row(std::string_view variable) {
  for (const LedgerRow* row : taxed_rows())
    for (const auto& name : row->tax->variables)
      if (name == variable) return row;
  return nullptr;
}

double cell_of(const Array& array, const LedgerRow& row, const Sets& sets, const std::vector<std::string>& elements) {
  std::size_t cell = 0;
  for (std::size_t d = 0; d < elements.size(); ++d) cell = cell * array.dims()[d] + position(sets.by_name(row.info.sets[d]), elements[d]);
  return array.values()[cell];
}

/// Revenue on the flows whose tax a group changes, by region.
void add_measures(const ResultView& view, std::vector<PublicMoney>& all) {
  const Experiment& e = view.experiment();
  const Database &base = e.base, &now = view.result().updated;
  for (std::size_t g = 0; g < e.plan.groups.size(); ++g) {
    ByRegion sums(all.size());
    for (const auto& shock : e.plan.shocks) {
      if (shock.group != g || shock.from == shock.to) continue;
      const std::string& variable = e.model.system.variable_block_of(shock.variable).name;
      const bool preference = variable == "tpref" || variable == "prfu" || variable == "tmfn";  // they make up the tariff
      const LedgerRow* row = tax_row(preference ? "tms" : variable);
      if (!row) continue;
      const auto elements = e.model.system.variable_elements(shock.variable);
      if (elements.size() != row->info.sets.size()) continue;
      const auto revenue = [&](const Database& database) {
        return cell_of(database[row->info.name], *row, view.sets(), elements) -
               cell_of(database[row->tax->before], *row, view.sets(), elements);
      };
      MoneyChange& sum = sums[position(view.sets().reg, elements[levied_by(*row)])];
      sum.before += revenue(base);
      sum.after += revenue(now);
    }
    for (std::size_t r = 0; r < all.size(); ++r)
      if (const MoneyChange money = rounded(sums[r]); !is_zero(money)) all[r].measures.push_back({e.plan.groups[g], money, 0});
  }
}

void add_fund(const ResultView& view, std::vector<PublicMoney>& all) {
  const auto effects = fund_effects(view);
  if (!effects) return;
  const FundSpec& fund = *view.experiment().fund;
  const double outlay = effects->windows.back().outlay;
  for (const auto& [region, share] : {std::pair{fund.owner, 1 - fund.host_copay}, {fund.host, fund.host_copay}}) {
    if (share == 0) continue;
    PublicMoney& payer = all[position(view.sets().reg, region)];
    payer.fund += share * outlay;
    const std::string& group = view.experiment().scenario.fund->group;
    auto measure = std::find_if(payer.measures.begin(), payer.measures.end(), [&](const auto& m) { return m.group == group; });
    if (measure == payer.measures.end()) measure = payer.measures.insert(measure, {group, {}, 0});
    measure->paid += share * outlay;
  }
}

}  // namespace

std::vector<PublicMoney> public_money(const ResultView& view) {
  std::vector<PublicMoney> all;
  for (const auto& region : view.sets().reg) all.push_back({region, {}, {}, 0, {}});
  for (const auto& [levy, item] : kLevies) {
    const ByRegion sums = revenue_of(view, levy);
    for (std::size_t r = 0; r < all.size(); ++r) {
      const MoneyChange money = rounded(sums[r]);
      all[r].all.before += money.before;
      all[r].all.after += money.after;
      if (!is_zero(money)) all[r].revenues.push_back({item, money});
    }
  }
  add_measures(view, all);
  add_fund(view, all);
  return all;
}

namespace {

/// A ratio of levels in per cent of itself.
double relative(double percent, double by) { return 100 * ((1 + percent / 100) / (1 + by / 100) - 1); }

void add_consumption(const ResultView& view, const std::string& r, std::vector<PeopleRow>& rows) {
  const auto spending = view.percent("yp", {r}), prices = view.percent("ppriv", {r}), heads = view.percent("pop", {r});
  if (!spending || !prices || !heads) return;
  const double real = relative(relative(*spending, *prices), *heads);
  const auto people = view.base("pop", {r}), amount = view.base("yp", {r});
  if (view.experiment().base.has("POP") && people && amount && *people > 0) {
    const double before = *amount / *people;
    rows.push_back({"real consumption per head", "", "US$", before, before * (1 + real / 100), before * real / 100});
  }
  rows.push_back({"real consumption per head", "", "% change", 0, real, real});
}

void add_employment(const ResultView& view, const std::string& r, std::vector<PeopleRow>& rows) {
  const auto states = rule_states(view.experiment(), view.result());
  for (const auto& rule : view.experiment().model.rules) {
    const Index lead = rule.instruments.front().variable;
    if (view.experiment().model.system.variable_block_of(lead).name != "qe") continue;
    const auto elements = view.experiment().model.system.variable_elements(lead);
    if (elements.back() != r) continue;
    const double percent = view.percent("qe", elements).value_or(0);
    rows.push_back({"employment", elements[0], "% change", 0, percent, percent});
    for (const auto& state : states)
      if (state.name == rule.name && state.unemployment) {
        const double after = *state.unemployment, before = 100 - (100 - after) / (1 + percent / 100);
        rows.push_back({"unemployment", elements[0], "% of the labour force", before, after, after - before});
      }
  }
}

}  // namespace

std::vector<PeopleRow> people(const ResultView& view, const std::string& region) {
  std::vector<PeopleRow> rows;
  add_consumption(view, region, rows);
  add_employment(view, region, rows);
  const auto all = view.percent("ppriv", {region});
  for (const auto& c : view.sets().comm)
    if (const auto price = view.percent("ppa", {c, region}); price && all) {
      rows.push_back({"consumer price", c, "% change", 0, *price, *price});
      const double real = relative(*price, *all);
      rows.push_back({"consumer price", c, "% change, relative to all consumer prices", 0, real, real});
    }
  return rows;
}

}  // namespace setu
