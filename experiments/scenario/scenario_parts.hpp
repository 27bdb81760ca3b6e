#pragma once
#include "setu/experiments/scenario/scenario.hpp"
#include "toml_section.hpp"

/// Readers for the tables of a scenario, one per kind. Private to experiments/.
namespace setu {

Shock read_shock(const toml::table& table, const std::string& group);
SwapChoice read_swap(const toml::table& table);
FundChoice read_fund(const toml::table& table, const std::string& group);
PreferenceChoice read_preference(const toml::table& table, const std::string& group);
NtmChoice read_ntm(const toml::table& table, const std::string& group);
RuleChoice read_rule(const toml::table& table, const std::string& group);
std::vector<ParameterChoice> read_parameters(const toml::table& table);
ReportChoice read_report(const toml::table& table);

/// "tms(goods,JPN,IND)", or "tms" with the list `elements` beside it.
VariableChoice read_choice(Section& section, const std::string& key);
/// "tms(goods,JPN,IND)" or "tms"; `key` and `where` are for messages.
VariableChoice choice_from_text(const Section& section, const std::string& key, const std::string& text, const std::string& where);

/// The one key of shock_keys() that the table gives, if any; its amount has been checked.
std::optional<Operation> read_change(Section& section);
/// "rate, rate_points, …"
std::string change_keys();

/// What is wrong with an amount whatever the variable is; empty where nothing is.
std::string amount_problem(ShockKind kind, double amount);

}  // namespace setu
