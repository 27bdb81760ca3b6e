#include <algorithm>
#include <fstream>
#include <numeric>

#include <fmt/format.h>

#include "economy_tables.hpp"
#include "roles.hpp"
#include "setu/base/files/csv.hpp"
#include "setu/base/error.hpp"
#include "setu/base/number.hpp"
#include "setu/calibration/sam/sam.hpp"

namespace setu {

namespace {

using sam::Cells;
using sam::is_producer;
using sam::is_product;
using sam::Lists;
using sam::MarginPool;
using sam::Names;
using sam::position;

/// The tables of data/economies/open_economy, filled from the accounts of one country.
class OpenEconomy {
 public:
  OpenEconomy(const Sam& sam, const AccountMap& map) : sam_(sam), map_(map), lists_(sam, map) {}

  void write(const std::filesystem::path& folder) {
    for (std::size_t i = 0; i < sam_.size(); ++i)
      for (std::size_t j = 0; j < sam_.size(); ++j)
        if (sam_(i, j) != 0) place(i, j, sam_(i, j));
    supply_of_sectors();
    spread_margins();
    set_stocks_apart();
    check();
    use_.write(folder / "use.csv");
    make_.write(folder / "make.csv");
    va_.write(folder / "va.csv");
    activities_.write(folder / "activities.csv");
    products_.write(folder / "products.csv");
    consumption_.write(folder / "consumption.csv");
    final_.write(folder / "final.csv");
    income_.write(folder / "income.csv");
    factor_rest_.write(folder / "factor_rest.csv");
    between_.write(folder / "between.csv");
    institutions_.write(folder / "institutions.csv");
    totals_.write(folder / "totals.csv");
  }

  /// GDP from three sides, taxes and trade, as an audit of a database gives them.
  [[nodiscard]] std::vector<std::string> portrait() {
    const auto sum = [](Cells& cells, const Names& rows, const Names& columns) {
      double all = 0;
      for (const auto& row : rows)
        for (const auto& column : columns) all += cells(row, column);
      return all;
    };
    const double factors = sum(va_, lists_.fac, lists_.act), output = sum(activities_, lists_.act, {"output_tax"}),
                 factor = sum(activities_, lists_.act, {"factor_tax"}), sales = sum(products_, lists_.com, {"sales_tax"}),
                 tariff = sum(products_, lists_.com, {"tariff"}), export_tax = sum(products_, lists_.com, {"export_tax"}),
                 income = sum(institutions_, lists_.inst, {"tax"}), exports = sum(products_, lists_.com, {"exports"}),
                 imports = sum(products_, lists_.com, {"imports"}), private_use = sum(consumption_, lists_.com, lists_.consumers),
                 public_use = sum(final_, lists_.com, {"government"}), investment = sum(final_, lists_.com, {"investment", "stocks"});
    const double taxes = output + factor + sales + tariff + export_tax;
    const double produced = sum(make_, lists_.com, lists_.act) - sum(use_, lists_.com, lists_.act) + sales + tariff + export_tax;
    return {fmt::format(
                "GDP: {:.6g} from income (factors {:.6g}, taxes on products and production {:.6g}), {:.6g} from production, {:.6g} from "
                "spending (households {:.6g}, government {:.6g}, investment and stocks {:.6g}, exports {:.6g}, imports {:.6g}).",
                factors + taxes, factors, taxes, produced, private_use + public_use + investment + exports - imports, private_use,
                public_use, investment, exports, imports),
            fmt::format("Taxes: on output {:.6g}, factors {:.6g}, sales {:.6g}, imports {:.6g}, exports {:.6g}, income {:.6g}.", output,
                        factor, sales, tariff, export_tax, income)};
  }

 private:
  [[noreturn]] void refuse(std::size_t i, std::size_t j, double value) const {
    throw InputError(fmt::format(
        "{}: '{}' pays {:.6g} to '{}': the small open economy has no place for it. See docs/data.md for what each role may pay.", sam_.file,
        sam_.accounts[j], value, sam_.accounts[i]));
  }

