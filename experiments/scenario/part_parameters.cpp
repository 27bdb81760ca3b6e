#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "scenario_part.hpp"
#include "setu/base/error.hpp"
#include "setu/base/number.hpp"
#include "setu/base/suggest.hpp"
#include "setu/model/database/impossible.hpp"

/// [parameters]: changed elasticities.
namespace setu {

namespace {

std::vector<ParameterChoice> read_parameters(const toml::table& table) {
  std::vector<ParameterChoice> out;
  Section all(table, "[parameters]");
  for (const auto& [key, node] : table) {
    ParameterChoice choice{std::string(key.str()), where_of(node), {}, {}, {}};
    if (const auto* detail = node.as_table()) {
      Section section(*detail, fmt::format("[parameters.{}]", key.str()));
      choice.value = section.number("value");
      choice.multiply = section.number("multiply");
      choice.on = section.selectors("elements").value_or(std::vector<Selector>{});
      section.finish();
      if (choice.value.has_value() == choice.multiply.has_value()) section.fail("needs either 'value' or 'multiply'.");
    } else {
      choice.value = all.required_number(key.str());
    }
    out.push_back(std::move(choice));
  }
  return out;
}

const HeaderInfo& parameter_header(const ParameterChoice& choice) {
  std::vector<std::string> known;
  for (const auto& header : header_catalogue()) {
    if (header.name == choice.header && header.parameter) return header;
    if (header.parameter) known.push_back(header.name);
  }
  throw InputError(fmt::format("{}: [parameters]: {}.", choice.where, unknown_name("parameter", choice.header, known)));
}

/// 1 for the elements chosen along one dimension, 0 for the others.
std::vector<char> chosen(const ParameterChoice& choice, std::size_t d, const HeaderInfo& header, const Aliases& aliases, const Sets& sets,
                         std::size_t size) {
  if (choice.on.empty()) return std::vector<char>(size, 1);
  std::vector<char> mark(size, 0);
  const auto& elements = sets.by_name(header.sets[d]);
  for (const auto& name : aliases.expand(choice.on[d], header.sets[d], elements))
    mark[static_cast<std::size_t>(std::find(elements.begin(), elements.end(), name) - elements.begin())] = 1;
  return mark;
}

void apply_parameter(const ParameterChoice& choice, const Aliases& aliases, Database& database) {
  const HeaderInfo& header = parameter_header(choice);
  if (!choice.on.empty() && choice.on.size() != header.sets.size())
    throw InputError(
        fmt::format("{}: [parameters.{}]: 'elements' needs {} entries, one per index.", choice.where, choice.header, header.sets.size()));
  Array& array = database[choice.header];
  std::vector<std::vector<char>> marks;
  for (std::size_t d = 0; d < array.dims().size(); ++d)
    marks.push_back(chosen(choice, d, header, aliases, database.sets(), array.dims()[d]));
  const auto values = array.values();
  for (std::size_t i = 0; i < values.size(); ++i) {
    bool selected = true;
    for (std::size_t d = marks.size(), rest = i; d-- > 0; rest /= array.dims()[d]) selected = selected && marks[d][rest % array.dims()[d]];
    if (!selected) continue;
    values[i] = choice.value ? *choice.value : values[i] * *choice.multiply;
    const std::string problem = std::isfinite(values[i]) ? impossible(header, values[i]) : "it must be a finite number";
    if (!problem.empty())
      throw InputError(
          fmt::format("{}: [parameters.{}]: {} would become {}: {}.", choice.where, choice.header, choice.header, values[i], problem));
  }
}

void parameter_equations(const Scenario& scenario, const std::optional<FundSpec>&, std::string& key) {
  const auto number = [&](double value) { append_number(key += ' ', value); };
  for (const auto& parameter : scenario.parameters) {
    key += parameter.header + (parameter.multiply ? "*" : "=");
    number(parameter.multiply ? *parameter.multiply : *parameter.value);
    for (const auto& selector : parameter.on) key += key_text(selector);
    key += ';';
  }
}

}  // namespace

ScenarioPart parameters_part() {
  ScenarioPart part{"parameters"};
  part.read = [](Section& section, Scenario& s) {
    if (const auto* table = section.table("parameters")) s.parameters = read_parameters(*table);
  };
  part.merge = [](Scenario& into, Scenario&& from, std::size_t& position, const std::string&) {
    put_before(into.parameters, std::move(from.parameters), position);
  };
  part.change = [](const Scenario& scenario, const Aliases& aliases, Database& database) {
    for (const auto& choice : scenario.parameters) apply_parameter(choice, aliases, database);
  };
  part.equations = parameter_equations;
  return part;
}

}  // namespace setu
