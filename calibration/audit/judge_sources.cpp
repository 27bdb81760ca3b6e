#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <sstream>

#include "plausibility.hpp"
#include "setu/base/error.hpp"
#include "setu/base/files/csv.hpp"
#include "setu/base/number.hpp"
#include "setu/base/suggest.hpp"
#include "setu/calibration/audit/source_figures.hpp"

namespace setu {
namespace {

constexpr double worth_a_line = 5000.0;  // US$ million
constexpr double far_off = 0.25;         // of the source's figure
constexpr double like_customs = 0.9;     // Finger-Kreinin similarity of export mixes

std::size_t place(const std::vector<std::string>& names, const std::string& name, const char* what) {
  const auto it = std::find(names.begin(), names.end(), name);
  if (it == names.end()) throw InputError("The figures of the sources: " + unknown_name(what, name, names) + ".");
  return static_cast<std::size_t>(it - names.begin());
}

double trade(const Database& db, const SourceFigure& figure) {
  const std::size_t r = place(db.sets().reg, figure.region, "region");
  double sum = 0;
  for (const auto& name : figure.commodities) {
    const std::size_t c = place(db.sets().comm, name, "commodity");
    if (figure.kind == SourceFigure::Kind::Pair) {
      sum += db["VXSB"](c, r, place(db.sets().reg, figure.partner, "region"));
      continue;
    }
    for (std::size_t k = 0; k < db.sets().reg.size(); ++k)
      sum += figure.kind == SourceFigure::Kind::Exports ? db["VXSB"](c, r, k) : db["VXSB"](c, k, r);
  }
  return sum;
}

std::string what(const SourceFigure& f) {
  const std::string goods = f.commodities.size() == 1 ? f.commodities.front() : fmt::format("{} commodities", f.commodities.size());
  if (f.kind == SourceFigure::Kind::Pair) return fmt::format("{} from {} to {}", goods, f.region, f.partner);
  return fmt::format("{} of {} {}", f.kind == SourceFigure::Kind::Exports ? "exports" : "imports", goods, f.region);
}

}  // namespace

std::vector<SourceFigure> read_source_figures(const std::filesystem::path& file) {
  std::vector<SourceFigure> figures;
  if (!std::filesystem::is_regular_file(file)) return figures;
  CsvReader csv(file);
  if (!csv.next() || csv.fields().size() < 9 || csv.fields()[0] != "what")
    csv.fail("these are not figures of sources as setu calibrate writes them.");
  while (csv.next()) {
    const std::string kind(csv.fields()[0]);
    if (kind != "exports" && kind != "imports" && kind != "pair") continue;
    const auto value = parse_number(csv.fields()[4]);
    if (!value) csv.fail("the source's figure is not a number.");
    SourceFigure f{kind == "pair"      ? SourceFigure::Kind::Pair
                   : kind == "exports" ? SourceFigure::Kind::Exports
                                       : SourceFigure::Kind::Imports,
                   std::string(csv.fields()[1]),
                   std::string(csv.fields()[2]),
                   {},
                   *value,
                   std::string(csv.fields()[8])};
    std::istringstream names{std::string(csv.fields()[3])};
    for (std::string name; names >> name;) f.commodities.push_back(name);
    figures.push_back(std::move(f));
  }
  return figures;
}

namespace detail {

/// Trade far from its source is a note; an export mix that is not that of customs a warning.
void judge_sources(const Database& db, const std::vector<SourceFigure>& figures, Findings& findings) {
  std::map<std::string, std::array<std::vector<double>, 2>> mix;  // region → source, database
  for (const auto& f : figures) {
    const double here = trade(db, f);
    if (std::max(here, f.value) >= worth_a_line && std::abs(here - f.value) > far_off * f.value)
      findings.add(Severity::Note, "trade far from its source", f.region,
                   fmt::format("{}: US$ {} million, {} says {}", what(f), short_number(here), f.source, short_number(f.value)),
                   std::abs(here - f.value));
    if (f.kind != SourceFigure::Kind::Exports || f.commodities.size() != 1 || f.source != "customs") continue;
    mix[f.region][0].push_back(f.value);
    mix[f.region][1].push_back(here);
  }
  for (const auto& [region, both] : mix) {
    std::array<double, 2> sum{};
    for (std::size_t k = 0; k < 2; ++k)
      for (const double v : both[k]) sum[k] += v;
    double alike = 0;
    for (std::size_t i = 0; i < both[0].size(); ++i) alike += std::min(both[0][i] / sum[0], both[1][i] / std::max(sum[1], 1e-300));
    if (alike < like_customs)
      findings.add(Severity::Warning, "export mix against customs", region,
                   fmt::format("the mix of goods exports is {} that of customs", percent(alike)), 1 - alike);
  }
}

}  // namespace detail
}  // namespace setu
