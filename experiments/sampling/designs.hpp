#pragma once
#include <cstdint>

#include "setu/experiments/sampling/sample.hpp"

/// The parts of make_sample. Private to experiments/sampling.
namespace setu {

/// P with P Pᵀ = the part of `matrix` that `members` select, by eigenvalues (S6); members × members.
Draws square_root(const Draws& matrix, std::span<const std::size_t> members);

/// The correlation of normal numbers under which `a` and `b` have correlation `rho` (S7). NaN where no copula attains it; then
/// `lowest` and `highest` say what can be had.
double normal_correlation(const Distribution& a, const Distribution& b, double rho, double& lowest, double& highest);

/// Numbers in (0, 1): draws × columns.
Draws random_uniforms(std::size_t draws, std::size_t columns, std::uint64_t seed, std::uint64_t stream);
Draws latin_hypercube(std::size_t draws, std::size_t columns, std::uint64_t seed, std::uint64_t stream);
Draws sobol_uniforms(std::size_t draws, std::size_t columns, std::uint64_t seed);

/// Reorders each column of `uniforms` so that the groups get the copula's rank correlation (S11); the strata stay.
void correlate_ranks(Draws& uniforms, const Dependence& dependence, std::uint64_t seed, std::uint64_t stream);

/// From uniforms to the numbers; `copula`: correlate them on the way (S5).
Draws to_numbers(const Draws& uniforms, std::span<const Uncertain> numbers, const Dependence& dependence, bool copula);

Sample stroud(std::span<const Uncertain> numbers, const Dependence& dependence);
Sample liu(std::span<const Uncertain> numbers, const Dependence& dependence);

}  // namespace setu
