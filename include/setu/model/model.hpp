#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "setu/model/database.hpp"
#include "setu/model/forms.hpp"
#include "setu/model/rule.hpp"
#include "setu/system/closure.hpp"
#include "setu/system/system.hpp"

namespace setu {

/// One window of an investment fund: a subsidy to capital of `owner` used in `activities` of `host`.
struct FundWindow {
  std::string name;
  double budget_share = 1;              ///< share of the fund's yearly budget, shares of all windows add to 1
  std::vector<std::string> activities;  ///< elements of ACTS
  std::vector<double> weights;          ///< relative subsidy rates, one per activity, > 0; the largest counts as 1
};

/// A fund paid by the owner region's household (and, for `host_copay` of it, by the host's), spent on a subsidy to the
/// owner's capital in the host. The budget itself is the exogenous Level variable fundbud(WIND), in US$ million of
/// numeraire a year, zero at the benchmark; the rates fundrate(WIND) are endogenous and exhaust it. docs/equations.md §15.
struct FundSpec {
  std::string owner, host;
  double host_copay = 0;  ///< share of the outlay paid by the host, 0 … 1
  std::vector<FundWindow> windows;
};

struct ModelOptions {
  std::optional<FundSpec> fund;
  RuleWriter rules;                ///< quotas, floors, targets: rules that bind only sometimes; none if empty
  bool stocks = false;             ///< public stocks qbuy and qsell (docs/equations.md, eq. 20.4)
  bool forms = false;              ///< also write the differential forms, which `decompose` integrates
  bool record_parameters = false;  ///< keep how coefficients follow from parameters (parameters.hpp)
};

struct ModelParameters;

/// A calibrated model: the equations, the standard closure and the forms that are integrated after a solve.
struct Model {
  Sets sets;
  EquationSystem system;
  std::vector<std::string> exogenous_blocks;  ///< variable blocks that are exogenous in the standard closure
  std::vector<RuleSpec> rules;  ///< their instruments are endogenous in the standard closure
  DifferentialForms forms;        ///< empty unless asked for (ModelOptions)
  std::shared_ptr<ModelParameters> parameters;  ///< null unless asked for (ModelOptions); copies of a model share it
  double benchmark_rounding = 0;  ///< largest |F| at the benchmark that was absorbed as rounding of the database
};

/// Builds GTAP v7 in levels with Setu's extensions (docs/equations.md) on a balanced database.
/// Throws InputError, naming accounts, where the database cannot carry the model.
Model build_model(const Database& database, const ModelOptions& options = {});

/// `exogenous = block` or one element of it, as in "swap exogenous qe(Capital,IND) with endogenous pe(Capital,IND)".
struct Swap {
  std::string exogenous;   ///< becomes endogenous: "tms(Food,USA,EU_28)" or a whole block "tx"
  std::string endogenous;  ///< becomes exogenous, at its benchmark value unless it is shocked
};

/// The standard closure with `swaps` applied. Throws InputError for unknown names, for a swap of blocks of different
/// shape and for variables that are already on the side they are moved to.
Closure make_closure(const Model& model, const std::vector<Swap>& swaps);

/// One line per variable block with exogenous members: "tms: all" or "qe: all but qe(Capital,IND)" or the list.
std::vector<std::string> closure_listing(const EquationSystem& system, const Closure& closure);

/// 16 hexadecimal digits that identify the closure: a hash (FNV-1a, 64 bit) of its listing.
std::string closure_signature(const EquationSystem& system, const Closure& closure);

/// Reads "name(el1,el2)" or "name" into block name and element labels (labels may contain spaces).
struct VariableReference {
  std::string name;
  std::vector<std::string> elements;
};
VariableReference parse_reference(const std::string& text);

/// The database after the shock: every flow of `base` updated with the solution x, balanced by construction.
Database updated_database(const Model& model, const Database& base, std::span<const double> x);

}  // namespace setu
