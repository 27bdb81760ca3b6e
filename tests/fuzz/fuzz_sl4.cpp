#include <cstdint>
#include <cstdlib>

#include "setu/base/error.hpp"
#include "setu/calibration/gtap/sl4.hpp"

/// Whatever the bytes are, the reader of solution files returns a solution whose arrays fit its sets, or an InputError.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const setu::HarFile file = setu::read_har("fuzz.sl4", {reinterpret_cast<const char*>(data), size});
    const setu::GempackSolution solution = setu::read_solution(file);
    for (const auto& variable : solution.variables) {
      std::size_t cells = 1;
      for (const std::size_t set : variable.sets) cells *= solution.sets.at(set).elements.size();
      if (variable.cumulative.size() != cells || variable.exogenous.size() != cells || variable.shocked.size() != cells) std::abort();
      if (variable.subtotals.size() != solution.subtotals.size()) std::abort();
      for (const auto& subtotal : variable.subtotals)
        if (subtotal.size() != cells) std::abort();
      if (cells > 0 && solution.elements(variable, cells - 1).size() != variable.sets.size()) std::abort();
      for (std::size_t cell = 0; cell < cells; ++cell)
        if (variable.shocked[cell] && !variable.exogenous[cell]) std::abort();
    }
  } catch (const setu::InputError&) {}
  return 0;
}