  void place(std::size_t i, std::size_t j, double value) {
    const MappedAccount &to = map_[i], &from = map_[j];
    bool placed = false;
    if (is_product(from.role)) placed = product_pays(to, from, value);
    if (!placed && is_producer(from.role)) placed = activity_pays(to, from, value);
    if (!placed && is_product(to.role)) placed = product_receives(to, from, value);
    if (!placed) placed = money(to, from, value);
    if (!placed) refuse(i, j, value);
  }

  bool product_pays(const MappedAccount& to, const MappedAccount& from, double value) {
    switch (to.role) {
      case AccountRole::Activity:
        if (from.role == AccountRole::Commodity) make_(from.name, to.name) += value;
        return from.role == AccountRole::Commodity;
      case AccountRole::SalesTax: products_(from.name, "sales_tax") += value; return true;
      case AccountRole::Tariff: products_(from.name, "tariff") += value; return true;
      case AccountRole::ExportTax: products_(from.name, "export_tax") += value; return true;
      case AccountRole::World: products_(from.name, "imports") += value; return true;
      case AccountRole::Margin:
      case AccountRole::ExportMargin:
      case AccountRole::ImportMargin: pool(to).paid[position_of(from.name)] += value; return true;
      default: return false;
    }
  }

  bool activity_pays(const MappedAccount& to, const MappedAccount& from, double value) {
    if (is_product(to.role)) use_(to.name, from.name) += value;
    else if (to.role == AccountRole::Factor) va_(to.name, from.name) += value;
    else if (to.role == AccountRole::OutputTax) activities_(from.name, "output_tax") += value;
    else if (to.role == AccountRole::FactorTax) activities_(from.name, "factor_tax") += value;
    else return false;
    return true;
  }

  bool product_receives(const MappedAccount& to, const MappedAccount& from, double value) {
    switch (from.role) {
      case AccountRole::Household: consumption_(to.name, from.name) += value; return true;
      case AccountRole::Government: final_(to.name, "government") += value; return true;
      case AccountRole::Saving:
      case AccountRole::Stocks: final_(to.name, "investment") += value; return true;
      case AccountRole::Margin:
      case AccountRole::ExportMargin:
      case AccountRole::ImportMargin: pool(from).bought[position_of(to.name)] += value; return true;
      case AccountRole::World: products_(to.name, "exports") += value; return true;
      default: return false;
    }
  }

  /// Payments without goods. Taxes go to the government whatever their way.
  bool money(const MappedAccount& to, const MappedAccount& from, double value) {
    const AccountRole t = to.role, f = from.role;
    const auto is_tax = [](AccountRole r) {
      return r == AccountRole::OutputTax || r == AccountRole::FactorTax || r == AccountRole::SalesTax || r == AccountRole::Tariff ||
             r == AccountRole::ExportTax || r == AccountRole::IncomeTax;
    };
    const bool state = t == AccountRole::Government || is_tax(t);
    if (f == AccountRole::Factor && t == AccountRole::Household) income_(to.name, from.name) += value;
    else if (f == AccountRole::Factor && state) factor_rest_(from.name, "government") += value;
    else if (f == AccountRole::Factor && t == AccountRole::World) factor_rest_(from.name, "world") += value;
    else if (f == AccountRole::Household && t == AccountRole::Household) between_(to.name, from.name) += value;
    else if (f == AccountRole::Household && t == AccountRole::IncomeTax) institutions_(from.name, "tax") += value;
    else if (f == AccountRole::Household && t == AccountRole::Government) institutions_(from.name, "to_government") += value;
    else if (f == AccountRole::Household && t == AccountRole::Saving) institutions_(from.name, "saving") += value;
    else if (f == AccountRole::Household && t == AccountRole::World) institutions_(from.name, "to_world") += value;
    else if (is_tax(f) && t == AccountRole::Household) institutions_(to.name, "from_government") += value;
    else if (f == AccountRole::Saving && t == AccountRole::Household) institutions_(to.name, "saving") -= value;
    else if (f == AccountRole::World && is_tax(t)) totals_("government_from_world", "value") += value;
    else if (is_tax(f) && t == AccountRole::World) totals_("government_to_world", "value") += value;
    else if (f == AccountRole::World && t == AccountRole::World) return true;
    else if (f == AccountRole::Government && t == AccountRole::Household) institutions_(to.name, "from_government") += value;
    else if (f == AccountRole::World && t == AccountRole::Household) institutions_(to.name, "from_world") += value;
    else if (f == AccountRole::World && t == AccountRole::Government) totals_("government_from_world", "value") += value;
    else if (f == AccountRole::Government && t == AccountRole::World) totals_("government_to_world", "value") += value;
    else if (f == AccountRole::World && t == AccountRole::Saving) totals_("foreign_saving", "value") += value;
    else if (f == AccountRole::Saving && t == AccountRole::World) totals_("foreign_saving", "value") -= value;
    else
      return (is_tax(f) && (t == AccountRole::Government || t == AccountRole::Saving)) ||
             (f == AccountRole::Government && (t == AccountRole::Saving || t == AccountRole::Government)) ||
             (f == AccountRole::Saving && t == AccountRole::Government) ||
             (f == AccountRole::Saving &&
              (t == AccountRole::Stocks || t == AccountRole::Saving));  // inside the government or the capital account
    return true;
  }

