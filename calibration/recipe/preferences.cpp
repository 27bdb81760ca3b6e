#include <algorithm>
#include <fmt/format.h>
#include <sstream>

#include "assemble.hpp"

namespace setu::recipe {
namespace {

/// Rate that suppliers without a preference pay: the mean over the reference suppliers of the table, weighted by what
/// they sell in `db`; −1 if none sells.
double reference_rate(const Recipe& recipe, const TariffTable& table, const Database& db, const std::string& suppliers, std::size_t c,
                      std::size_t d) {
  double duty = 0, base = 0;
  std::istringstream in(suppliers);
  for (std::string name; in >> name;) {
    const std::size_t s = recipe.region(name);
    if (table.rate(s, c, d) < 0) continue;
    duty += table.rate(s, c, d) * db["VXSB"](c, s, d);
    base += db["VXSB"](c, s, d);
  }
  return base > 0 ? duty / base : -1.0;
}

}  // namespace

void add_preferences(const Recipe& recipe, const RawFolder& raw, Database& db, Report& report) {
  const RawTable t(recipe.folder / "preferences.csv",
                   {"exporter", "importer", "tariff_table", "mfn_suppliers", "least_utilisation", "compliance"});
  report.begin("Step 10: tariff preferences");
  const Database& in = db;
  for (std::size_t i = 0; i < t.size(); ++i) {
    const auto table = read_tariff_table(recipe, raw, t.text(i, 2));
    const std::size_t s = recipe.region(t.text(i, 0)), d = recipe.region(t.text(i, 1));
    std::size_t count = 0;
    double used = 0, traded = 0;
    for (const std::size_t c : recipe.goods()) {
      if (in["VCIF"](c, s, d) <= 0 || recipe.sectors[c].tariff.empty()) continue;
      const double applied = in["VMSB"](c, s, d) / in["VCIF"](c, s, d) - 1;
      const double mfn = reference_rate(recipe, table, in, t.text(i, 3), c, d);
      if (mfn < applied + recipe.number("preferences.least_margin")) continue;
      const double least = t.number(i, 4), implied = 1 - applied / mfn;  // with free entry under the preference
      const double use = std::max(least, implied);
      const double preferential = implied >= least ? 0.0 : (applied - (1 - use) * mfn) / use;
      db["PRFU"](c, s, d) = use;
      db["PRFR"](c, s, d) = preferential;
      db["MFNR"](c, s, d) = mfn;
      db["PRFC"](c, s, d) = std::min(t.number(i, 5), 0.5 * (mfn - preferential));
      ++count;
      used += use * in["VCIF"](c, s, d), traded += in["VCIF"](c, s, d);
    }
    report.note(fmt::format("{} to {}: {} sectors with a margin, mean utilisation {:.0f} % of US$ {:.0f} million.", t.text(i, 0),
                            t.text(i, 1), count, traded > 0 ? 100 * used / traded : 0.0, traded));
  }
}

}  // namespace setu::recipe
