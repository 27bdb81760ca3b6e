#pragma once
#include "program_fixture.hpp"
#include "setu/base/error.hpp"
#include "setu/experiments/sweep/points.hpp"

namespace setu {

/// Sweeps over a scenario of halved tariffs on an invented economy.
class Sweep : public Program {
 protected:
  static SweepReading reading() { return {{DesignKind::Grid, DesignKind::List, DesignKind::Random}, false, {}}; }
  /// Writes a sweep file with the head that all tests share.
  std::string sweep(const std::string& tables, const std::string& name = "sweep.toml") {
    tariff_scenario();
    return write(name, "scenario = 'cut'\ndatabase = '" + database() + "'\n" + tables);
  }
  SweepFile read_sweep(const std::string& tables) { return read_sweep_file(sweep(tables), reading()); }

  std::string message(const std::string& tables) {
    try {
      read_sweep(tables);
    } catch (const InputError& e) { return e.what(); }
    return "no InputError was thrown";
  }
};

}  // namespace setu