  [[noreturn]] void cannot_start(const std::string& what) const {
    throw InputError(fmt::format("{}: {}; an economy of positive prices and quantities cannot start from it.", sam_.file, what));
  }

  /// What setu economy could not start from, by account.
  void check() {
    const double nothing = 1e-9;
    for (const auto& a : lists_.act) {
      double output = 0, factors = 0;
      for (const auto& c : lists_.com) {
        output += make_(c, a);
        if (make_(c, a) < 0) cannot_start(fmt::format("the activity '{}' makes {:.6g} of '{}'", a, make_(c, a), c));
        if (use_(c, a) < 0) cannot_start(fmt::format("the activity '{}' buys {:.6g} of '{}'", a, use_(c, a), c));
      }
      for (const auto& f : lists_.fac) {
        factors += va_(f, a);
        if (va_(f, a) < 0) cannot_start(fmt::format("the activity '{}' pays {:.6g} to the factor '{}'", a, va_(f, a), f));
      }
      if (!(output > 0))
        cannot_start(fmt::format("the activity '{}' makes nothing; leave it out or join it with another by the same name", a));
      if (!(factors > 0)) cannot_start(fmt::format("the activity '{}' pays no factor", a));
    }
    for (const auto& c : lists_.com) {
      double made = 0;
      for (const auto& a : lists_.act) made += make_(c, a);
      const double sold = products_(c, "exports") - products_(c, "export_tax"), home = made - sold, imports = products_(c, "imports");
      if (home < -nothing * made) cannot_start(fmt::format("of '{}' {:.6g} are exported, but only {:.6g} made", c, sold, made));
      if (products_(c, "tariff") != 0 && imports == 0) cannot_start(fmt::format("'{}' pays tariffs without imports", c));
      if (!(home + imports > 0) && !(sold > 0)) cannot_start(fmt::format("of the commodity '{}' nothing is made or imported", c));
      for (const auto& h : lists_.consumers)
        if (consumption_(c, h) < 0) cannot_start(fmt::format("'{}' buys {:.6g} of '{}'", h, consumption_(c, h), c));
      if (final_(c, "government") < 0) cannot_start(fmt::format("the government buys {:.6g} of '{}'", final_(c, "government"), c));
    }
    for (const auto& f : lists_.fac) {
      double income = 0;
      for (const auto& a : lists_.act) income += va_(f, a);
      if (!(income > 0)) cannot_start(fmt::format("no activity pays the factor '{}'", f));
    }
    double imports = 0, exports = 0, investment = 0;
    for (const auto& c : lists_.com)
      imports += products_(c, "imports"), exports += products_(c, "exports"), investment += final_(c, "investment");
    if (!(imports > 0)) cannot_start("nothing is imported, so that nothing has the price of foreign money");
    if (!(exports > 0)) cannot_start("nothing is exported, so that nothing has the price of foreign money");
    if (!(investment > 0)) cannot_start("nothing is invested, but investment is what saving is spent on");
    for (const auto& h : lists_.consumers) {
      double spent = 0;
      for (const auto& c : lists_.com) spent += consumption_(c, h);
      if (!(spent > 0)) cannot_start(fmt::format("the household '{}' buys nothing", h));
    }
  }

