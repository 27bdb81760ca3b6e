#include <algorithm>
#include <cmath>
#include <sstream>

#include <fmt/format.h>

#include "experiments/files/verdict_file.hpp"
#include "experiments/measure/lever_text.hpp"
#include "experiments/tables/data_table.hpp"
#include "experiments/tables/text_table.hpp"
#include "setu/experiments/verdict/verdict.hpp"

namespace setu {

namespace {

std::size_t result_of(const VerdictFile& v, const std::string& name) {
  for (std::size_t k = 0; k < v.results.size(); ++k)
    if (v.results[k].name == name) return k;
  return v.results.size();
}

using Values = std::vector<double>;

std::vector<TableCell> variant_row(const VerdictFile& v, const std::string& title, const Values& values, const std::string& state) {
  std::vector<TableCell> row = {title};
  const auto value = [&](std::size_t k) { return k < values.size() ? std::optional(values[k]) : std::nullopt; };
  for (const auto& region : v.regions) {
    const auto ev = value(result_of(v, fmt::format("EV({})", region.region)));
    row.emplace_back(ev);
    row.emplace_back(ev ? std::optional(100 * *ev / region.income) : std::nullopt);
    row.emplace_back(value(result_of(v, fmt::format("qgdp({})", region.region))));
  }
  row.emplace_back(state == "counted" ? "" : state);
  return row;
}

std::string variants_table(const VerdictFile& v) {
  DataTable table{"variants", "What the answer depends on", "", {{.title = "Variant", .words = true}}};
  for (const auto& region : v.regions) {
    table.columns.push_back({.title = "EV " + region.region, .unit = "US$ mn"});
    table.columns.push_back({.title = "of income", .unit = "%", .digits = 3});
    table.columns.push_back({.title = "Real GDP", .unit = "%", .digits = 3});
  }
  table.columns.push_back({.title = "", .words = true});
  Values standard;
  for (const auto& result : v.results) standard.push_back(result.central);
  table.row(variant_row(v, "The standard case", standard, "counted"));
  table.rule();
  for (const auto& variant : v.variants) {
    table.row(variant_row(v, variant.title, variant.values, variant.state));
    if (variant.reason) table.note(fmt::format("{}: {}", variant.title, *variant.reason));
  }
  return text_of(table);
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

std::string signs_table(const VerdictFile& v) {
  TextTable table("Signs: in how many variants each result has the sign of the standard case",
                  {"", "standard", "least", "most", "sign holds in", "flipped by"});
  for (const auto& r : v.results) {
    const int digits = r.unit == "%" ? 3 : 1;
    table.row({fmt::format("{} {}, {}", r.region, r.label, r.unit == "%" ? "%" : "US$ mn"), number(r.central, digits),
               number(r.least, digits), number(r.most, digits), fmt::format("{} of {}", r.holds, r.counted),
               r.flipped_by.empty() ? "none" : joined(r.flipped_by)});
  }
  table.note(fmt::format("Negligible: EV below 0.001 % of income, others below 0.001 %. The price of saving is the equations' own ({}).",
                         v.saving_price));
  return table.text();
}

std::string break_even_table(const VerdictFile& v) {
  if (!v.break_evens) return {};
  TextTable table("Break-even: where EV is zero", {"", "EV of", "zero at", "EV gains", "plausible", "searched", "EV there, US$ mn"});
  for (const auto& b : *v.break_evens) {
    table.row({b.title, b.region,
               b.value                ? fmt::format("{:.4g}", *b.value)
               : b.state == "unknown" ? "unknown"
                                      : "nowhere",
               b.positive ? *b.positive : "", fmt::format("{:.3g} to {:.3g}", b.plausible_least, b.plausible_most),
               fmt::format("{:.3g} to {:.3g}", b.least, b.most), b.result_there ? fmt::format("{:.1e}", *b.result_there) : ""});
    if (b.reason) table.note(fmt::format("{} ({}): {}", b.title, b.region, *b.reason));
  }
  return table.text();
}

std::string drivers_table(const VerdictFile& v, const std::string& region, const char* kind, const char* title) {
  TextTable table(fmt::format("EV({}): {}", region, title), {"", "now", "effect"});
  for (const auto& d : *v.drivers)
    if (d.region == region && d.kind == kind)
      table.row({fmt::format("{:<26} {}", d.name, d.label), d.kind == "header" ? "" : number(d.now, 3), effect_text(d.effect)});
  return table.text();
}

/// Lines of at most kWidth columns, the first two blanks in, the others four.
std::string wrapped(const std::string& sentence) {
  constexpr std::size_t kWidth = 118;
  std::string text, line = " ";
  std::size_t width = 1;
  std::istringstream words(sentence);
  for (std::string word; words >> word;) {
    const auto columns = static_cast<std::size_t>(std::count_if(word.begin(), word.end(), [](char c) { return (c & 0xC0) != 0x80; }));
    if (width + 1 + columns > kWidth) {
      text += line + "\n";
      line = "   ";
      width = 3;
    }
    line += " " + word;
    width += 1 + columns;
  }
  return text + line + "\n";
}

}  // namespace

std::string verdict_text(const VerdictFile& v) {
  std::string text = fmt::format("\nWhat the answer depends on (battery {})\n", v.battery.name);
  for (const auto& sentence : v.sentences) text += wrapped(sentence);
  return text;
}

std::string verdict_tables(const VerdictFile& v) {
  std::string text = verdict_text(v) + variants_table(v) + signs_table(v) + break_even_table(v);
  if (!v.drivers) return text;
  for (const auto& region : v.regions) {
    text += drivers_table(v, region.region, "header", "US$ million per 10 % of all elements of a parameter together, to first order");
    text += drivers_table(v, region.region, "parameter", "US$ million per 10 % of a parameter, to first order");
    text += drivers_table(v, region.region, "tax", "US$ million per percentage point of a tax, preference or share, to first order");
    text += drivers_table(v, region.region, "export tax", "US$ million per percentage point of its most valuable export tax");
  }
  return text;
}

}  // namespace setu
