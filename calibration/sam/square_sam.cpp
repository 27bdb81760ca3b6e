#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "setu/base/error.hpp"
#include "setu/calibration/sam/sam.hpp"

namespace setu {

namespace {

constexpr double kNoDifference = 1e-6;  ///< of an account: what is no difference
constexpr int kMostRounds = 10000;

struct AccountSums {
  std::vector<double> in, out, size;
};

AccountSums account_sums(const std::vector<double>& v, std::size_t n) {
  AccountSums s{std::vector<double>(n), std::vector<double>(n), std::vector<double>(n)};
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) {
      const double x = v[i * n + j];
      s.in[i] += x, s.out[j] += x, s.size[i] += std::abs(x) / 2, s.size[j] += std::abs(x) / 2;
    }
  return s;
}

double gap(const AccountSums& s, std::size_t i) {
  const double difference = std::abs(s.in[i] - s.out[i]);
  return !std::isfinite(s.size[i]) ? INFINITY : difference == 0 ? 0 : difference / s.size[i];
}

void refuse_imbalance(const SquareTable& table, const AccountSums& s, double tolerance) {
  std::vector<std::size_t> bad;
  for (std::size_t i = 0; i < table.size(); ++i)
    if (!(gap(s, i) <= tolerance)) bad.push_back(i);
  if (bad.empty()) return;
  std::stable_sort(bad.begin(), bad.end(),
                   [&](std::size_t a, std::size_t b) { return std::abs(s.in[a] - s.out[a]) > std::abs(s.in[b] - s.out[b]); });
  std::string text;
  for (std::size_t k = 0; k < bad.size() && k < 5; ++k)
    text += fmt::format("{} '{}' (line {}) receives {} and pays {}, a gap of {}", k ? ";" : "", table.labels[bad[k]], table.lines[bad[k]],
                        s.in[bad[k]], s.out[bad[k]], s.in[bad[k]] - s.out[bad[k]]);
  const std::string fields =
      table.short_rows.empty() ? "" : fmt::format("{}: a field may be missing, which moves the others. ", table.short_rows);
  throw InputError(fmt::format(
      "{}:{}: {}{} of {} accounts do not balance:{}{}. Balance the table first (setu balance) or correct it; --tolerance allows more than "
      "{:g} of an account.",
      table.name, table.lines[bad[0]], fields, bad.size(), table.size(), text, bad.size() > 5 ? "; …" : "", tolerance));
}

/// M0: one factor for each account, by which its row is multiplied and its column divided.
bool absorb(std::vector<double>& v, std::size_t n) {
  for (int round = 0; round < kMostRounds; ++round) {
    double worst = 0;
    for (std::size_t i = 0; i < n; ++i) {
      double in = 0, out = 0, large = 0;
      for (std::size_t j = 0; j < n; ++j) {
        if (j == i) continue;
        in += v[i * n + j], out += v[j * n + i], large += std::abs(v[i * n + j]) + std::abs(v[j * n + i]);
      }
      if (large == 0 || in == out) continue;
      worst = std::max(worst, std::abs(in - out) / large);
      if (!(in / out > 0)) return false;
      const double factor = std::sqrt(out / in);
      for (std::size_t j = 0; j < n; ++j)
        if (j != i) v[i * n + j] *= factor, v[j * n + i] /= factor;
    }
    if (worst < 1e-13) return true;
  }
  return false;
}

}  // namespace

Sam sam_of_square(const SquareTable& table, double tolerance) {
  const std::size_t n = table.size();
  const AccountSums sums = account_sums(table.values, n);
  refuse_imbalance(table, sums, std::max(tolerance, kNoDifference));
  Sam sam;
  sam.file = table.name, sam.accounts = table.labels, sam.descriptions = table.descriptions, sam.values = table.values;
  sam.notes = table.notes;
  std::size_t uneven = 0, worst = 0;
  for (std::size_t i = 0; i < n; ++i) {
    uneven += gap(sums, i) > kNoDifference ? 1 : 0;
    if (gap(sums, i) > gap(sums, worst)) worst = i;
  }
  if (uneven == 0) return sam;
  if (!absorb(sam.values, n))
    throw InputError(
        fmt::format("{}: the differences between rows and columns cannot be absorbed (the largest, of '{}', is {:.2g} of the "
                    "account); balance the table with setu balance.",
                    table.name, table.labels[worst], gap(sums, worst)));
  std::size_t cell = 0;
  for (std::size_t k = 0; k < n * n; ++k)
    if (std::abs(sam.values[k] - table.values[k]) > std::abs(sam.values[cell] - table.values[cell])) cell = k;
  sam.notes.push_back(fmt::format(
      "{} accounts did not balance, '{}' by {:.2g} of it, the most. Each account's row was multiplied, and its column divided, by one "
      "factor "
      "until they agree; the cell that moved most is '{}' from '{}': {:.10g} instead of {:.10g}.",
      uneven, table.labels[worst], gap(sums, worst), table.labels[cell / n], table.labels[cell % n], sam.values[cell], table.values[cell]));
  return sam;
}

}  // namespace setu
