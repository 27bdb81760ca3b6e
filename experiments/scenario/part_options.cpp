#include "scenario_part.hpp"

#include "setu/base/number.hpp"
#include "setu/base/suggest.hpp"

/// [options]: how the model is written and solved.
namespace setu {

namespace {

void read_options(Section& section, Scenario& s) {
  const auto* table = section.table("options");
  if (!table) return;
  Section options(*table, "[options]");
  s.options.investment_floor = options.number("investment_floor");
  if (s.options.investment_floor && !(*s.options.investment_floor > 0 && *s.options.investment_floor < 1))
    options.fail("'investment_floor' is a share of the benchmark's gross investment and must lie between 0 and 1.", "investment_floor");
  if (const auto price = options.text("saving_price")) {
    if (*price != "integrated" && *price != "fisher")
      options.fail(unknown_name("price of saving", *price, {"integrated", "fisher"}) + ".", "saving_price");
    s.options.integrated_saving_price = *price == "integrated";
  }
  options.finish();
}

}  // namespace

ScenarioPart options_part() {
  ScenarioPart part{"options"};
  part.read = read_options;
  // The including scenario has the say.
  part.merge = [](Scenario& into, Scenario&& from, std::size_t&, const std::string&) {
    if (!into.options.investment_floor) into.options.investment_floor = from.options.investment_floor;
    if (!into.options.integrated_saving_price) into.options.integrated_saving_price = from.options.integrated_saving_price;
  };
  part.model = [](const Scenario& scenario, const Aliases&, const Sets&, ModelOptions& options) {
    if (scenario.options.investment_floor) options.investment_floor = *scenario.options.investment_floor;
  };
  part.equations = [](const Scenario& scenario, const std::optional<FundSpec>&, std::string& key) {
    if (!scenario.options.investment_floor) return;
    key += "investment_floor";
    append_number(key += ' ', *scenario.options.investment_floor);
    key += ';';
  };
  return part;
}

}  // namespace setu
