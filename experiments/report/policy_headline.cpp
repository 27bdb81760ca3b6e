#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "experiments/tables/text_table.hpp"
#include "experiments/files/policy_folder.hpp"
#include "setu/experiments/policy/policy.hpp"

namespace setu {

namespace {

using Json = nlohmann::ordered_json;

/// Digits that suit the size, and tell it from a number `apart` away; nothing is "0".
std::string sized(double value, double apart = 0) {
  const double size = std::abs(value);
  const int suit = size >= 9.95 ? 1 : size >= 0.0995 ? 2 : size >= 0.00005 ? 4 : 0;
  const int tell = apart > 0 ? std::min(12, static_cast<int>(std::ceil(1 - std::log10(apart)))) : 0;
  return number(value, std::max(suit, tell));
}

/// "US$ 49.6 million", "12.3 %", "49.6".
std::string amount(double value, const std::string& unit, double apart = 0) {
  if (unit == "US$ million") return fmt::format("US$ {} million", sized(value, apart));
  return sized(value, apart) + (unit.empty() ? "" : " " + unit);
}

/// Two significant digits: "0.13", "63,000".
std::string rough(double value) {
  if (std::abs(value) < 99.5) return fmt::format("{:.2g}", value);
  const double step = std::pow(10, std::floor(std::log10(std::abs(value))) - 1);
  return number(std::round(value / step) * step, 0);
}

std::string several(std::size_t n, const std::string& what) { return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s"); }

/// Who gains and loses most between two columns of a table whose rows from `first` on are welfare, US$ million.
std::string welfare_sentence(const char* begin, const PointsTable& t, std::size_t first, std::size_t before, std::size_t after) {
  std::size_t gains = 0, losses = 0, best = first, worst = first;
  const auto change = [&](std::size_t row) { return t.number(row, after) - t.number(row, before); };
  for (std::size_t i = first; i < t.rows.size(); ++i) {
    if (change(i) > change(best)) best = i;
    if (change(i) < change(worst)) worst = i;
  }
  const double nothing = 1e-6 * std::max(std::abs(change(best)), std::abs(change(worst)));
  for (std::size_t i = first; i < t.rows.size(); ++i) {
    if (change(i) > nothing) ++gains;
    if (change(i) < -nothing) ++losses;
  }
  const auto told = [&](std::size_t row, const char* verb) {
    const std::string name = t.rows[row][0].get<std::string>();
    return fmt::format("{} {} most, US$ {} million a year", name.substr(3, name.size() - 4), verb, sized(std::abs(change(row))));
  };
  std::string text = fmt::format("{} {} and {}", begin, gains == 1 ? "1 region gains" : fmt::format("{} regions gain", gains),
                                 losses == 1 ? "1 loses" : fmt::format("{} lose", losses));
  if (gains > 0) text += "; " + told(best, "gains");
  if (losses > 0) text += "; " + told(worst, "loses");
  return text + ".";
}

/// Whether x stands at an end of its range, all in one unit.
bool at_end(double x, double least, double most) { return std::min(x - least, most - x) <= 1e-9 * (most - least); }

std::string moves_sentence(const PointsTable& t) {
  std::size_t moved = 0, held = 0, farthest = 0;
  const auto at = [&](std::size_t row, const char* column) { return t.number(row, t.at(column)); };
  const auto share = [&](std::size_t i) { return std::abs(at(i, "chosen") - at(i, "status quo")); };
  for (std::size_t i = 0; i < t.rows.size(); ++i) {
    if (share(i) > 1e-9 * (at(i, "most") - at(i, "least"))) ++moved;
    if (at_end(at(i, "chosen"), at(i, "least"), at(i, "most"))) ++held;
    if (t.rows[i][1] == t.rows[0][1] && share(i) > share(farthest)) farthest = i;
  }
  if (moved == 0) return fmt::format("None of {} leaves the status quo.", several(t.rows.size(), "instrument"));
  const std::string unit = t.rows[farthest][1].get<std::string>();
  return fmt::format("{} of {} leave{} the status quo, and {} at an end of {}; the largest change is that of {}, from {} to {}.", moved,
                     several(t.rows.size(), "instrument"), moved == 1 ? "s" : "", held == 1 ? "1 stands" : fmt::format("{} stand", held),
                     held == 1 ? "its range" : "their ranges", t.rows[farthest][0].get<std::string>(),
                     amount(at(farthest, "status quo"), unit), amount(at(farthest, "chosen"), unit));
}

/// "One US$ million more of B costs 0.13 US$ million of A at first, 0.4 in the middle and 4.8 at the end."
std::string price_sentence(const PolicyFolder& r, const PointsTable& p) {
  const Json& m = r.manifest;
  const std::size_t last = p.rows.size() - 1, price = p.at("shadow price");
  const auto told = [&](std::size_t row) { return rough(std::abs(p.number(row, price))); };
  const std::string unit = m.at("against_unit").get<std::string>(), other = m.at("objective_unit").get<std::string>();
  std::string text =
      fmt::format("One {} {} of {} costs {} {} of {}", step_of(unit), m.at("less_is_better").get<bool>() ? "less" : "more",
                  m.at("against").get<std::string>(), told(1), other.empty() ? "units" : other, m.at("objective").get<std::string>());
  if (last >= 3) text += fmt::format(" at first, {} in the middle and {} at the end", told((last + 1) / 2), told(last));
  else if (last == 2) text += fmt::format(" at first and {} at the end", told(last));
  return text + ".";
}

/// How many points leave neither result worse than before.
std::string both_sentence(const PolicyFolder& r, const PointsTable& p) {
  const Json& quo = r.manifest.at("status_quo");
  const double objective = quo.at("objective").get<double>(), against = quo.at("against").get<double>();
  const double sign = r.manifest.at("less_is_better").get<bool>() ? -1 : 1;
  std::size_t count = 0;
  for (std::size_t i = 0; i < p.rows.size(); ++i)
    if (p.number(i, 1) >= objective - 1e-9 * (1 + std::abs(objective)) &&
        sign * (p.number(i, 2) - against) >= -1e-9 * (1 + std::abs(against)))
      ++count;
  return fmt::format(
      "The status quo has {} of {} and {} of {}; {} of {} leave neither worse than that.",
      amount(objective, r.manifest.at("objective_unit").get<std::string>()), r.manifest.at("objective").get<std::string>(),
      amount(against, r.manifest.at("against_unit").get<std::string>(), std::abs(p.number(0, 2) - p.number(p.rows.size() - 1, 2))),
      r.manifest.at("against").get<std::string>(), count == 0 ? "none" : std::to_string(count), several(p.rows.size(), "point"));
}

std::string player_sentence(const PolicyFolder& r, std::size_t k) {
  const PointsTable& s = r.tables.at("states");
  const Json& player = r.manifest.at("players").at(k);
  const std::string unit = player.at("unit").get<std::string>();
  std::string text;
  for (std::size_t c = 1; c < s.columns.size(); ++c) {
    const std::string& state = s.columns[c];
    const std::string where = state == "Nash"         ? "in the equilibrium"
                              : state == "status quo" ? "in the status quo"
                              : state == "no taxes"   ? "without taxes"
                                                      : "at the best sum of all objectives";
    text += (c == 1 ? "" : c + 1 == s.columns.size() ? " and " : ", ") + amount(s.number(k, c), unit) + " " + where;
  }
  return fmt::format("{}: {} is {}.", player.at("name").get<std::string>(), player.at("objective").get<std::string>(), text);
}

}  // namespace

std::vector<std::string> optimum_headline(const PolicyFolder& r) {
  const PointsTable &outcomes = r.tables.at("outcomes"), &instruments = r.tables.at("instruments");
  const Json &m = r.manifest, &starts = m.at("starts");
  const std::string name = m.at("objective").get<std::string>(), unit = m.at("objective_unit").get<std::string>();
  const double best = outcomes.number(0, 3), before = outcomes.number(0, 2);
  std::vector<std::string> sentences;
  if (std::isnan(before)) sentences.push_back(fmt::format("The bargain: {} is {}.", name, sized(best)));
  else sentences.push_back(fmt::format("{} is {} at the best; before {}.", name, amount(best, unit), amount(before, unit)));
  sentences.push_back(moves_sentence(instruments));
  sentences.push_back(welfare_sentence("Against the status quo", outcomes, 1 + m.at("constraints").get<std::size_t>(), 2, 3));
  const auto here = std::count_if(starts.begin(), starts.end(), [&](const Json& start) {
    return start.at("certified").get<bool>() && std::abs(start.at("objective").get<double>() - best) <= 1e-6 * (1 + std::abs(best));
  });
  sentences.push_back(fmt::format("{} of {} end{} at this point, which is certified as a local optimum.", here,
                                  starts.size() == 1 ? "1 search" : fmt::format("{} searches", starts.size()), here == 1 ? "s" : ""));
  return sentences;
}

std::vector<std::string> frontier_headline(const PolicyFolder& r) {
  const PointsTable& p = r.tables.at("points");
  const Json& m = r.manifest;
  const std::string objective = m.at("objective").get<std::string>(), against = m.at("against").get<std::string>(),
                    unit = m.at("objective_unit").get<std::string>(), other = m.at("against_unit").get<std::string>();
  const std::size_t last = p.rows.size() - 1, missing = m.at("missing").size();
  std::string first =
      fmt::format("{} over {}, all certified.", several(p.rows.size(), "point"), several(m.at("controls").size(), "instrument"));
  if (missing > 0) first += fmt::format(" {} more could not be certified and {} left out.", missing, missing == 1 ? "is" : "are");
  std::vector<std::string> sentences{first};
  if (last == 0) {
    sentences.push_back(fmt::format("One point is best for both: {} is {} and {} is {}.", objective, amount(p.number(0, 1), unit), against,
                                    amount(p.number(0, 2), other)));
  } else {
    const double apart = std::abs(p.number(last, 2) - p.number(0, 2));
    sentences.push_back(fmt::format("Where {} is best, it is {}, and {} is {}; where {} is best, it is {}, and {} is {}.", objective,
                                    amount(p.number(0, 1), unit), against, amount(p.number(0, 2), other, apart), against,
                                    amount(p.number(last, 2), other, apart), objective, amount(p.number(last, 1), unit)));
    sentences.push_back(price_sentence(r, p));
  }
  sentences.push_back(both_sentence(r, p));
  return sentences;
}

std::vector<std::string> game_headline(const PolicyFolder& r) {
  const Json& players = r.manifest.at("players");
  std::vector<std::string> sentences;
  double most = 0;
  for (std::size_t k = 0; k < players.size(); ++k) {
    sentences.push_back(player_sentence(r, k));
    most = std::max(most, players.at(k).at("best_deviation").get<double>() / players.at(k).at("income").get<double>());
  }
  const PointsTable& states = r.tables.at("states");
  if (states.at("status quo") != std::string::npos)
    sentences.push_back(welfare_sentence("In the equilibrium, against the status quo,", states, players.size(), states.at("status quo"),
                                         states.at("Nash")));
  sentences.push_back(
      most > 0 ? fmt::format("No deviation that was searched for gains a player more than {:.1e} of the income it cares for.", most)
               : "No deviation that was searched for gains any player anything.");
  return sentences;
}

}  // namespace setu
