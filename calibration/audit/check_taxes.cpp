#include <fmt/format.h>

#include <cmath>

#include "findings.hpp"
#include "setu/model/database/ledger.hpp"

namespace setu::detail {
namespace {

/// Rates that a power (1 + rate) has when it is stored where the rate belongs.
bool like_a_power(double rate) { return rate >= 0.95 && rate < 2; }

struct Count {
  std::size_t taxed = 0, powers = 0, negatives = 0;
};

/// A tax as a pair of headers of one shape: rate = with / without − 1.
struct Wedge {
  std::string with, without, name;
};

void judge(const Database& db, const Wedge& wedge, std::size_t cell, double with, double without, const AuditOptions& options, Count& count,
           Findings& findings) {
  if (without == 0 || with == 0) return;
  const double rate = with / without - 1;
  if (rate == 0) return;
  ++count.taxed;
  if (like_a_power(rate)) ++count.powers;
  if (rate < -options.large_rate) ++count.negatives;
  if (std::abs(rate) > options.large_rate)
    findings.add(Severity::Warning, "tax rate", cell_name(db, wedge.with, cell), fmt::format("the {} is {}", wedge.name, percent(rate)),
                 std::abs(rate));
}

void suspect(const Wedge& wedge, const Count& count, Findings& findings) {
  const auto many = [&](std::size_t n) { return n >= 3 && 4 * n > count.taxed; };
  if (many(count.powers))
    findings.add(Severity::Warning, "power as rate", wedge.with,
                 fmt::format("{} of {} rates of the {} lie between 95 and 200 %: was a power (1 + rate) stored as a rate?", count.powers,
                             count.taxed, wedge.name),
                 static_cast<double>(count.powers));
  if (many(count.negatives))
    findings.add(Severity::Warning, "rate as power", wedge.with,
                 fmt::format("{} of {} rates of the {} are close to -100 %: was a rate stored as a power (1 + rate)?", count.negatives,
                             count.taxed, wedge.name),
                 static_cast<double>(count.negatives));
}

/// Tariff rates that are stored as such.
void stored_rates(const Database& db, const char* header, const AuditOptions& options, Findings& findings) {
  Count count;
  const auto values = db[header].values();
  for (std::size_t cell = 0; cell < values.size(); ++cell) {
    if (values[cell] == 0) continue;
    ++count.taxed;
    if (like_a_power(values[cell])) ++count.powers;
    if (std::abs(values[cell]) > options.large_rate)
      findings.add(Severity::Warning, "tax rate", cell_name(db, header, cell), fmt::format("the rate is {}", percent(values[cell])),
                   std::abs(values[cell]));
  }
  suspect({header, header, "tariff"}, count, findings);
}

}  // namespace

void check_taxes(const Database& db, const AuditOptions& options, Findings& findings) {
  for (const LedgerRow* row : taxed_rows()) {
    const Wedge wedge{row->info.name, row->tax->before, row->tax->name};
    Count count;
    const auto with = db[wedge.with].values(), without = db[wedge.without].values();
    for (std::size_t cell = 0; cell < with.size(); ++cell) judge(db, wedge, cell, with[cell], without[cell], options, count, findings);
    suspect(wedge, count, findings);
  }
  for (const char* header : {"PRFR", "MFNR"}) stored_rates(db, header, options, findings);
}

}  // namespace setu::detail
