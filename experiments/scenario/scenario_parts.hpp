#pragma once
#include "setu/experiments/scenario/scenario.hpp"
#include "toml_section.hpp"

/// What readers of several kinds of table share. Private to experiments/.
namespace setu {

RuleChoice read_rule(const toml::table& table, const std::string& group);
ReportChoice read_report(const toml::table& table);

/// "tms(goods,JPN,IND)", or "tms" with the list `elements` beside it.
VariableChoice read_choice(Section& section, const std::string& key);
/// "tms(goods,JPN,IND)" or "tms"; `key` and `where` are for messages.
VariableChoice choice_from_text(const Section& section, const std::string& key, const std::string& text, const std::string& where);

/// The one key of shock_keys() that the table gives, if any; its amount has been checked.
std::optional<Operation> read_change(Section& section);
/// "rate, rate_points, …"
std::string change_keys();

/// Throws InputError for a number that is no share.
void check_share(const Section& section, std::string_view key, double value);

/// A selector as a part of study_key.
std::string key_text(const Selector& selector);

/// What is wrong with an amount whatever the variable is; empty where nothing is.
std::string amount_problem(ShockKind kind, double amount);

}  // namespace setu