  void supply_of_sectors() {
    for (const auto& m : map_) {
      if (m.role != AccountRole::Sector) continue;
      double cost = activities_(m.name, "output_tax") + activities_(m.name, "factor_tax");
      for (const auto& c : lists_.com) cost += use_(c, m.name);
      for (const auto& f : lists_.fac) cost += va_(f, m.name);
      make_(m.name, m.name) += cost;
    }
  }

  [[nodiscard]] std::size_t position_of(const std::string& commodity) {
    Names names = lists_.com;
    return position(names, commodity);
  }

  MarginPool& pool(const MappedAccount& account) {
    for (auto& one : pools_)
      if (one.role == account.role && one.name == account.name) return one;
    pools_.push_back({account.role, account.name, std::vector<double>(lists_.com.size()), std::vector<double>(lists_.com.size())});
    return pools_.back();
  }

  /// docs/data.md, M2.
  void spread_margins() {
    const auto move = [&](std::size_t c, double share, const std::vector<double>& services, bool exports) {
      const auto one = [&](Cells& cells, const std::string& column) {
        const double margin = share * cells(lists_.com[c], column);
        cells(lists_.com[c], column) -= margin;
        for (std::size_t s = 0; s < services.size(); ++s) cells(lists_.com[s], column) += margin * services[s];
      };
      if (exports) return one(products_, "exports");
      for (const auto& a : lists_.act) one(use_, a);
      for (const auto& h : lists_.consumers) one(consumption_, h);
      for (const char* column : {"government", "investment"}) one(final_, column);
    };
    const auto sums = [&](std::size_t c, bool exports) {
      const std::string& name = lists_.com[c];
      return exports ? products_(name, "exports") : use_.row_sum(name) + consumption_.row_sum(name) + final_.row_sum(name);
    };
    spread_margin_pools(pools_, move, sums);
  }

  /// A negative purchase of investment is a fall in stocks: given, where investment follows saving.
  void set_stocks_apart() {
    for (const auto& c : lists_.com)
      if (double& investment = final_(c, "investment"); investment < 0) final_(c, "stocks") = investment, investment = 0;
  }

  const Sam& sam_;
  const AccountMap& map_;
  const Lists lists_;
  std::vector<MarginPool> pools_;
  Cells use_{lists_.com, lists_.act}, make_{lists_.com, lists_.act}, va_{lists_.fac, lists_.act},
      activities_{lists_.act, {"output_tax", "factor_tax"}},
      products_{lists_.com, {"sales_tax", "tariff", "export_tax", "imports", "exports"}}, consumption_{lists_.com, lists_.consumers},
      final_{lists_.com, {"government", "investment", "stocks"}}, income_{lists_.inst, lists_.fac},
      factor_rest_{lists_.fac, {"government", "world"}}, between_{lists_.inst, lists_.inst},
      institutions_{lists_.inst, {"tax", "saving", "to_government", "from_government", "to_world", "from_world"}},
      totals_{{"government_from_world", "government_to_world", "foreign_saving"}, {"value"}};
};

}  // namespace

std::vector<std::string> write_open_economy(const Sam& sam, const AccountMap& map, const std::filesystem::path& folder) {
  const SimpleSam simple = simplify(sam, map, true);
  OpenEconomy economy(simple.sam, simple.map);
  economy.write(folder);
  std::vector<std::string> notes = sam.notes;
  notes.insert(notes.end(), simple.notes.begin(), simple.notes.end());
  for (auto& line : economy.portrait()) notes.push_back(std::move(line));
  return notes;
}

}  // namespace setu
