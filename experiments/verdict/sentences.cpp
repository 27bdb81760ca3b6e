#include <algorithm>
#include <cctype>
#include <cmath>

#include <fmt/format.h>

#include "experiments/tables/text_table.hpp"
#include "judge.hpp"

namespace setu {

namespace {

/// "+5,135", "−752.6": three digits that say something, a typographic minus.
std::string signed_text(double value, int digits) {
  const std::string size = number(std::abs(value), digits);
  if (size == number(0.0, digits)) return size;
  return (value < 0 ? "−" : "+") + size;
}

int money_digits(double value) { return std::abs(value) >= 100 ? 0 : std::abs(value) >= 1 ? 1 : 3; }
std::string money(double value) { return signed_text(value, money_digits(value)); }

/// With a capital letter at its beginning: "the United States" are called so inside a sentence.
std::string capital(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

/// Two digits that say something.
std::string share(double percent) {
  const double size = std::abs(percent);
  return signed_text(percent, size >= 10 ? 0 : size >= 1 ? 1 : size >= 0.1 ? 2 : 3);
}

std::string listed(const std::vector<std::string>& parts, const char* last) {
  std::string text;
  for (std::size_t k = 0; k < parts.size(); ++k) text += (k == 0 ? "" : k + 1 == parts.size() ? fmt::format("{} ", last) : ", ") + parts[k];
  return text;
}

/// What is assumed in variants, with the result there: "trade balances are fixed (−2,253)".
std::string conditions(const VerdictFile& v, const std::vector<std::string>& variants, std::size_t result, const char* before,
                       bool values) {
  std::vector<std::string> parts;
  for (const auto& variant : v.variants) {
    if (std::find(variants.begin(), variants.end(), variant.name) == variants.end()) continue;
    parts.push_back(before + variant.when);
    if (values) parts.back() += fmt::format(" ({})", money(variant.values[result]));
  }
  return listed(parts, parts.size() > 2 ? ", or" : " or");
}

/// "India loses in 13 of 15 variants", "…, as in the standard case,".
std::string in_how_many(const VerdictResult& r) {
  if (r.counted == 0) return "in the standard case; no variant could be solved";
  if (r.holds == r.counted) return r.counted == 1 ? "in the one variant" : fmt::format("in all {} variants", r.counted);
  return fmt::format("in {} of {} variants", r.holds, r.counted);
}

std::string number_text(double value) { return value >= 0.1 && value < 1000 ? fmt::format("{:.3g}", value) : fmt::format("{:.2g}", value); }

/// "−2,850 to +5,135 US$ million; −0.10 to +0.18 % of income"; shares that print as zero, both of them, are left out.
std::string range_text(const VerdictResult& r, double income) {
  const std::string dollars = fmt::format("{} to {} US$ million", money(r.least), money(r.most));
  const std::string least = share(100 * r.least / income), most = share(100 * r.most / income), nothing = share(0);
  return least == nothing && most == nothing ? dollars : fmt::format("{}; {} to {} % of income", dollars, least, most);
}

/// "India loses in 12 of 16 variants (−2,850 to +5,135 US$ million; …). It gains if …"
std::string welfare_sentence(const VerdictFile& v, const VerdictRegion& region, std::size_t k) {
  const VerdictResult& r = v.results[k];
  const std::string below = fmt::format("below {:g} % of income", 100 * r.threshold / region.income);
  if (r.sign == "negligible") {
    std::string text =
        fmt::format("{} gains or loses next to nothing ({}) {} ({}).", region.name, below, in_how_many(r), range_text(r, region.income));
    if (!r.flipped_by.empty()) text += fmt::format(" It is more {}.", conditions(v, r.flipped_by, k, "if ", true));
    return text;
  }
  const bool gains = r.sign == "plus";
  std::string text = fmt::format("{} {} {} ({}).", region.name, gains ? "gains" : "loses", in_how_many(r), range_text(r, region.income));

  if (!r.flipped_by.empty()) text += fmt::format(" It {} {}.", gains ? "loses" : "gains", conditions(v, r.flipped_by, k, "if ", true));
  if (!r.negligible_in.empty())
    text += fmt::format(" The {} is negligible ({}) {}.", gains ? "gain" : "loss", below, conditions(v, r.negligible_in, k, "if ", false));
  return text;
}

/// "Armington elasticities of goods more than 1.63 times as large (within the plausible 0.5 to 2)": where the sign is the other one.
std::string turning(const VerdictBreakEven& b, bool to_plus) {
  const bool more = (*b.positive == "above") == to_plus;
  return fmt::format("{}: {} than {} {} ({} the plausible {} to {})", b.title, more ? "more" : "less", number_text(*b.value), b.unit,
                     *b.within == "yes" ? "within" : "beyond", number_text(b.plausible_least), number_text(b.plausible_most));
}

/// Where the sign turns as one number moves alone, and where it does not.
std::string break_even_sentence(const VerdictFile& v, const VerdictRegion& region, const VerdictResult& ev) {
  const bool to_plus = ev.central <= 0;
  std::string found;
  std::vector<std::string> steady;
  for (const auto& b : v.break_evens.value_or(std::vector<VerdictBreakEven>{})) {
    if (b.region != region.region) continue;
    if (b.state == "found") found += (found.empty() ? "" : "; ") + turning(b, to_plus);
    if (b.state == "keeps its sign")
      steady.push_back(fmt::format("{} ({} to {} {})", b.title, number_text(b.least), number_text(b.most), b.unit));
  }
  std::string text;
  if (!found.empty())
    text = fmt::format("{} {} where one of these alone goes far enough. {}.", region.name, to_plus ? "gains" : "loses", capital(found));
  if (!steady.empty())
    text +=
        fmt::format("{} whatever one of these alone is: {}.",
                    text.empty() ? region.name + (to_plus ? " loses" : " gains") : std::string(" The sign stays"), listed(steady, " or"));
  return text;
}

/// What part of the answer is the model's view that others cannot do without a region's goods.
std::string power_sentence(const VerdictFile& v, const VerdictRegion& region, const VerdictResult& ev) {
  for (const auto& d : v.drivers.value_or(std::vector<VerdictDriver>{})) {
    if (d.region != region.region || d.kind != "export tax" || !(d.effect > ev.threshold)) continue;
    std::string text =
        fmt::format("Implied market power: a point of {} would be worth {} US$ million to {}", d.name, money(d.effect), region.name);
    if (d.best && *d.best > d.now) text += fmt::format(", and a rate of {} % would serve it best to second order", number_text(*d.best));
    return text + ".";
  }
  return {};
}

/// "real GDP rises (+0.01 to +0.35 %)"; what is negligible is 0.
std::string movement(const VerdictResult& r) {
  const auto end = [&](double value) { return std::abs(value) < r.threshold ? std::string("0") : share(value); };
  const char* verb = r.sign == "plus" ? "rises" : r.sign == "minus" ? "falls" : "hardly changes";
  if (std::max(std::abs(r.least), std::abs(r.most)) < r.threshold) return fmt::format("{} {} (below {:g} %)", r.label, verb, r.threshold);
  return fmt::format("{} {} ({} to {} %", r.label, verb, end(r.least), end(r.most));
}

/// What holds in all variants, then each result whose sign does not, with what flips it.
std::string others_sentence(const VerdictFile& v, const VerdictRegion& region) {
  std::string steady, rest;
  int counted = 0;
  for (std::size_t k = 0; k < v.results.size(); ++k) {
    const VerdictResult& r = v.results[k];
    if (r.region != region.region || r.name.starts_with("EV(")) continue;
    std::string text = movement(r);
    const bool open = !text.ends_with(")");
    if (r.holds == r.counted) {
      counted = r.counted;
      steady += (steady.empty() ? "" : ", ") + text + (open ? ")" : "");
      continue;
    }
    std::vector<std::string> against = r.flipped_by;
    against.insert(against.end(), r.negligible_in.begin(), r.negligible_in.end());
    rest += fmt::format("; {} {}{}", in_how_many(r), text,
                        open ? fmt::format("; not {})", conditions(v, against, k, "if ", false)) : std::string());
  }
  std::string text;
  if (!steady.empty()) text = counted > 0 ? fmt::format("in all {} variants {}", counted, steady) : "in the standard case " + steady;
  if (!rest.empty()) text += text.empty() ? rest.substr(2) : rest;
  return text.empty() ? text : capital(fmt::format("{}: {}.", region.name, text));
}

/// What is not known, and what does not count.
std::string rest_sentence(const VerdictFile& v) {
  std::vector<std::string> unknown, same;
  for (const auto& variant : v.variants) {
    if (variant.state == "unknown") unknown.push_back("'" + variant.title + "'");
    if (variant.state == "same") same.push_back("'" + variant.title + "'");
  }
  std::string text;
  if (!unknown.empty()) text = fmt::format("Unknown (verdict.json says why): {}.", listed(unknown, " and"));
  if (!same.empty()) text += fmt::format("{}Not counted, because nothing changes: {}.", text.empty() ? "" : " ", listed(same, " and"));
  return text;
}

}  // namespace

std::vector<std::string> verdict_sentences(const VerdictFile& v) {
  std::vector<std::string> sentences;
  const auto add = [&](std::string text) {
    if (!text.empty()) sentences.push_back(capital(std::move(text)));
  };
  for (const auto& region : v.regions) {
    for (std::size_t k = 0; k < v.results.size(); ++k)
      if (v.results[k].name == fmt::format("EV({})", region.region)) {
        add(welfare_sentence(v, region, k));
        add(break_even_sentence(v, region, v.results[k]));
        add(power_sentence(v, region, v.results[k]));
      }
  }
  for (const auto& region : v.regions) add(others_sentence(v, region));
  add(rest_sentence(v));
  return sentences;
}

}  // namespace setu
