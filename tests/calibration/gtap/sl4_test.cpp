#include "setu/calibration/gtap/sl4.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "gtap_test_files.hpp"
#include "setu/base/error.hpp"
#include "sl4_writer.hpp"

namespace setu {
namespace {

using test::invented_solution;
using test::solution_headers;

HarFile file_of(const std::vector<HarHeader>& headers) {
  const std::string bytes = har_bytes(headers);
  return read_har("test.sl4", bytes);
}

/// What the reader says of a file in which one header is changed.
std::string complaint(const std::string& header, const std::function<void(HarHeader&)>& change) {
  auto headers = solution_headers(invented_solution());
  const auto at = std::find_if(headers.begin(), headers.end(), [&](const auto& h) { return h.name == header; });
  change(*at);
  try {
    (void)read_solution(file_of(headers));
    return {};
  } catch (const InputError& error) { return error.what(); }
}

TEST(Solution, ComesBackAsItWas) {
  const GempackSolution expected = invented_solution();
  const HarFile file = file_of(solution_headers(expected));
  ASSERT_TRUE(is_solution(file));
  const GempackSolution read = read_solution(file);
  EXPECT_EQ(read.subtotals, expected.subtotals);
  ASSERT_EQ(read.sets.size(), expected.sets.size());
  for (std::size_t s = 0; s < read.sets.size(); ++s) {
    EXPECT_EQ(read.sets[s].name, expected.sets[s].name);
    EXPECT_EQ(read.sets[s].label, expected.sets[s].label);
    EXPECT_EQ(read.sets[s].elements, expected.sets[s].elements);
  }
  ASSERT_EQ(read.variables.size(), expected.variables.size());
  for (std::size_t v = 0; v < read.variables.size(); ++v) {
    const auto &a = read.variables[v], &b = expected.variables[v];
    EXPECT_EQ(a.name, b.name);
    EXPECT_EQ(a.label, b.label) << a.name;
    EXPECT_EQ(a.percent, b.percent) << a.name;
    EXPECT_EQ(a.kept, b.kept) << a.name;
    EXPECT_EQ(a.sets, b.sets) << a.name;
    EXPECT_EQ(a.cumulative, b.cumulative) << a.name;
    EXPECT_EQ(a.exogenous, b.exogenous) << a.name;
    EXPECT_EQ(a.shocked, b.shocked) << a.name;
    EXPECT_EQ(a.subtotals, b.subtotals) << a.name;
  }
}

/// The layout by hand: components count with the first index fastest, cells of the answer with the last.
TEST(Solution, ComponentsAreCountedFirstIndexFastest) {
  auto headers = solution_headers(invented_solution());
  for (auto& header : headers)
    if (header.name == "CUMS")
      for (std::size_t i = 0; i < 6; ++i) header.reals[i] = static_cast<double>(i);
  const GempackSolution read = read_solution(file_of(headers));
  EXPECT_EQ(read.variables[0].cumulative, (std::vector<double>{0, 3, 1, 4, 2, 5}));
  EXPECT_EQ(read.elements(read.variables[0], 1), (std::vector<std::string>{"food", "EU_28"}));
}

TEST(Solution, NamesAreFoundInAnyCase) {
  const GempackSolution read = read_solution(file_of(solution_headers(invented_solution())));
  ASSERT_NE(read.find("QO"), nullptr);
  EXPECT_EQ(read.find("QO")->name, "qo");
  EXPECT_EQ(read.find("none"), nullptr);
}

TEST(Solution, OtherHeaderArrayFilesAreNone) {
  EXPECT_FALSE(is_solution(file_of({text_header("VARS", "", {"x"})})));
  EXPECT_FALSE(is_solution(file_of({text_header("REG", "Set REG", {"x"})})));
}

TEST(Solution, WhatContradictsItselfIsNamed) {
  const auto says = [](const std::string& text, const char* part) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  };
  const auto one_more = [](HarHeader& h) { ++h.integers[0]; };
  const auto drop_last = [](HarHeader& h) {
    if (h.type == HarType::Text) h.text.pop_back(), h.dims[0] -= 1;
    else if (h.type == HarType::Integer) h.integers.pop_back(), h.dims[0] -= 1;
    else h.reals.pop_back(), h.dims[0] -= 1;
  };
  says(complaint("ORND", one_more), "header ORND: qo has 6 components by its sets, but 7 that are found and 0 that are given");
  says(complaint("ORND", [](auto& h) { h.integers[0] = -1; }), "header ORND: it holds -1");
  says(complaint("ORND", drop_last), "header ORND: it has 11 integers; 12 are expected");
  says(complaint("VCLB", drop_last), "header VCLB: it has 11 strings; 12 are expected");
  says(complaint("VCAR", drop_last), "header VCAR: it ends before the sets of left");
  says(complaint("VCAR", [](auto& h) { h.integers[0] = 9; }), "qo runs over set 9 of 2");
  says(complaint("ELAD", [](auto& h) { h.integers[1] = 5; }), "the elements of set REG lie beyond the 5 of STEL");
  says(complaint("OREL", drop_last), "header OREL: it ends before the given components of swap");
  says(complaint("OREL", [](auto& h) { h.integers[0] = 7; }), "qe has no component 7");
  says(complaint("OREL", [](auto& h) { h.integers[0] = h.integers[1]; }), "a given component of qe stands twice");
  says(complaint("CUMS", drop_last), "header CUMS: it ends before the results of del_tbal");
  says(complaint("CMND", [](auto& h) { h.integers[0] = 5; }), "qo has 5 results for 6 components");
  says(complaint("PCUM", [](auto& h) { h.integers[0] = 0; }), "qo has results but no place of theirs");
  says(complaint("SHCL", drop_last), "header SHCL: it ends before the shocks of swap");
  says(complaint("SHCL", [](auto& h) { h.integers.back() = 1; }), "component 1 of swap is shocked but not given");
  says(complaint("SHOC", drop_last), "header PSHK: the shocks of swap lie beyond");
  says(complaint("STLS", [](auto& h) { h.integers[0] = 3; }), "header STDS: it has 2 strings; 3 are expected");
  says(complaint("001S", [](auto& h) { h.name = "901S"; }), "header 001S: it is missing");
  says(complaint("CUMS", [](auto& h) { h = text_header("CUMS", "", {"x"}); }), "header CUMS: it should hold reals (2R), not strings (1C)");
}

}  // namespace
}  // namespace setu
