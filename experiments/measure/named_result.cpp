#include "named_result.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "lever_text.hpp"
#include "setu/base/error.hpp"
#include "setu/base/number.hpp"

namespace setu {

namespace {

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\n") - first + 1));
}

/// Splits at any of `signs` outside parentheses; each part with the sign before it ('+' for the first).
std::vector<std::pair<char, std::string>> split(const std::string& text, std::string_view signs) {
  std::vector<std::pair<char, std::string>> parts;
  char sign = '+';
  std::string part;
  int depth = 0;
  for (const char c : text) {
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (depth == 0 && signs.find(c) != std::string_view::npos) {
      if (!trimmed(part).empty() || c == '/') parts.emplace_back(sign, trimmed(part));
      part.clear();
      sign = c;
    } else {
      part += c;
    }
  }
  parts.emplace_back(sign, trimmed(part));
  return parts;
}

class Reader {
 public:
  Reader(const std::string& asked, const Aliases& aliases, const EquationSystem& system)
      : asked_(asked), aliases_(aliases), system_(system) {}

  /// "2 * qxs(a,b)", "pfob*qxs(a,b)": a number and one or two names with common elements.
  void item(const std::string& text, double sign, std::vector<ResultTerm>& terms) const {
    const auto bracket = text.find('(');
    std::vector<std::string> names;
    double factor = sign;
    for (const auto& [op, name] : split(text.substr(0, bracket), "*"))
      if (const auto number = parse_number(name)) factor *= *number;
      else if (!name.empty()) names.push_back(name);
    if (names.empty() || names.size() > 2)
      throw InputError(fmt::format("{} '{}' is not a result: write a variable, or two multiplied, as in pfob*qxs(all,A,B).", asked_, text));
    const std::string elements = bracket == std::string::npos ? "" : text.substr(bracket);
    const VariableChoice first = choice_of(names[0] + elements, asked_);
    const bool level = system_.find(names[0]) && system_.find(names[0])->unit == Unit::Level;
    const std::size_t before = terms.size();
    for (const auto& labels : expand_choice(first, aliases_, system_)) {
      const Index a = system_.id(names[0], labels), b = names.size() == 2 ? system_.id(names[1], labels) : kNone;
      if (a == kNone || (names.size() == 2 && b == kNone)) continue;
      if (names.size() == 2 && (level || system_.unit(b) == Unit::Level))
        throw InputError(fmt::format("{} '{}': plain numbers cannot be multiplied, only prices, quantities and values.", asked_, text));
      terms.push_back({factor, a, b});
    }
    if (terms.size() == before) throw InputError(fmt::format("{} '{}': all that it selects are zero flows in the database.", asked_, text));
  }

  /// A sum of items; returns how many.
  std::size_t sum(const std::string& text, std::vector<ResultTerm>& terms) const {
    const auto items = split(text, "+-");
    for (const auto& [sign, one] : items) item(one, sign == '-' ? -1 : 1, terms);
    return items.size();
  }

 private:
  const std::string& asked_;
  const Aliases& aliases_;
  const EquationSystem& system_;
};

bool is_plain(const ResultTerm& term, const EquationSystem& system) { return !in_percent(system.variable_block_of(term.a)); }

/// What is added up, in words: the label of each variable once.
std::string words(const std::vector<ResultTerm>& terms, const EquationSystem& system) {
  std::string text, last;
  for (const auto& term : terms) {
    std::string one = system.variable_block_of(term.a).label;
    if (term.b != kNone) one += " × " + system.variable_block_of(term.b).label;
    if (one == last) continue;
    last = one;
    if (text.find(one) == std::string::npos) text += (text.empty() ? "" : "; ") + one;
  }
  return text;
}

void check_share(const NamedResult& result, const std::string& asked, const EquationSystem& system) {
  for (const auto* terms : {&result.terms, &result.whole})
    for (const auto& term : *terms)
      if (is_plain(term, system))
        throw InputError(fmt::format("{} '{}': a share is one of values, quantities or prices, and {} is a plain number.", asked,
                                     result.text, system.variable_block_of(term.a).name));
}

void classify(NamedResult& result, std::size_t items, const EquationSystem& system) {
  const auto plain = [&](const ResultTerm& term) { return is_plain(term, system); };
  const bool all_plain = std::all_of(result.terms.begin(), result.terms.end(), plain);
  const bool none_plain = std::none_of(result.terms.begin(), result.terms.end(), plain);
  const bool product = std::any_of(result.terms.begin(), result.terms.end(), [](const ResultTerm& term) { return term.b != kNone; });
  const bool million = std::all_of(result.terms.begin(), result.terms.end(), [&](const ResultTerm& term) {
    return !plain(term) || quantity_of(system.variable_block_of(term.a)) == Quantity::Value;
  });
  result.label = words(result.terms, system);
  result.unit = million ? kMillion : "";
  result.kind = all_plain ? ResultKind::Plain : ResultKind::Amount;
  if (none_plain && !product && items == 1) {
    result.kind = ResultKind::Change;
    result.unit = "%";
  }
}

double level(const ResultTerm& term, const EquationSystem& system, std::span<const double> x) {
  const double value = term.factor * system.value(term.a, x);
  return term.b == kNone ? value : value * system.value(term.b, x);
}

}  // namespace

NamedResult read_result(const std::string& text, const std::string& asked, const Aliases& aliases, const EquationSystem& system) {
  const Reader reader(asked, aliases, system);
  NamedResult result;
  result.text = text;
  const auto parts = split(text, "/");
  if (parts.size() > 2) throw InputError(fmt::format("{} '{}' has more than one '/'.", asked, text));
  const std::size_t items = reader.sum(parts[0].second, result.terms);
  if (parts.size() == 1) {
    classify(result, items, system);
    return result;
  }
  reader.sum(parts[1].second, result.whole);
  check_share(result, asked, system);
  result.kind = ResultKind::Share;
  result.unit = "%";
  result.label = fmt::format("share in: {}", words(result.whole, system));
  return result;
}

bool is_formula(const std::string& text) {
  const std::string all = trimmed(text);
  return split(all, "+-*/").size() > 1 || (!all.empty() && (all[0] == '+' || all[0] == '-'));
}

double sum_of(std::span<const ResultTerm> terms, const EquationSystem& system, std::span<const double> x) {
  double sum = 0;
  for (const auto& term : terms) sum += level(term, system, x);
  return sum;
}

double base_of(std::span<const ResultTerm> terms, const EquationSystem& system) {
  double sum = 0;
  for (const auto& term : terms) {
    const double value = term.factor * system.level0[term.a];
    sum += term.b == kNone ? value : value * system.level0[term.b];
  }
  return sum;
}

double value_of(const NamedResult& result, const EquationSystem& system, std::span<const double> x) {
  const double now = sum_of(result.terms, system, x);
  if (result.kind == ResultKind::Share) return 100 * now / sum_of(result.whole, system, x);
  if (result.kind == ResultKind::Change) return 100 * (now / base_of(result.terms, system) - 1);
  return now;
}

}  // namespace setu
