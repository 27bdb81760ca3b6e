#pragma once
#include "experiments/scenario/toml_section.hpp"
#include "setu/experiments/sweep/sweep_file.hpp"

/// Readers for the tables of a sweep file. Private to experiments/.
namespace setu {

Axis read_axis(const toml::table& table);
/// What moves, of a table whose numbers have been read: its name, and key, parameter or variable. Nothing else may stand in the table.
void read_axis_target(Section& section, Axis& axis);
Distribution read_distribution(const toml::table& table);

}  // namespace setu
