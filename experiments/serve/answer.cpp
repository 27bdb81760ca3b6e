#include "answer.hpp"

#include "experiments/results/flow_sums.hpp"
#include "experiments/results/result_view.hpp"
#include "experiments/results/welfare_parts.hpp"

namespace setu {

namespace {

using nlohmann::json;

json or_null(std::optional<double> value) { return value ? json(*value) : json(nullptr); }

json welfare(const ResultView& view) {
  json rows = json::array();
  for (const auto& r : view.sets().reg)
    rows.push_back(
        {{"region", r}, {"ev", view.ev(r)}, {"income", view.income(r)}, {"percent_of_income", 100 * view.ev(r) / view.income(r)}});
  return rows;
}

json economies(const ResultView& view) {
  json rows = json::array();
  for (const auto& r : view.sets().reg) {
    json row = {{"region", r}, {"trade_balance_change", or_null(view.change("del_tbal", {r}))}};
    for (const auto& labour : view.sets().endl) row["real_wage"][labour] = or_null(view.percent("pefactreal", {labour, r}));
    rows.push_back(std::move(row));
  }
  return rows;
}

/// Indices that a run integrates along the path of the shock.
json indices(const ResultView& view) {
  json rows = json::array();
  for (const auto& r : view.sets().reg) {
    json row = {{"region", r}};
    for (const auto& [key, name] : {std::pair{"real_gdp", "qgdp"},
                                    {"terms_of_trade", "tot"},
                                    {"consumer_prices", "ppriv"},
                                    {"export_volume", "qxwreg"},
                                    {"import_volume", "qmwreg"}}) {
      const auto* index = view.form(name, {r});
      row[key] = index && index->log_index ? json(index->value) : json(nullptr);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

json trade(const ResultView& view) {
  json rows = json::array();
  const auto& reg = view.sets().reg;
  for (std::size_t s = 0; s < reg.size(); ++s)
    for (std::size_t d = 0; d < reg.size(); ++d)
      if (s != d)
        rows.push_back({{"exporter", reg[s]},
                        {"importer", reg[d]},
                        {"before", exports_fob(view.experiment().base, s, d)},
                        {"after", exports_fob(view.result().updated, s, d)}});
  return rows;
}

json pair_trade(const ResultView& view) {
  json rows = json::array();
  const auto& pair = view.experiment().report.pair;
  if (pair.size() != 2) return rows;
  const Array &before = view.experiment().base["VFOB"], &after = view.result().updated["VFOB"];
  for (const auto& [from, to] : {std::pair{pair[0], pair[1]}, {pair[1], pair[0]}}) {
    const std::size_t s = position(view.sets().reg, from), d = position(view.sets().reg, to);
    for (std::size_t c = 0; c < view.sets().comm.size(); ++c)
      rows.push_back({{"commodity", view.sets().comm[c]},
                      {"exporter", from},
                      {"importer", to},
                      {"before", before(c, s, d)},
                      {"after", after(c, s, d)}});
  }
  return rows;
}

json sectors(const ResultView& view) {
  json rows = json::array();
  const Sets& sets = view.sets();
  for (const auto& r : sets.reg)
    for (const auto& a : sets.acts)
      if (const auto percent = view.percent("qo", {a, r})) rows.push_back({{"region", r}, {"sector", a}, {"output", *percent}});
  return rows;
}

}  // namespace

json answer_json(const Experiment& experiment, const RunResult& result) {
  const ResultView view(experiment, result);
  const Certificate& c = result.solution.certificate;
  json groups = json::array();
  for (const auto& group : experiment.plan.groups) groups.push_back(group);
  return {{"title", experiment.scenario.title},
          {"groups", groups},
          {"pair", experiment.report.pair},
          {"highlight", experiment.report.highlight},
          {"commodities", view.sets().comm},
          {"welfare", welfare(view)},
          {"economies", economies(view)},
          {"trade", trade(view)},
          {"pair_trade", pair_trade(view)},
          {"sectors", sectors(view)},
          {"certificate",
           {{"route", c.route},
            {"residual", c.max_scaled_residual},
            {"walras", c.walras_residual},
            {"iterations", c.iterations},
            {"seconds", c.seconds}}}};
}

json decomposition_json(const Experiment& experiment, const RunResult& result) {
  const ResultView view(experiment, result);
  json parts = json::array();
  for (const auto& part : welfare_parts(view)) parts.push_back({{"title", part.title}, {"by_region", part.by_region}});
  json answer = {{"welfare", welfare(view)}, {"indices", indices(view)}, {"parts", parts}, {"gap", result.decomposition.gap}};
  if (result.decomposition.status != DecompositionStatus::Complete) answer["note"] = result.decomposition.message;
  return answer;
}

}  // namespace setu
