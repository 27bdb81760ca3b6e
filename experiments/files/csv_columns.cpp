#include "csv_formats.hpp"

/// The columns of every CSV file, a function each kind of folder.
namespace setu {

namespace {

const CsvColumn i1{"i1", CsvCell::Text, "first element, empty where there is none"}, i2{"i2", CsvCell::Text, "second"},
    i3{"i3", CsvCell::Text, "third"}, i4{"i4", CsvCell::Text, "fourth"};
const CsvColumn kept{"result", CsvCell::NumberOrEmpty, "a column for each result, empty where the point failed", true};
const CsvColumn status{"status", CsvCell::Text, "certified or failed"}, reason{"reason", CsvCell::Text, "why it failed"};

std::vector<CsvFormat> run_formats() {
  using enum CsvCell;
  return {
      {"run",
       "summary.csv",
       1,
       {{"region", Text, "region"},
        {"measure", Text, "EV, real GDP, output, …"},
        {"item", Text, "sector, endowment or window, where the measure has one"},
        {"unit", Text, "of the value"},
        {"value", Number, "in that unit"}}},
      {"run",
       "variables.csv",
       1,
       {{"name", Text, "variable of docs/equations.md"},
        i1,
        i2,
        i3,
        i4,
        {"base", Number, "level in the benchmark"},
        {"new", Number, "level in the solution"},
        {"percent", NumberOrEmpty, "change of a level that is positive by definition, per cent"}}},
      {"run",
       "bilateral.csv",
       1,
       {{"commodity", Text, "commodity"},
        {"exporter", Text, "region"},
        {"importer", Text, "region"},
        {"fob_base", Number, "US$ million at the exporter's border, benchmark"},
        {"fob_new", Number, "the same in the solution"},
        {"cif_base", Number, "US$ million at the importer's border, benchmark"},
        {"cif_new", Number, "the same in the solution"},
        {"volume_percent", Number, "change of the quantity, per cent"},
        {"tariff_base", Number, "per cent of cif, benchmark"},
        {"tariff_new", Number, "the same in the solution"}}},
      {"run",
       "budget.csv",
       1,
       {{"region", Text, "region"},
        {"measure", Text, "revenue, budget (all taxes less what a fund costs), revenue of a measure, real consumption per head, …"},
        {"item", Text, "levy, group of shocks, kind of labour or commodity, where the measure has one"},
        {"unit", Text, "of the values; of changes in per cent, before is 0"},
        {"before", Number, "in the benchmark"},
        {"after", Number, "in the solution"},
        {"change", Number, "after less before"}}},
      {"run",
       "welfare.csv",
       1,
       {{"region", Text, "region"},
        {"name", Text, "EV, or GTAP's name of a part"},
        i1,
        i2,
        i3,
        i4,
        {"part", Text, "total: EV; yes: one of the parts that add up to it; no: another integral"},
        {"group", Text, "group of shocks, or all"},
        {"value", Number, "US$ million"}}},
  };
}

std::vector<CsvFormat> points_formats() {
  using enum CsvCell;
  return {
      {"sweep",
       "results.csv",
       1,
       {{"point", Number, "from 1"},
        {"axis", Number, "a column for each axis", true},
        status,
        reason,
        {"residual", NumberOrEmpty, "largest of the full system"},
        kept}},
      {"sensitivity",
       "draws.csv",
       1,
       {{"run", Number, "from 0, the central one"},
        {"role", Text, "central, draw or share of an independent set"},
        {"weight", NumberOrEmpty, "of a draw"},
        {"number", Number, "a column for each uncertain number", true},
        status,
        reason,
        kept}},
      {"sensitivity",
       "statistics.csv",
       1,
       {{"result", Text, "its name"},
        {"central", Number, "with every number at its centre"},
        {"draws", Number, "how many count"},
        {"mean", NumberOrEmpty, "over the draws"},
        {"mean_se", NumberOrEmpty, "its standard error"},
        {"sd", NumberOrEmpty, "standard deviation"},
        {"sd_se", NumberOrEmpty, "its standard error"},
        {"quantile", NumberOrEmpty, "q2.5, q5, …: quantiles, per cent", true},
        {"p_positive", NumberOrEmpty, "share of draws above zero"},
        {"p_positive_se", NumberOrEmpty, "its standard error"}}},
      {"sensitivity",
       "variance_shares.csv",
       1,
       {{"result", Text, "its name"},
        {"numbers", Text, "an independent set"},
        {"first", NumberOrEmpty, "own share of the variance"},
        {"first_se", NumberOrEmpty, "its standard error"},
        {"total", NumberOrEmpty, "share with interactions"},
        {"total_se", NumberOrEmpty, "its standard error"},
        {"rows", NumberOrEmpty, "how many draws the shares rest on"},
        {"linear", NumberOrEmpty, "share in the linear approximation"},
        {"linear_se", NumberOrEmpty, "its standard error"},
        {"linear_in_all", NumberOrEmpty, "what the linear approximation explains"}}},
  };
}

std::vector<CsvFormat> policy_formats() {
  using enum CsvCell;
  return {
      {"optimum",
       "instruments.csv",
       1,
       {{"instrument", Text, "as in tms(foo,JPN,IND)"},
        {"unit", Text, "of the numbers"},
        {"status quo", Number, "before"},
        {"chosen", Number, "at the optimum"},
        {"least", Number, "end of its range"},
        {"most", Number, "end of its range"},
        {"worth of room", Number, "gain of the objective per unit of a wider range"}}},
      {"optimum",
       "outcomes.csv",
       1,
       {{"result", Text, "objective, constraints, EV of all regions"},
        {"unit", Text, "of the numbers"},
        {"status quo", NumberOrEmpty, "before"},
        {"chosen", Number, "at the optimum"},
        {"at least", NumberOrEmpty, "demanded"},
        {"at most", NumberOrEmpty, "allowed"},
        {"shadow price", NumberOrEmpty, "of the objective per unit of the result"}}},
      {"frontier",
       "frontier.csv",
       1,
       {{"point", Number, "from 1"},
        {"objective", Number, "under its name", true},
        {"against", Number, "the second result, under its name", true},
        {"shadow price", Number, "of the objective per unit of the second result"},
        {"result", Number, "EV of every region, then every instrument", true}}},
      {"game",
       "states.csv",
       1,
       {{"result", Text, "objectives of the players, EV of all regions"}, {"state", Number, "Nash, status quo, no taxes, together", true}}},
      {"game",
       "instruments.csv",
       1,
       {{"player", Text, "who sets it"},
        {"instrument", Text, "as in tms(foo,JPN,IND)"},
        {"unit", Text, "of the numbers"},
        {"least", Number, "end of its range"},
        {"most", Number, "end of its range"},
        {"state", Number, "in each state", true}}},
  };
}

std::vector<CsvFormat> effects_formats() {
  using enum CsvCell;
  return {
      {"elasticities",
       "elasticities.csv",
       1,
       {{"result", Text, "whose derivative"},
        {"kind", Text, "shock or parameter"},
        {"name", Text, "variable or header"},
        i1,
        i2,
        i3,
        i4,
        {"value", Number, "now"},
        {"derivative", Number, "of the result by one step"},
        {"elasticity", NumberOrEmpty, "per cent per per cent"},
        {"unit", Text, "of the derivative"}}},
      {"values",
       "values.csv",
       1,
       {{"region", Text, "whose EV"},
        {"name", Text, "variable"},
        i1,
        i2,
        i3,
        i4,
        {"now", Number, "value of the instrument"},
        {"step", Text, "what one step is"},
        {"first", Number, "US$ million per step"},
        {"curvature", NumberOrEmpty, "half the second derivative, US$ million per step squared"},
        {"reach", NumberOrEmpty, "steps within which the first term is good to a tenth"}}},
  };
}

std::vector<CsvFormat> other_formats() {
  using enum CsvCell;
  return {
      {"verdict",
       "verdict.csv",
       1,
       {{"variant", Text, "its name in the battery, or standard"},
        {"state", Text, "counted, same, left out or unknown"},
        {"reason", Text, "why it is left out or unknown"},
        {"result", Text, "as in docs/results.md"},
        {"unit", Text, "of the value"},
        {"value", NumberOrEmpty, "of the result in the variant"}}},
      {"economy",
       "variables.csv",
       1,
       {{"name", Text, "variable of economy.toml"},
        {"elements", Text, "joined by commas"},
        {"kind", Text, "given or solved"},
        {"base", Number, "without changes"},
        {"value", Number, "in the solution"},
        {"percent", NumberOrEmpty, "change"}}},
      {"economy",
       "reports.csv",
       1,
       {{"name", Text, "report of economy.toml"},
        {"elements", Text, "joined by commas"},
        {"kind", Text, "solved"},
        {"base", Number, "without changes"},
        {"value", Number, "in the solution"},
        {"percent", NumberOrEmpty, "change"}}},
      {"economy",
       "equilibria.csv",
       1,
       {{"solution", Number, "from 1"},
        {"index", Number, "sign of the Jacobian's determinant"},
        {"name", Text, "variable"},
        {"elements", Text, "joined by commas"},
        {"value", Number, "in the solution"}}},
      {"database", "sets.csv", 1, {{"set", Text, "name of a set, no line of titles"}, {"element", Text, "its elements", true}}},
      {"database",
       "basedata.csv",
       1,
       {{"name", Text, "header of docs/data.md"}, i1, i2, i3, i4, {"value", Number, "US$ million; what is not there is zero"}}},
      {"database",
       "names.csv",
       1,
       {{"set", Text, "name of a set"}, {"element", Text, "its code"}, {"name", Text, "in full, as sentences call it"}}},
      {"database", "params.csv", 1, {{"name", Text, "header of docs/data.md"}, i1, i2, i3, i4, {"value", Number, "of the parameter"}}},
      {"tables",
       "tables.csv",
       1,
       {{"file", Text, "of the table"}, {"title", Text, "of the table"}, {"unit", Text, "of its numbers"}, {"notes", Text, "below it"}}},
  };
}

}  // namespace

const std::vector<CsvFormat>& csv_formats() {
  static const std::vector<CsvFormat> all = [] {
    std::vector<CsvFormat> list;
    for (const auto part : {run_formats, points_formats, policy_formats, effects_formats, other_formats})
      for (auto& format : part()) list.push_back(std::move(format));
    return list;
  }();
  return all;
}

}  // namespace setu
