#pragma once
#include <any>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "setu/experiments/scenario/aliases.hpp"

namespace setu {

/// A model variable and the elements chosen on each of its indices, as written: "tms(goods,JPN,IND)".
struct VariableChoice {
  std::string variable;
  std::vector<Selector> on;
  std::string where;
};

/// What a shock does to a variable. Tax rates are power − 1; the base power is that of the database's flows.
enum class ShockKind {
  Rate,          ///< rate = 0.10: the new rate
  RatePoints,    ///< rate_points = -2: percentage points added to the rate
  RatePercent,   ///< rate_percent = -50: percentage change of the rate
  Cut,           ///< cut = 50: the rate falls by this per cent of itself
  ToZero,        ///< to_zero = true: the rate becomes zero
  Power,         ///< power = 1.1: the new power
  PowerPercent,  ///< power_percent = 10: percentage change of the power
  Percent,       ///< percent = 5: percentage change of any variable measured by its level
  Multiply,      ///< multiply = 1.05: factor on the level (for a tax: on the power)
  Value,         ///< value = 2000: the new level in the variable's own unit
  Change         ///< change = 5: added to the level in the variable's own unit
};

/// All kinds with the key that writes them in TOML.
struct ShockKey {
  const char* key;
  ShockKind kind;
  const char* meaning;
};
const std::vector<ShockKey>& shock_keys();

struct Shock;
/// A variable to be hit instead: the shocked variable becomes endogenous, the target exogenous and shocked.
struct Target {
  VariableChoice choice;
  ShockKind kind{};
  double amount = 0;
};

struct Shock {
  std::string group;  ///< name under which its share of the result is reported
  VariableChoice choice;
  ShockKind kind{};
  double amount = 0;
  std::optional<Target> target;
};

struct SwapChoice {
  VariableChoice free;  ///< exogenous so far, becomes endogenous
  VariableChoice fix;   ///< endogenous so far, becomes exogenous
};

/// [fund] as written; see FundSpec (model.hpp) for what the model makes of it.
struct FundChoice {
  struct Window {
    std::string name;
    double share = 0;
    Selector activities;
    std::map<std::string, double> weights;  ///< by activity element; 1 where none is given
    std::string where;
  };
  std::string owner, host, group, where;
  double total = 0;                ///< US$ million until it must be replenished
  double replenishment_years = 1;  ///< yearly budget = total / replenishment_years
  double host_copay = 0;
  std::vector<Window> windows;
};

/// One [[preferences]] table: a new utilisation rate, preferential rate or compliance cost on a set of flows.
struct PreferenceChoice {
  std::string group, where;
  Selector commodities, exporters, importers;
  std::optional<double> utilisation;         ///< new share of trade that uses the preference, 0 … 1
  std::optional<double> utilisation_points;  ///< or percentage points added to it (to at most 100 %)
  std::optional<double> preferential_rate;   ///< new preferential rate
};

/// One [[ntm]] table: non-tariff costs fall by `cut` per cent of the value of trade (negative: they rise).
struct NtmChoice {
  std::string group, where;
  Selector commodities, exporters, importers;
  double cut = 0;
  double iceberg = 1, importer_rent = 0, exporter_rent = 0;  ///< shares of the cut, adding to 1
};

/// What a key of shock_keys() says.
struct Operation {
  ShockKind kind{};
  double amount = 0;
};

/// One [[rule]] in its general form, whatever kind wrote it (docs/equations.md §20): instruments that move, up from where
/// they rest or down, so far as it takes to keep a variable at most (at least) at a limit.
struct RuleChoice {
  struct Instrument {
    VariableChoice choice;
    std::optional<double> share;  ///< of what the first is away from its rest; else it equals the first
  };
  std::string name, kind, group, where;
  std::vector<Instrument> instruments;  ///< the first leads
  VariableChoice limited;
  Operation limit;
  bool at_least = false, down = false;
  bool total = false;              ///< one rule on the sum of everything chosen, instead of one for each element of `limited`
  std::optional<Operation> rests;  ///< where the first instrument stands while the rule does not bind; else its benchmark
  std::optional<Operation> until;  ///< as far as it goes
  double until_share = 1;          ///< of the way from rest to `until`, in logarithms
  std::optional<double> curve;     ///< instead of a limit: a wage curve with this elasticity
  double unemployment = 0;         ///< rate at the benchmark
};

/// A change of a model parameter: a value everywhere, or on the elements chosen.
struct ParameterChoice {
  std::string header, where;
  std::vector<Selector> on;  ///< empty: everywhere
  std::optional<double> value, multiply;
};

/// What the tables on the terminal look at closely.
struct ReportChoice {
  std::optional<Selector> highlight;   ///< regions with tables of winning and losing sectors
  std::optional<Selector> pair;        ///< two regions whose mutual trade is shown before and after
  std::optional<Selector> supplier;    ///< the region whose share in imports is shown
  std::vector<std::string> subtotals;  ///< aliases of commodities that get a row of their own in the pair's trade
  int top = 0;                         ///< rows of the tables of winners and losers, 0: default
};

/// [options]: how a scenario is solved; what is not given is the default.
struct SolveChoice {
  std::optional<double> investment_floor;       ///< share of the benchmark's gross investment
  std::optional<bool> integrated_saving_price;  ///< false: the price of saving stays the index of the equations
};

/// What to do where two shocks meet on one element: say so and stop, or let the first (the last) one stand.
enum class Overlap { Error, First, Last };

/// A scenario as text, its includes merged in: nothing in it has been compared with a database yet.
struct Scenario {
  std::string name, title, description;
  std::filesystem::path file;
  std::vector<std::filesystem::path> files;  ///< all that was read: `file` and what it includes
  std::string database;                      ///< name or folder of the default database; empty if none is named
  Overlap overlap = Overlap::Error;
  std::vector<Shock> shocks;
  std::vector<SwapChoice> swaps;
  std::optional<FundChoice> fund;
  std::vector<PreferenceChoice> preferences;
  std::vector<NtmChoice> ntm;
  std::vector<RuleChoice> rules;
  std::vector<ParameterChoice> parameters;
  std::map<std::string, std::any> other_tables;                    ///< of kinds without a member, by type (scenario_part.hpp)
  std::map<std::string, std::map<std::string, Selector>> aliases;  ///< by set, on top of the database's
  ReportChoice report;
  SolveChoice options;
  std::vector<std::string> groups;     ///< in order of appearance
  std::vector<std::string> overrides;  ///< the `--set` texts, for the manifest
};

/// Reads and checks the text of a scenario. `name_or_file` is a TOML file or the name of a shipped scenario.
/// `overrides` are "dotted.path=value" texts (`--set`), list items addressed by position from 0 ("shocks.0.rate=0.1").
/// Throws InputError with file and line for unknown keys, wrong types, missing or contradictory operations.
Scenario read_scenario(const std::string& name_or_file, const std::vector<std::string>& overrides = {});

}  // namespace setu
