#pragma once
#include "setu/model/database/ledger.hpp"
#include "sums.hpp"

/// Sums of rows of the ledger over one region, in the order of the files.
namespace setu::detail {

/// Values of rows at one commodity and region.
inline double sum_at(const Sums& s, const std::vector<const LedgerRow*>& rows, std::size_t c, std::size_t r) {
  double sum = 0;
  for (const LedgerRow* row : rows) sum += s.at(row->info.name, c, r);
  return sum;
}

/// Rows of one side of an account that are over commodities, or that are not.
inline std::vector<const LedgerRow*> rows_by_commodity(AccountKind kind, Side side, bool by_commodity) {
  auto rows = rows_of(kind, side);
  std::erase_if(rows, [&](const auto* row) { return row->over("COMM") != by_commodity; });
  return rows;
}

/// Values of rows over regions alone, with their signs.
inline double sum_signed(const Sums& s, const std::vector<const LedgerRow*>& rows, AccountKind kind, Side side, std::size_t r) {
  double sum = 0;
  for (const LedgerRow* row : rows) sum += row->entry(kind, side)->sign * s.db[row->info.name](r);
  return sum;
}

}  // namespace setu::detail
