#pragma once
#include "experiments/scenario/toml_section.hpp"
#include "setu/experiments/sweep/sweep_file.hpp"

/// Readers for the tables of a sweep file. Private to experiments/.
namespace setu {

Axis read_axis(const toml::table& table);
Distribution read_distribution(const toml::table& table);

}  // namespace setu
