#include "shock_size.hpp"

#include <cmath>

#include <fmt/format.h>

#include "setu/base/error.hpp"
#include "setu/model/database/base_power.hpp"

namespace setu {

namespace {

bool needs_rate(ShockKind kind) {
  return kind == ShockKind::Rate || kind == ShockKind::RatePoints || kind == ShockKind::RatePercent || kind == ShockKind::Cut ||
         kind == ShockKind::ToZero;
}

bool needs_power(ShockKind kind) { return kind == ShockKind::Power || kind == ShockKind::PowerPercent; }

double new_rate(double rate, ShockKind kind, double amount) {
  switch (kind) {
    case ShockKind::Rate: return amount;
    case ShockKind::RatePoints: return rate + amount / 100;
    case ShockKind::RatePercent: return rate * (1 + amount / 100);
    case ShockKind::Cut: return rate * (1 - amount / 100);
    default: return 0;
  }
}

double new_level(double level, ShockKind kind, double amount) {
  switch (kind) {
    case ShockKind::Power:
    case ShockKind::Value: return amount;
    case ShockKind::PowerPercent:
    case ShockKind::Percent: return level * (1 + amount / 100);
    case ShockKind::Multiply: return level * amount;
    default: return level + amount;
  }
}

std::string tax_names() {
  std::string text;
  for (const auto& tax : tax_powers()) text += (text.empty() ? "" : ", ") + std::string(tax.variable);
  return text;
}

void check_meaning(const ShockBase& base, ShockKind kind, const std::string& where) {
  if (needs_rate(kind) && base.tax_index)
    throw InputError(
        fmt::format("{}: {} is an index over many taxes, so it has no rate; use power_percent, percent or "
                    "multiply, or shock the taxes by source.",
                    where, base.name));
  if ((needs_rate(kind) && !base.power) || (needs_power(kind) && !base.power && !base.tax_index))
    throw InputError(
        fmt::format("{}: {} is not a tax, so it has neither rate nor power; use percent, multiply, value or "
                    "change. Taxes: {}.",
                    where, base.name, tax_names()));
}

double shocked_level(const ShockBase& base, ShockKind kind, double amount, const std::string& where) {
  const bool relative = kind == ShockKind::Percent || kind == ShockKind::Multiply;
  if (relative && base.level == 0)
    throw InputError(
        fmt::format("{}: {} is zero before the shock, so a percentage of it means nothing; use value or "
                    "change.",
                    where, base.name));
  return new_level(base.level, kind, amount);
}

}  // namespace

double shocked_value(const ShockBase& base, ShockKind kind, double amount, const std::string& where) {
  check_meaning(base, kind, where);
  if (base.unit == Unit::Level) return shocked_level(base, kind, amount, where);
  const double before = base.power.value_or(base.level);
  const double after = needs_rate(kind) ? 1 + new_rate(before - 1, kind, amount) : new_level(before, kind, amount);
  if (!(after > 0) || !(before > 0))
    throw InputError(fmt::format("{}: {} would move from {:.6g} to {:.6g}, but it must stay positive.", where, base.name, before, after));
  return std::log(after / before);
}

}  // namespace setu
