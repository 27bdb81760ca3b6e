#include <cmath>

#include <fmt/format.h>

#include "rule_states.hpp"
#include "tables.hpp"

namespace setu {

std::vector<DataTable> rule_table(const ResultView& view) {
  DataTable table{"rules",
                  "Rules: which of them bind, and what they earn",
                  "",
                  {{.title = "Rule", .words = true},
                   {.title = "State", .words = true},
                   {.title = "Limit", .unit = "%", .digits = 2},
                   {.title = "Limited", .unit = "%", .digits = 2},
                   {.title = "Instrument", .words = true},
                   {.title = "Change", .unit = "%", .digits = 2},
                   {.title = "Rent", .unit = "US$ mn"},
                   {.title = "Out of work", .unit = "%", .digits = 2}}};
  std::size_t binding = 0;
  for (const auto& state : rule_states(view.experiment(), view.result())) {
    binding += state.binds ? 1 : 0;
    std::string instrument = state.instrument;
    if (state.instruments > 1) instrument += fmt::format(" and {} more", state.instruments - 1);
    table.row({state.name, state.words, state.limit_percent, state.limited_percent, std::move(instrument), state.instrument_percent,
               state.rent ? TableCell(state.rent) : TableCell(""), state.unemployment ? TableCell(state.unemployment) : TableCell("")});
  }
  if (!table.rows.empty()) {
    table.note(fmt::format("{} of {} rules bind. Limits and what they limit: change from the benchmark.", binding, table.rows.size()));
    table.note("Rent: what the instrument earns beyond where it rests; a negative one is the cost of a subsidy or a purchase.");
  }
  std::vector<DataTable> tables;
  tables.push_back(std::move(table));
  return tables;
}

}  // namespace setu
