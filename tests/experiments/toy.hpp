#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "setu/base/error.hpp"
#include "setu/experiments/scenario/shocks.hpp"
#include "setu/system/write/builder.hpp"

/// A two-commodity, three-region world with only the variables that shock tests need. No equations.
namespace setu::toy {

struct Com {};
struct Reg {};

inline Sets sets() {
  Sets s;
  s.reg = {"A", "B", "C"};
  s.comm = {"food", "cars"};
  s.acts = {"food", "cars"};
  s.endw = {"labour", "capital"};
  s.endm = s.endw;
  s.endc = {"capital"};
  s.endl = {"labour"};
  return s;
}

/// Tariff of 20 % on food from A to B, 50 % on cars from A to B, a subsidy of 10 % on food from B to A, others zero.
inline Database database() {
  Database db(sets());
  Array &vcif = db["VCIF"], &vmsb = db["VMSB"];
  for (double& v : vcif.values()) v = 100;
  for (double& v : vmsb.values()) v = 100;
  vmsb(0, 0, 1) = 120;
  vmsb(1, 0, 1) = 150;
  vmsb(0, 1, 0) = 90;
  for (int c = 0; c < 2; ++c)
    for (int r = 0; r < 3; ++r) vcif(c, r, r) = vmsb(c, r, r) = 0;
  return db;
}

inline Model model() {
  Model m;
  m.sets = sets();
  Builder b;
  const Index com = b.set("COMM", m.sets.comm), reg = b.set("REG", m.sets.reg), win = b.set("WIND", {"labour_intensive"});
  const auto all = [](Index) { return true; };
  const auto trade = [](Index i) { return (i / 3) % 3 != i % 3; };
  const auto one = [](Index) { return 1.0; };
  const auto zero = [](Index) { return 0.0; };
  b.variables({"tms", "import tariff"}, {com, reg, reg}, trade, one);
  b.variables({"tm", "import tariff, all sources"}, {com, reg}, all, one);
  b.variables({"ams", "import augmentation"}, {com, reg, reg}, trade, one);
  b.variables({"qms", "imports"}, {com, reg}, all, [](Index) { return 200.0; });
  b.variables({"fundbud", "budget", 0, Unit::Level}, {win}, all, zero);
  const auto prefers = [](Index i) { return i == 1; };  // food from A to B
  b.variables({"prfu", "utilisation", 0, Unit::Level}, {com, reg, reg}, prefers, [](Index) { return 0.6; });
  b.variables({"tpref", "preferential tariff"}, {com, reg, reg}, prefers, [](Index) { return 1.1; });
  b.variables({"tnm", "importer rent"}, {com, reg, reg}, trade, [](Index) { return 1.075; });
  b.variables({"tnx", "exporter rent"}, {com, reg, reg}, trade, one);
  m.system = b.finish();
  m.exogenous_blocks = {"tms", "tm", "ams", "fundbud", "prfu", "tpref", "tnm", "tnx"};
  return m;
}

inline Closure closure(const Model& m) {
  Closure c;
  c.exogenous.assign(m.system.terms.variables, 0);
  for (const auto& name : m.exogenous_blocks) {
    const auto* block = m.system.find(name);
    for (Index i = block->first; i < block->first + block->count; ++i) c.exogenous[i] = 1;
  }
  return c;
}

/// Writes `text` to a fresh file in the test's own folder.
inline std::filesystem::path file(const std::string& name, const std::string& text) {
  const auto* test = testing::UnitTest::GetInstance()->current_test_info();
  const auto folder = std::filesystem::path(testing::TempDir()) / "setu_text" / (std::string(test->test_suite_name()) + "." + test->name());
  std::filesystem::create_directories(folder);
  std::ofstream(folder / name) << text;
  return folder / name;
}

inline Scenario scenario(const std::string& text, const std::vector<std::string>& set = {}) {
  return read_scenario(file("case.toml", text).string(), set);
}

/// Runs `call` and returns the message of the InputError that it must throw.
template <class Call>
std::string message_of(const Call& call) {
  try {
    call();
  } catch (const InputError& e) { return e.what(); }
  ADD_FAILURE() << "no InputError was thrown";
  return {};
}

#define EXPECT_HAS(text, part) EXPECT_NE((text).find(part), std::string::npos) << (text)

}  // namespace setu::toy
