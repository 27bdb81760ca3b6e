#pragma once
#include "cases.hpp"

/// Private to experiments/verdict.
namespace setu {

/// Largest |EV| at a break-even that is reported, as a share of income.
inline constexpr double kBreakEvenLimit = 1e-6;

/// Where EV of each region is zero as the number moves, each solved again there from the benchmark. Numbers that differ between workers
/// and this process travel in an outcome (pack_break_evens).
std::vector<VerdictBreakEven> find_break_evens(const Cases& cases, const BreakEven& number);

/// The findings as an outcome and back.
PointOutcome pack_break_evens(const std::vector<VerdictBreakEven>& found);
std::vector<VerdictBreakEven> unpack_break_evens(const Cases& cases, const BreakEven& number, const PointOutcome& outcome);

}  // namespace setu
