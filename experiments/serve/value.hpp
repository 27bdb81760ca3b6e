#pragma once
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "request.hpp"
#include "setu/experiments/study/run.hpp"

namespace setu {

/// A variable of the solution to a question.
struct ValueRequest {
  WorkbenchRequest question;
  std::string variable;
  std::vector<std::string> elements;
};
/// {"question": …, "variable": "qxs", "elements": […]}. Throws InputError.
ValueRequest read_value_request(const nlohmann::json& body);

/// What stands behind one variable at a certified solution: its values before and after, the equation that it is paired with, in the
/// words and formula of docs/equations.md, and the parts that this equation adds up to zero. Throws InputError for a variable that the
/// model does not have.
nlohmann::json value_json(const Experiment& experiment, const RunResult& result, const std::string& variable,
                          const std::vector<std::string>& elements);

}  // namespace setu
