#pragma once
#include <nlohmann/json.hpp>

#include "setu/experiments/study/run.hpp"

namespace setu {

/// A certified result for the page's charts: welfare by region (US$ million and per cent of income), the economies, trade
/// between every two regions at FOB prices, the trade of the scenario's pair by commodity, output by sector. Changes are per
/// cent unless the key says otherwise; what a database has no value for is null.
nlohmann::json answer_json(const Experiment& experiment, const RunResult& result);

/// The welfare decomposition of a result that has it, and the indices of whole economies (real GDP, terms of trade, …, per cent) that
/// are integrated with it along the path of the shock. Those of a region without trade are null.
nlohmann::json decomposition_json(const Experiment& experiment, const RunResult& result);

}  // namespace setu
