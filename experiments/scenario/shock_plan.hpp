#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "setu/experiments/scenario/shocks.hpp"
#include "shock_size.hpp"

namespace setu {

/// "tms(Food,USA,EU_28)".
std::string reference(const std::string& name, const std::vector<std::string>& elements);

/// Collects the shocks of one scenario on one model. Private to experiments/.
struct PlanWriter {
  /// One element of one variable to be moved.
  struct Request {
    std::string group, variable;
    std::vector<std::string> elements;
    ShockKind kind{};
    double amount = 0;
    std::string where;
  };

  const Aliases& aliases;
  const Database& database;
  const Model& model;
  Overlap overlap;
  ShockPlan plan;
  std::unordered_map<Index, std::size_t> taken;  ///< shocked variable -> position in plan.shocks
  std::size_t selected = 0;                      ///< elements so far, with and without a flow

  /// Tariffs that one table turns into subsidies.
  struct Subsidies {
    std::string where, first;
    double before = 0, after = 0;  ///< powers of the first
    std::size_t count = 0;
    bool cut = false;
  };
  std::vector<Subsidies> subsidies = {};

  void warn_of_subsidies();
  void add_swap(const SwapChoice& swap);

  /// Throws InputError where the elements that a table selects are more, with those before it, than a scenario may move.
  void count(std::size_t elements, const std::string& where);
  /// Adds one element; nothing happens where its flow is zero. Throws InputError where shocks overlap.
  void add(const Request& request);
  /// Adds a shock that is complete but for what else moves its variable; `name` is for messages.
  void place(PlannedShock shock, const std::string& name);
  /// The position of a group, which is added where it is new.
  std::size_t group(const std::string& name);

 private:
  void note_subsidy(const Request& request, const ShockBase& base, double to);
  void check_free_of_rules(const Request& request, Index id) const;
  bool yields_to_rival(const Request& request, const std::string& name);
  [[noreturn]] static void fail_overlap(const std::string& where, const std::string& what, const PlannedShock& earlier);
};

/// What `database` and `model` say of one variable before the shock.
ShockBase shock_base(const Model& model, const Database& database, const std::string& variable, const std::vector<std::string>& elements,
                     Index id);

}  // namespace setu
