#include "scenario_part.hpp"
#include "setu/base/suggest.hpp"

/// [options]: how the scenario is solved.
namespace setu {

namespace {

SolveChoice read_options(const toml::table& table) {
  Section section(table, "[options]");
  SolveChoice options;
  if (const auto price = section.text("saving_price")) {
    if (*price != "integrated" && *price != "fisher")
      section.fail(unknown_name("price of saving", *price, {"integrated", "fisher"}) + ".", "saving_price");
    options.integrated_saving_price = *price == "integrated";
  }
  section.finish();
  return options;
}

/// The including scenario has the say.
void merge_options(Scenario& into, Scenario&& from, std::size_t&, const std::string&) {
  if (!into.options.integrated_saving_price) into.options.integrated_saving_price = from.options.integrated_saving_price;
}

}  // namespace

ScenarioPart options_part() {
  ScenarioPart part{"options"};
  part.read = [](Section& section, Scenario& s) {
    if (const auto* table = section.table("options")) s.options = read_options(*table);
  };
  part.merge = merge_options;
  return part;
}

}  // namespace setu
