#include "scenario_part.hpp"

namespace setu {

const std::vector<ScenarioPart>& scenario_parts() {
  static const std::vector<ScenarioPart> parts = {
      closure_part(),      //
      shocks_part(),       //
      preferences_part(),  //
      ntm_part(),          //
      rules_part(),        //
      fund_part(),         //
      parameters_part(),   //
      report_part(),       //
      options_part(),      //
  };
  return parts;
}

}  // namespace setu
