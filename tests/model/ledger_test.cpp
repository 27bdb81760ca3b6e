#include "setu/model/database/ledger.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "setu/calibration/synthetic/synthetic.hpp"
#include "setu/model/assembly/model.hpp"
#include "setu/model/database/base_power.hpp"

/// The ledger against itself, against the equations, and against docs/data.md. Whoever adds a header or a tax is told here what is
/// missing.
namespace setu {
namespace {

using enum AccountKind;

const Database& world() {
  static const Database invented = [] {
    SyntheticOptions o;
    o.regions = 3, o.sectors = 4, o.seed = 5, o.foreign_capital = o.preferences = true;
    Database db = synthetic_database(o);
    for (const auto& row : ledger())  // a part of each value in which parts may lie
      for (std::size_t i = 0; !row.within.empty() && i < db[row.within].values().size(); ++i)
        db[row.info.name].values()[i] = 0.03 * db[row.within].values()[i];
    return db;
  }();
  return invented;
}

const Model& model() {
  static const Model built = build_model(world(), {});
  return built;
}

/// Accounts that follow from each other, with the sign at which their sum is zero whatever the flows: Walras' law.
constexpr std::pair<AccountKind, int> kWalras[] = {{Activity, -1},  {Commodity, -1}, {Imports, -1},   {Route, 1},
                                                   {Transport, -1}, {Income, 1},     {WorldSaving, 1}};

TEST(Ledger, EveryFlowIsBookedTwice) {
  EXPECT_GT(flow_layers().size(), 10u);
  for (const FlowLayers& flow : flow_layers()) {
    if (flow.layers[0]->info.name == "VKOS") continue;  // what one region gains another loses, which the header does not show
    std::map<std::string, int> left;
    for (const auto& [account, sign] : kWalras)
      for (const auto& term : flow.terms_in(account)) left[term.row->info.name] += sign * term.sign;
    for (const auto& [header, sum] : left)
      EXPECT_EQ(sum, 0) << header << ", a price of the flow " << flow.layers[0]->info.name << ", does not cancel over all accounts";
  }
}

TEST(Ledger, NamesOnlyHeadersThatExistInTheSameShape) {
  for (const auto& row : ledger()) {
    for (const auto& other : {row.flow, row.below, row.within})
      if (!other.empty()) { EXPECT_EQ(ledger_row(other).info.sets, row.info.sets) << row.info.name << " and " << other; }
    if (!row.along.empty()) {
      const auto& sets = row.info.sets;
      EXPECT_EQ(std::vector(sets.begin() + 1, sets.end()), ledger_row(row.along).info.sets) << row.info.name;
    }
    if (row.tax) {
      EXPECT_EQ(row.tax->before, row.below) << row.info.name;
      EXPECT_EQ(ledger_row(row.below).flow, row.flow) << row.info.name;
    }
    for (const auto& entry : row.accounts)
      for (const std::size_t d : entry.at) EXPECT_LT(d, row.info.sets.size()) << row.info.name;
  }
  for (const FlowLayers& flow : flow_layers()) EXPECT_EQ(flow.from_the_lowest().size(), flow.layers.size());
}

/// Every variable that the ledger names is one of the model, over sets that the header has.
TEST(Ledger, VariablesAreThoseOfTheModel) {
  const auto check = [&](const LedgerRow& row, const std::string& variable) {
    if (variable.empty()) return;
    const VariableBlock* block = model().system.find(variable);
    ASSERT_NE(block, nullptr) << row.info.name << " names " << variable << ", which is no variable of the model";
    std::vector<std::string> sets;
    for (const Index set : block->index_set) sets.push_back(model().system.sets[set].name);
    EXPECT_NO_THROW((void)row.read_at(sets)) << row.info.name << " and " << variable;
  };
  std::size_t taxes = 0;
  for (const auto& row : ledger()) {
    for (const auto& variable : {row.price, row.quantity, row.power}) check(row, variable);
    if (!row.tax) continue;
    EXPECT_FALSE(row.tax->variables.empty()) << row.info.name;
    for (const auto& variable : row.tax->variables) check(row, variable), ++taxes;
  }
  EXPECT_EQ(tax_powers().size(), taxes);
}

/// A tax that no equation knows would be levied without anybody paying it.
TEST(Ledger, EveryTaxStandsInAnEquation) {
  const Terms& terms = model().system.terms;
  std::set<Index> used(terms.linear_var.begin(), terms.linear_var.end());
  used.insert(terms.factor_var.begin(), terms.factor_var.end());
  used.insert(terms.term_level.begin(), terms.term_level.end());
  for (const auto& row : ledger()) {
    auto variables = row.tax ? row.tax->variables : std::vector<std::string>{};
    if (!row.power.empty()) variables.push_back(row.power);
    for (const auto& name : variables) {
      const VariableBlock& block = *model().system.find(name);
      ASSERT_GT(block.count, 0) << name;
      for (Index id = block.first; id < block.first + block.count; ++id)
        EXPECT_TRUE(used.count(id)) << model().system.variable_name(id) << ", the tax of " << row.info.name << ", stands in no equation";
    }
  }
}

/// The benchmark power of a tax is the same in the equations and in the ledger: with / before, less the rents that lie within. The
/// first variable of a tax is its whole power; a further one shifts it.
TEST(Ledger, TaxesHaveTheirPowersInTheModel) {
  const EquationSystem& system = model().system;
  for (const LedgerRow* row : taxed_rows()) {
    const VariableBlock& block = *system.find(row->tax->variables[0]);
    for (Index id = block.first; id < block.first + block.count; ++id) {
      const auto power = base_power(world(), block.name, system.variable_elements(id));
      EXPECT_NEAR(system.level0[id], *power, 1e-12 * *power) << system.variable_name(id);
    }
  }
}

/// A header of values in a run's database is that of the year after the shock, or it says why not.
TEST(Ledger, EveryValueMoves) {
  const std::set<std::string> by_owner = {"VKOS", "VDKO", "TRNS"};  // update.cpp, Updater::owners
  for (const auto& row : ledger()) {
    const bool moves = !row.price.empty() || !row.quantity.empty() || !row.power.empty();
    if (row.info.quantity == Quantity::Value) { EXPECT_NE(moves, by_owner.count(row.info.name) == 1) << row.info.name; }
    if (row.info.parameter) { EXPECT_FALSE(moves) << row.info.name; }
    if (!row.flow.empty() && by_owner.count(row.info.name) == 0) {
      EXPECT_FALSE(row.price.empty() || row.quantity.empty()) << row.info.name << " is a price layer without price and quantity";
    }
  }
}

// ---- the table of docs/data.md

std::string account_words(const LedgerRow& row) {
  static const std::map<AccountKind, const char*> names = {
      {Activity, "activity"},         {Commodity, "commodity"}, {Imports, "imports"},          {Route, "route"},
      {Transport, "transport"},       {Income, "income"},       {WorldSaving, "world saving"}, {CapitalOwners, "capital owners"},
      {Depreciation, "depreciation"}, {Transfers, "transfers"}};
  std::string text;
  for (const auto& e : row.accounts)
    text += fmt::format("{}{} {}{}", text.empty() ? "" : ", ", names.at(e.account), e.side == Side::Left ? "left" : "right",
                        e.sign < 0 ? ", subtracted" : "");
  if (!row.within.empty()) text = "within " + row.within;
  return text.empty() ? "–" : text;
}

std::string tax_words(const LedgerRow& row) {
  if (row.tax) return fmt::format("`{}` = {} / {}", fmt::join(row.tax->variables, "`, `"), row.info.name, row.tax->before);
  return row.power.empty() ? "–" : "`" + row.power + "`";
}

std::string move_words(const LedgerRow& row) {
  std::string text;
  for (const auto& variable : {row.price, row.quantity})
    if (!variable.empty()) text += (text.empty() ? "`" : " · `") + variable + "`";
  return text.empty() ? "–" : text;
}

std::string table() {
  std::string text = "| Header | Over | Unit | Accounts | Tax | Moves with |\n|---|---|---|---|---|---|\n";
  for (const auto& row : ledger())
    if (!row.info.parameter)
      text += fmt::format("| {} | {} | {} | {} | {} | {} |\n", row.info.name, fmt::join(row.info.sets, " × "), row.info.unit,
                          account_words(row), tax_words(row), move_words(row));
  return text;
}

TEST(Ledger, StandsInTheDocuments) {
  std::ifstream file(std::string(SETU_SOURCE_DIR) + "/docs/data.md");
  std::ostringstream text;
  text << file.rdbuf();
  EXPECT_NE(text.str().find(table()), std::string::npos) << "docs/data.md, \"The ledger\", must hold this table:\n\n" << table();
}

}  // namespace
}  // namespace setu
