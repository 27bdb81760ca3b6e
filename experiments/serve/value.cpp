#include "value.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "equation_text.hpp"
#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"

namespace setu {

namespace {

using nlohmann::json;

constexpr std::size_t kShownTerms = 40;  // of one sum: those whose values change most

/// A solution beside its benchmark, told in the model's names.
class Explanation {
 public:
  Explanation(const Experiment& experiment, const RunResult& result)
      : e_(experiment), system_(experiment.model.system), terms_(system_.terms), before_(system_.benchmark()), after_(result.solution.x) {}

  [[nodiscard]] json variable(Index id) const {
    const VariableBlock& block = system_.variable_block_of(id);
    const bool logged = block.unit == Unit::Log;
    return {{"name", system_.variable_name(id)},
            {"variable", block.name},
            {"elements", system_.variable_elements(id)},
            {"label", block.label},
            {"logged", logged},
            {"given", e_.closure.exogenous[id] != 0},
            {"before", system_.level0[id]},
            {"after", system_.value(id, after_)},
            {"percent", in_percent(block) ? json(percent_change(system_, id, after_)) : json(nullptr)}};
  }

  /// Null where no equation is paired with the variable.
  [[nodiscard]] json equation_of(Index variable) const {
    const auto found = std::find(system_.paired.begin(), system_.paired.end(), variable);
    if (found == system_.paired.end()) return nullptr;
    const Index i = static_cast<Index>(found - system_.paired.begin());
    const EquationBlock& block = system_.equation_block_of(i);
    json parts = json::array();
    for (Index k = terms_.linear_begin[i]; k < terms_.linear_begin[i + 1]; ++k) parts.push_back(linear(k));
    for (Index g = terms_.group_begin[i]; g < terms_.group_begin[i + 1]; ++g) parts.push_back(sum(g));
    if (terms_.constant[i] != 0) parts.push_back({{"kind", "constant"}, {"before", terms_.constant[i]}, {"after", terms_.constant[i]}});
    return {{"name", system_.equation_name(i)},    {"number", block.number}, {"label", block.label}, {"definition", block.definition},
            {"text", equation_text(block.number)}, {"parts", parts}};
  }

 private:
  [[nodiscard]] json linear(Index k) const {
    const Index v = terms_.linear_var[k];
    const double coef = terms_.linear_coef[k];
    return {
        {"kind", "variable"}, {"coefficient", coef}, {"variable", variable(v)}, {"before", coef * before_[v]}, {"after", coef * after_[v]}};
  }

  /// coef · exp(Σ exponent · x) · z.
  [[nodiscard]] double term_value(Index k, const std::vector<double>& x) const {
    double exponent = 0;
    for (Index f = terms_.factor_begin[k]; f < terms_.factor_begin[k + 1]; ++f)
      exponent += terms_.factor_exponent[f] * x[terms_.factor_var[f]];
    return terms_.term_coef[k] * std::exp(exponent) * (terms_.term_level[k] == kNone ? 1 : x[terms_.term_level[k]]);
  }

  [[nodiscard]] json term(Index k) const {
    json factors = json::array();
    for (Index f = terms_.factor_begin[k]; f < terms_.factor_begin[k + 1]; ++f)
      factors.push_back({{"exponent", terms_.factor_exponent[f]}, {"variable", variable(terms_.factor_var[f])}});
    json row = {
        {"coefficient", terms_.term_coef[k]}, {"factors", factors}, {"before", term_value(k, before_)}, {"after", term_value(k, after_)}};
    if (terms_.term_level[k] != kNone) row["times"] = variable(terms_.term_level[k]);
    return row;
  }

  /// scale · W(sum): its terms, those that change most first.
  [[nodiscard]] json sum(Index g) const {
    std::vector<Index> order(static_cast<std::size_t>(terms_.term_begin[g + 1] - terms_.term_begin[g]));
    std::iota(order.begin(), order.end(), terms_.term_begin[g]);
    const auto change = [&](Index k) { return std::abs(term_value(k, after_) - term_value(k, before_)); };
    std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return change(a) > change(b); });
    json rows = json::array();
    for (std::size_t n = 0; n < std::min(order.size(), kShownTerms); ++n) rows.push_back(term(order[n]));
    const bool logged = terms_.group_log[g] != 0;
    const auto value = [&](const std::vector<double>& x) {
      double total = 0;
      for (Index k = terms_.term_begin[g]; k < terms_.term_begin[g + 1]; ++k) total += term_value(k, x);
      return terms_.group_scale[g] * (logged ? std::log(total) : total);
    };
    return {
        {"kind", "sum"}, {"scale", terms_.group_scale[g]},        {"logged", logged}, {"before", value(before_)}, {"after", value(after_)},
        {"terms", rows}, {"left_out", order.size() - rows.size()}};
  }

  const Experiment& e_;
  const EquationSystem& system_;
  const Terms& terms_;
  std::vector<double> before_;
  const std::vector<double>& after_;
};

}  // namespace

ValueRequest read_value_request(const json& body) {
  if (!body.is_object()) throw InputError("request must be a JSON object.");
  for (const auto& [key, value] : body.items())
    if (key != "question" && key != "variable" && key != "elements")
      throw InputError(fmt::format("request: {}.", unknown_name("key", key, {"question", "variable", "elements"})));
  if (!body.contains("question") || !body.contains("variable") || !body["variable"].is_string())
    throw InputError("request: 'question' and 'variable', a text, must be given.");
  ValueRequest request{read_request(body["question"]), body["variable"].get<std::string>(), {}};
  const json elements = body.value("elements", json::array());
  if (!elements.is_array()) throw InputError("request: 'elements' must be a list of texts.");
  for (const auto& element : elements) {
    if (!element.is_string()) throw InputError("request: 'elements' must be a list of texts.");
    request.elements.push_back(element.get<std::string>());
  }
  return request;
}

json value_json(const Experiment& experiment, const RunResult& result, const std::string& variable,
                const std::vector<std::string>& elements) {
  const EquationSystem& system = experiment.model.system;
  const Index id = system.id(variable, elements);
  if (id == kNone)
    throw InputError(fmt::format("{}({}) does not exist: the database has no such flow.", variable, fmt::join(elements, ",")));
  const Explanation explanation(experiment, result);
  return {{"variable", explanation.variable(id)}, {"equation", explanation.equation_of(id)}};
}

}  // namespace setu
