#include "setu/model/assembly/parameters.hpp"

#include <algorithm>

#include "setu/base/error.hpp"
#include "model/frame/variables.hpp"

namespace setu {

namespace {

/// Parameters of the catalogue that enter equations; the others are flags that choose among equations.
std::vector<const HeaderInfo*> equation_headers() {
  std::vector<const HeaderInfo*> headers;
  for (const auto& header : header_catalogue())
    if (header.parameter && header.quantity != Quantity::Flag) headers.push_back(&header);
  return headers;
}

double absent_value(const std::string& header) {
  return header == "ESKO" ? kDefaultOwnerSubstitution : header == "ETKO" ? kDefaultOwnerTransformation : 0.0;
}

/// The CDE needs 0 < SUBP < 1 and INCP > 0; where it does not hold, building the model says so by name.
bool within_demand(const Database& db) {
  const auto subp = db["SUBP"].values(), incp = db["INCP"].values();
  return std::all_of(subp.begin(), subp.end(), [](double b) { return b < 1; }) &&
         std::all_of(incp.begin(), incp.end(), [](double e) { return e >= 0; }) &&
         std::all_of(subp.begin(), subp.end(), [](double b) { return b >= 0; });
}

std::shared_ptr<ModelParameters> record_of(const Model& model) {
  if (!model.parameters) throw LogicError("the model was built without the record of its parameters");
  return model.parameters;
}

}  // namespace

std::vector<double> parameter_values(const Database& database) {
  std::vector<double> values;
  for (const auto* header : equation_headers()) {
    const auto given = database[header->name].values();
    if (database.has(header->name)) values.insert(values.end(), given.begin(), given.end());
    else values.insert(values.end(), given.size(), absent_value(header->name));
  }
  return values;
}

ModelParameters::ModelParameters(const Database& database) : record(parameter_values(database)) {
  Index next = 0;
  for (const auto* header : equation_headers()) {
    const auto count = static_cast<Index>(database[header->name].values().size());
    headers.push_back({header->name, next, count});
    next += count;
  }
}

Index ModelParameters::first(const std::string& header) const {
  const auto it = std::find_if(headers.begin(), headers.end(), [&](const auto& h) { return h.name == header; });
  if (it == headers.end()) throw LogicError("no parameter " + header);
  return it->first;
}

ParameterGradient::ParameterGradient(const Model& model, std::span<const double> x)
    : parameters_(record_of(model)), here_(model.system.terms, std::vector<Index>(x.size(), kNone), 0), benchmark_(here_) {
  std::vector<double> residual(model.system.terms.equations());
  if (!here_.evaluate(x, residual) || !benchmark_.evaluate(model.system.benchmark(), residual))
    throw LogicError("the point of a parameter gradient cannot be evaluated");
}

std::vector<double> ParameterGradient::operator()(std::span<const double> multipliers) const {
  auto gradient = parameters_->record.gradient(here_, multipliers);
  const auto absorbed = parameters_->record.gradient(benchmark_, multipliers);  // the constants take its residual, whatever θ is
  for (std::size_t p = 0; p < gradient.size(); ++p) gradient[p] -= absorbed[p];
  return gradient;
}

bool set_parameters(Model& model, const Database& database) {
  const auto parameters = record_of(model);
  if (!model.forms.all.empty() || !within_demand(database)) return false;
  Terms& terms = model.system.terms;
  if (!parameters->record.apply(parameter_values(database), terms)) return false;
  terms.constant = parameters->constant;
  model.absorbed = absorb_rounding(model.system);
  model.benchmark_rounding = model.absorbed.empty() ? 0 : *std::max_element(model.absorbed.begin(), model.absorbed.end());
  return true;
}

}  // namespace setu
