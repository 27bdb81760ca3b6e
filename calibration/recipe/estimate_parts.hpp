#pragma once
#include "estimation_problem.hpp"

namespace setu::recipe {

void follow_chapters(const Recipe& recipe, const Customs& customs, TradeSeeds& trade);

/// Priors of all cells of an EstimationProblem.
std::vector<double> estimate_priors(const Recipe& recipe, const Sources& sources, const Controls& levels, UseSeeds uses,
                                    const TradeSeeds& trade);

/// How product_taxes.csv weighs a region's purchases, by commodity and user.
Array tax_weights(const Recipe& recipe);

/// One rate for each region, times the weights, that raises the taxes on products which its sources give, on these purchases.
Array product_tax_rates(const Recipe& recipe, const Sources& sources, const Array& weights, const std::vector<double>& cells,
                        const Array& duty, const Array& duty_rate);

}  // namespace setu::recipe
