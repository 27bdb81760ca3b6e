#pragma once
#include <functional>
#include <span>
#include <string>

#include "setu/model/database/accounts.hpp"
#include "setu/model/database/database.hpp"

namespace setu {

/// Largest relative imbalance of an account that counts as rounding of the database, which a model absorbs so that the benchmark
/// solves it exactly (docs/equations.md §18). GTAP's own files hold single-precision numbers: their accounts are off by about 1e-7.
inline constexpr double kLargestRounding = 1e-5;

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

/// Throws InputError with the gravest faults of each check, or does nothing.
void refuse_faults(const Database& database);

/// What is wrong with the endowments that are capital, where capital has owners; empty if nothing.
std::string capital_fault(const Database& database);

}  // namespace setu
