#include <cstdint>
#include <cstdlib>

#include "scratch_folder.hpp"
#include "setu/base/error.hpp"
#include "setu/experiments/economy/economy.hpp"
#include "setu/experiments/policy/policy_file.hpp"
#include "setu/experiments/scenario/aliases.hpp"
#include "setu/experiments/scenario/scenario.hpp"
#include "setu/experiments/sweep/sweep_file.hpp"

namespace {

using namespace setu;

Sets small_sets() {
  Sets sets;
  sets.reg = {"A", "B", "C"};
  sets.comm = sets.acts = {"food", "cars"};
  sets.endw = {"labour", "capital"};
  return sets;
}

/// The selectors of a scenario are expanded too, as a run does.
void expand(const Scenario& scenario, const Sets& sets) {
  Aliases aliases;
  for (const auto& [set, names] : scenario.aliases)
    for (const auto& [name, selector] : names) aliases.add(set, name, selector);
  aliases.check(sets);
  for (const auto& shock : scenario.shocks)
    for (const auto& on : shock.choice.on) (void)aliases.expand(on, "REG", sets.reg);
}

void read(char kind, const std::filesystem::path& file, const std::string& override_text) {
  static const Sets sets = small_sets();
  static const SweepReading sweep = {{DesignKind::Grid, DesignKind::List, DesignKind::Random}, false, {}};
  static const SweepReading analysis = {{DesignKind::Stroud, DesignKind::Random, DesignKind::Sobol}, true, {}};
  const std::string name = file.string();
  switch (kind) {
    case 's': return expand(read_scenario(name), sets);
    case 'v': return expand(read_scenario(name, {override_text}), sets);
    case 'o': return (void)read_policy_file(name, PolicyUse::Optimise);
    case 'f': return (void)read_policy_file(name, PolicyUse::Frontier);
    case 'g': return (void)read_policy_file(name, PolicyUse::Game);
    case 'w': return (void)read_sweep_file(file, sweep);
    case 'n': return (void)read_sweep_file(file, analysis);
    case 'e': return (void)read_economy(file);
    default: (void)Aliases::read(file, sets);
  }
}

}  // namespace

/// The first byte says what the text is: a scenario (s), one with its first line as an override (v), a policy (o, f, g), a sweep (w),
/// a sensitivity analysis (n), an economy (e) or aliases. Whatever it is, it is read or refused with a sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const ScratchFolder folder;
  if (size < 2) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  try {
    read(static_cast<char>(data[0]), folder.write("fuzz.toml", text), std::string(text.substr(0, text.find('\n'))));
  } catch (const setu::InputError&) {}
  return 0;
}
