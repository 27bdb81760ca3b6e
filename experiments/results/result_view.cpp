#include "result_view.hpp"

#include <cmath>

namespace setu {

ResultView::ResultView(const Experiment& experiment, const RunResult& result) : e_(experiment), r_(result) {
  for (const auto& form : result.decomposition.forms) forms_[form.name].push_back(&form);
}

Index ResultView::find(std::string_view variable, const Elements& elements) const {
  const VariableBlock* block = e_.model.system.find(variable);
  if (!block || block->index_set.size() != elements.size()) return kNone;
  return e_.model.system.id(variable, elements);
}

std::optional<double> ResultView::base(std::string_view variable, const Elements& elements) const {
  const Index id = find(variable, elements);
  return id == kNone ? std::nullopt : std::optional(e_.model.system.level0[id]);
}

std::optional<double> ResultView::now(std::string_view variable, const Elements& elements) const {
  const Index id = find(variable, elements);
  return id == kNone ? std::nullopt : std::optional(e_.model.system.value(id, r_.solution.x));
}

std::optional<double> ResultView::change(std::string_view variable, const Elements& elements) const {
  const auto before = base(variable, elements), after = now(variable, elements);
  return before && after ? std::optional(*after - *before) : std::nullopt;
}

namespace {

/// Variables that are another one less an index of their region, which is integrated along the path.
struct Relative {
  std::string_view variable, nominal, index;
};
constexpr Relative kRelative[] = {{"pfactreal", "pes", "ppriv"}, {"pefactreal", "pe", "ppriv"}, {"compvalad", "qo", "qgdp"}};

}  // namespace

std::optional<double> ResultView::percent(std::string_view variable, const Elements& elements) const {
  if (const auto* index = form(variable, elements); index && index->log_index) return index->value;
  for (const auto& relative : kRelative)
    if (relative.variable == variable && !elements.empty() && find(variable, elements) != kNone)
      if (const auto* index = form(relative.index, {elements.back()}))
        if (const Index id = find(relative.nominal, elements); id != kNone)
          return 100 * std::expm1(r_.solution.x[id] - std::log1p(index->value / 100));
  const Index id = find(variable, elements);
  if (id == kNone || !in_percent(e_.model.system.variable_block_of(id))) return std::nullopt;
  return percent_change(e_.model.system, id, r_.solution.x);
}

const IntegratedForm* ResultView::form(std::string_view name, const Elements& elements) const {
  if (const auto named = forms_.find(name); named != forms_.end())
    for (const auto* form : named->second)
      if (form->elements == elements) return form;
  return nullptr;
}

double ResultView::income(const std::string& region) const { return base("y", {region}).value_or(0); }

double ResultView::ev(const std::string& region) const { return now("EV", {region}).value_or(0); }

}  // namespace setu
