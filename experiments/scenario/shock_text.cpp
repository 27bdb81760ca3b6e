#include <algorithm>

#include <fmt/format.h>

#include "scenario_parts.hpp"

namespace setu {

const std::vector<ShockKey>& shock_keys() {
  static const std::vector<ShockKey> keys = {
      {"rate", ShockKind::Rate, "the new rate of a tax: 0.10 is ten per cent"},
      {"rate_points", ShockKind::RatePoints, "percentage points added to the rate"},
      {"rate_percent", ShockKind::RatePercent, "percentage change of the rate"},
      {"cut", ShockKind::Cut, "the rate falls by this per cent of itself: 50 halves it"},
      {"to_zero", ShockKind::ToZero, "true: the rate becomes zero"},
      {"power", ShockKind::Power, "the new power of a tax, 1 + rate"},
      {"power_percent", ShockKind::PowerPercent, "percentage change of the power (GEMPACK's way to shock a tax)"},
      {"percent", ShockKind::Percent, "percentage change of any variable (of a tax: of its power)"},
      {"multiply", ShockKind::Multiply, "factor on any variable (of a tax: on its power)"},
      {"value", ShockKind::Value, "the new value in the variable's own unit"},
      {"change", ShockKind::Change, "added to the value in the variable's own unit"},
  };
  return keys;
}

namespace {

std::string trimmed(const std::string& text) {
  const auto begin = text.find_first_not_of(" \t\n");
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\n") - begin + 1);
}

/// The names between the brackets of "tms(goods, JPN, IND)".
std::vector<std::string> bracket_names(const Section& section, const std::string& text, std::string_view key) {
  const auto open = text.find('(');
  if (text.back() != ')' || open == 0) section.fail(fmt::format("'{}' is not of the form name(element, …).", text), key);
  std::vector<std::string> names;
  const std::string inside = text.substr(open + 1, text.size() - open - 2);
  for (std::size_t begin = 0; begin <= inside.size();) {
    const std::size_t end = std::min(inside.find(',', begin), inside.size());
    names.push_back(trimmed(inside.substr(begin, end - begin)));
    if (names.back().empty()) section.fail(fmt::format("'{}' has an empty index.", text), key);
    begin = end + 1;
  }
  return names;
}

std::optional<double> amount_of(Section& section, const ShockKey& key) {
  if (key.kind != ShockKind::ToZero) return section.number(key.key);
  const auto flag = section.flag(key.key);
  if (flag && !*flag) section.fail("'to_zero' can only be true.", key.key);
  return flag ? std::optional<double>(0.0) : std::nullopt;
}

void check_amount(const Section& section, const ShockKey& key, double amount) {
  if (const std::string problem = amount_problem(key.kind, amount); !problem.empty()) section.fail(problem, key.key);
}

}  // namespace

std::string change_keys() {
  std::string text;
  for (const auto& key : shock_keys()) text += (text.empty() ? "" : ", ") + std::string(key.key);
  return text;
}

std::optional<Operation> read_change(Section& section) {
  std::optional<Operation> found;
  const char* first = nullptr;
  for (const auto& key : shock_keys()) {
    const auto amount = amount_of(section, key);
    if (!amount) continue;
    if (found) section.fail(fmt::format("says both '{}' and '{}'; one of them must go.", first, key.key), key.key);
    check_amount(section, key, *amount);
    found = Operation{key.kind, *amount};
    first = key.key;
  }
  return found;
}

void check_share(const Section& section, std::string_view key, double value) {
  if (value < 0 || value > 1) section.fail(fmt::format("'{}' is a share and must lie between 0 and 1.", key), key);
}

std::string amount_problem(ShockKind kind, double amount) {
  const bool percent = kind == ShockKind::PowerPercent || kind == ShockKind::Percent;
  if (percent && amount <= -100) return "a level cannot fall by 100 per cent or more.";
  if ((kind == ShockKind::Power || kind == ShockKind::Multiply) && amount <= 0) return "a power or factor must be positive.";
  if (kind == ShockKind::Rate && amount <= -1) return "a rate must lie above -1 (0.10 is ten per cent).";
  if (kind == ShockKind::Rate && amount > 20)
    return fmt::format("a rate of {} is {} per cent; 0.10 is ten per cent.", amount, 100 * amount);
  return {};
}

VariableChoice read_choice(Section& section, const std::string& key) {
  VariableChoice choice;
  const std::string text = trimmed(section.required_text(key));
  choice.where = section.where(key);
  const auto elements = section.selectors("elements");
  if (text.find('(') == std::string::npos) {
    choice.variable = text;
    choice.on = elements.value_or(std::vector<Selector>{});
    return choice;
  }
  if (elements) section.fail("gives elements both in brackets and in 'elements'.", "elements");
  choice.variable = trimmed(text.substr(0, text.find('(')));
  for (auto& name : bracket_names(section, text, key)) choice.on.push_back({{std::move(name)}, {}, choice.where});
  return choice;
}

VariableChoice choice_from_text(const Section& section, const std::string& key, const std::string& given, const std::string& where) {
  const std::string text = trimmed(given);
  if (text.empty()) section.fail("names a variable with empty text.", key);
  VariableChoice c{trimmed(text.substr(0, text.find('('))), {}, where};
  if (text.find('(') != std::string::npos)
    for (auto& name : bracket_names(section, text, key)) c.on.push_back({{std::move(name)}, {}, where});
  return c;
}

}  // namespace setu
