#include <fmt/format.h>
#include <fstream>

#include "assemble.hpp"
#include "estimate.hpp"
#include "quality.hpp"
#include "setu/base/files/atomic_directory.hpp"
#include "setu/base/error.hpp"
#include "setu/base/number.hpp"
#include "setu/model/database/accounts.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/calibration/recipe/recipe.hpp"

namespace setu {
namespace recipe {
namespace {

void control_row(std::string& text, const char* name, const std::string& i1, const std::string& i2, double value) {
  text += std::string(name) + "," + i1 + "," + i2 + ",";
  append_number(text, value);
  text += "\n";
}

/// controls.csv: what the database must meet, so that it can be checked without the raw files.
void write_controls(const Recipe& recipe, const Controls& controls, const TradeSeeds& trade, const std::vector<TariffGoal>& goals,
                    const std::filesystem::path& file) {
  std::string text = "name,i1,i2,value\n";
  const std::pair<const char*, Measure> measures[] = {{"OUTPUT", Output}, {"VALUE_ADDED", ValueAdded}, {"EXPORTS", Exports}};
  for (const auto& [name, measure] : measures)
    for (std::size_t c = 0; c < recipe.sectors.size(); ++c)
      for (std::size_t r = 0; r < recipe.regions.size(); ++r)
        control_row(text, name, recipe.sectors[c].name, recipe.regions[r], controls.region(r, c, measure));
  for (std::size_t s = 0; s < recipe.regions.size(); ++s)
    for (std::size_t d = 0; d < recipe.regions.size(); ++d) {
      const auto row = [&](const char* name, double value) { control_row(text, name, recipe.regions[s], recipe.regions[d], value); };
      if (trade.reported(s, d) > 0) row(trade.estimated(s, d) != 0 ? "GOODS_ESTIMATED" : "GOODS_REPORTED", trade.reported(s, d));
    }
  for (const auto& goal : goals) {
    const char* name = !goal.imposed ? "TARIFF_NOT_ASKED" : goal.all_goods ? "TARIFF_ALL" : "TARIFF_WITHOUT_MINING";
    control_row(text, name, recipe.regions[goal.source], recipe.regions[goal.destination], goal.mean);
  }
  for (const auto& pair : recipe.pairs)
    if (pair.fixed) control_row(text, "GOODS_FIXED", recipe.regions[pair.source], recipe.regions[pair.destination], pair.value);
  std::ofstream out(file, std::ios::binary);
  out << text;
  if (!out.flush()) throw InputError("Cannot write '" + file.string() + "'.");
}

double worst_imbalance(const Database& db, std::string& where) {
  double worst = 0;
  for (const auto& account : accounts(db))
    if (account.imbalance() > worst) worst = account.imbalance(), where = account.name(db.sets());
  return worst;
}

struct Built {
  Database database;
  Controls controls;
  TradeSeeds trade;
  std::vector<TariffGoal> goals;
  Report report;
  std::vector<Evidence> evidence;  ///< of an estimate; empty where totals are given
};

/// A recipe with a table [estimation] estimates output with trade; the others take output as given.
Built build_estimate(const Recipe& recipe, const RawFolder& raw) {
  Built b;
  auto e = estimate_world(recipe, raw, b.report);
  const auto factors = factor_shares(recipe, raw, e.controls, b.report);
  b.database = assemble(recipe, e.flows, e.duties, factors, stocks(recipe, raw, e.levels));
  b.controls = std::move(e.controls);
  b.trade = std::move(e.trade);
  b.evidence = std::move(e.evidence);
  add_capital_owners(recipe, b.database, b.report);
  add_preferences(recipe, raw, b.database, b.report);
  add_parameters(recipe, b.database, b.report);
  return b;
}

Built build(const Recipe& recipe, const RawFolder& raw) {
  Built b;
  b.controls = read_controls(recipe, raw);
  const auto wiod = read_wiod_uses(recipe, raw);
  const auto uses = seed_uses(recipe, raw, b.controls, wiod);
  b.trade = seed_trade(recipe, raw, b.controls);
  Tariffs tariffs = lay_tariffs(recipe, raw);
  const auto flows = balance_flows(recipe, b.controls, uses, b.trade, tariffs, b.report);
  b.goals = flows.tariff_goals;
  scale_tariffs(recipe, flows.trade, tariffs, b.report);
  const auto factors = factor_shares(recipe, raw, b.controls, b.report);
  b.database = assemble(recipe, flows, tariffs, factors, stocks(recipe, raw, b.controls));
  add_capital_owners(recipe, b.database, b.report);
  add_preferences(recipe, raw, b.database, b.report);
  add_parameters(recipe, b.database, b.report);
  return b;
}

}  // namespace
}  // namespace recipe

RecipeResult build_database(const std::filesystem::path& recipe_path, const std::filesystem::path& raw, const std::filesystem::path& out) {
  using namespace recipe;
  const bool folder_given = std::filesystem::is_directory(recipe_path);
  const std::filesystem::path toml_file = folder_given ? recipe_path / "recipe.toml" : recipe_path;
  if (!std::filesystem::is_regular_file(toml_file)) throw InputError("There is no recipe '" + toml_file.string() + "'.");
  if (!std::filesystem::is_directory(raw)) throw InputError("There is no folder of raw files '" + raw.string() + "'.");
  const Recipe r = read_recipe(toml_file);
  const RawFolder folder(r, raw);
  const Built b = r.numbers.contains("estimation.rounds") ? build_estimate(r, folder) : build(r, folder);

  const bool own = std::filesystem::exists(out / toml_file.filename());
  AtomicDirectory target(out, own ? toml_file.filename().string() : "sets.csv", AtomicDirectory::Others::Keep);
  write_database(b.database, target.path());
  write_controls(r, b.controls, b.trade, b.goals, target.path() / "controls.csv");
  write_quality(r, b.trade, b.evidence, target.path() / "quality.csv");
  if (!b.evidence.empty()) write_fit(r, b.evidence, target.path() / "fit.csv");
  write_provenance(r, folder, target.path() / "provenance.csv");
  b.report.write(target.path() / "adjustments.md", "Adjustments made in building " + r.name);
  target.commit();

  std::string where;
  const double worst = worst_imbalance(b.database, where);
  return {r.name,
          fmt::format("{}: {} regions, {} sectors, base year {}; largest imbalance {:.1e}{}.", r.name, r.regions.size(), r.sectors.size(),
                      r.year, worst, where.empty() ? "" : " (" + where + ")"),
          r.regions.size(), r.sectors.size()};
}

}  // namespace setu
