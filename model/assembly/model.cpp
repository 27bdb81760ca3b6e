#include "setu/model/assembly/model.hpp"

#include <algorithm>
#include <cmath>

#include "blocks.hpp"
#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"
#include "model/frame/variables.hpp"
#include "setu/model/database/faults.hpp"

namespace setu {

namespace {

void check_known(const char* kind, const std::string& name, const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), name) == known.end()) throw InputError("in the fund: " + unknown_name(kind, name, known));
}

void check_fund(const FundSpec& fund, const Sets& sets, const Flows& f) {
  check_known("region", fund.owner, sets.reg);
  check_known("region", fund.host, sets.reg);
  if (fund.host_copay < 0 || fund.host_copay > 1)
    throw InputError("in the fund: host_copay is a share between 0 and 1, not " + std::to_string(fund.host_copay));
  const auto place = [](const std::vector<std::string>& set, const std::string& name) {
    return static_cast<Index>(std::find(set.begin(), set.end(), name) - set.begin());
  };
  const Reg o{place(sets.reg, fund.owner)}, h{place(sets.reg, fund.host)};
  std::vector<std::string> seen;
  for (const auto& window : fund.windows) {
    bool any = false;
    if (window.weights.size() != window.activities.size())
      throw InputError("fund window '" + window.name + "' needs one weight per activity");
    for (const auto& name : window.activities) {
      check_known("activity", name, sets.acts);
      if (std::find(seen.begin(), seen.end(), name) != seen.end())
        throw InputError("activity '" + name + "' is in more than one window of the fund");
      seen.push_back(name);
      const Act a{place(sets.acts, name)};
      any = any || (f.capital_end != kNone && f.shared(a, h) && f.kos(o, a, h) > 0);
    }
    if (!any)
      throw InputError("fund window '" + window.name + "' subsidises capital of " + fund.owner + " in " + fund.host +
                       ", but the database has no capital by owner in its activities (header VKOS)");
  }
}

}  // namespace

Model build_model(const Database& database, const ModelOptions& options) {
  const auto parameters = options.record_parameters ? std::make_shared<ModelParameters>(database) : nullptr;
  Allowance allowed = refuse_faults(database);
  const Flows flows(database, parameters.get());
  const Sets& sets = database.sets();
  if (options.fund) check_fund(*options.fund, sets, flows);

  Builder builder(parameters ? &parameters->record : nullptr);
  std::vector<std::string> windows;
  if (options.fund)
    for (const auto& window : options.fund->windows) windows.push_back(window.name);
  Context x{builder, flows, options, {}, {}, 0, 0, 0, 0, 0, 0, {static_cast<Index>(windows.size())}};
  x.set_com = builder.set("COMM", sets.comm);
  x.set_act = builder.set("ACTS", sets.acts);
  x.set_reg = builder.set("REG", sets.reg);
  x.set_end = builder.set("ENDW", sets.endw);
  x.set_mrg = builder.set("MARG", sets.marg);
  x.set_win = builder.set("WIND", windows);
  declare_all_blocks(x);
  write_all_blocks(x);
  DifferentialForms forms;
  if (options.forms) {
    append_trade_forms(x, sets, forms);
    append_welfare_forms(x, sets, forms);
    append_path_forms(x, sets, forms);
  }
  Model model{sets, builder.finish(), std::move(x.exogenous),  std::move(x.rules), std::move(forms), nullptr, {},
              0,    allowed.gaps,     std::move(allowed.notes)};
  if (parameters) parameters->constant = model.system.terms.constant;
  model.parameters = parameters;
  model.absorbed = absorb_rounding(model.system);
  model.benchmark_rounding = model.absorbed.empty() ? 0 : *std::max_element(model.absorbed.begin(), model.absorbed.end());
  return model;
}

}  // namespace setu
