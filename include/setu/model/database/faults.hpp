#pragma once
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "setu/model/database/accounts.hpp"
#include "setu/model/database/database.hpp"

namespace setu {

/// Largest relative imbalance of an account that counts as rounding of the database, which a model absorbs so that the benchmark
/// solves it exactly (docs/equations.md §18). GTAP's own files hold single-precision numbers: their accounts are off by about 1e-7,
/// routes of public aggregations by up to 2.5e-4.
inline constexpr double kLargestRounding = 1e-3;
/// Up to here single precision explains an imbalance; what is above is absorbed too, but told.
inline constexpr double kSinglePrecision = 1e-6;

/// One thing for which no model is built on a database.
struct Fault {
  std::string check;    ///< which check, e.g. "balance", "negative flow", "stocks"
  std::string where;    ///< "activity Food in USA", "VDFB(Food,Mnfcs,USA)"
  std::string message;  ///< one sentence
  double size = 0;      ///< what it is sorted by: relative imbalance, US$ million, …
};

/// Names everything for which no model is built, check by check: accounts that are off by more than rounding, negative and
/// non-finite values, flows present at one price and absent at another, regions without spending, stocks or people, parameters
/// that are impossible. The audit reports exactly these as errors, and a run refuses exactly these. `accounts` are the database's.
/// The sets must be those of a database (check_sets).
void find_faults(const Database& database, std::span<const Account> accounts, const std::function<void(Fault)>& found);

/// Accounts of one kind that a model absorbs although single precision does not explain their imbalance.
struct Absorbed {
  AccountKind kind{};
  std::size_t accounts = 0;
  double worst = 0;   ///< largest relative imbalance
  std::string where;  ///< the account that has it
};
std::vector<Absorbed> absorbed_accounts(const Database& database, std::span<const Account> accounts);
/// "61 routes, worst 9.4e-05 of CIF (route of Food from USA to EU_28); …", empty for none.
std::string absorbed_in_words(const std::vector<Absorbed>& absorbed);

/// What a model takes for granted of a database that it accepts.
struct Allowance {
  double gaps = 0;                 ///< Σ |left − right| over the accounts of absorbed_accounts, relative to world net investment
  std::vector<std::string> notes;  ///< what is absorbed or assumed, one full sentence each
};

/// What is assumed of headers that are not there and that an economy cannot do without, one full sentence each.
std::vector<std::string> assumed(const Database& database);

/// Throws InputError with the gravest faults of each check, or says what is taken for granted.
Allowance refuse_faults(const Database& database);

/// What is wrong with the endowments that are capital, where capital has owners; empty if nothing.
std::string capital_fault(const Database& database);

}  // namespace setu
