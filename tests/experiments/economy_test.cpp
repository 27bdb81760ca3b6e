#include "program_fixture.hpp"
#include "setu/base/error.hpp"
#include "setu/experiments/economy/economy.hpp"

namespace setu {
namespace {

/// A closed economy with one factor: x = a·l at a price that covers the wage, everything consumed.
const std::string kSmall = R"toml(
name = "small"
[sets]
goods = ["A", "B"]
[tables]
flow = "flow.csv"
[parameters]
"total" = "sum(i in goods, flow[i])"
"share[i in goods]" = "flow[i] / total"
[variables]
"q[i in goods]" = "flow[i]"
"p[i in goods]" = "1"
"y" = "total"
[given]
"l" = "total"
"w" = "1"
[rates]
"t[i in goods]" = "0"
[equations]
"E_p[i in goods]" = "p[i] = (1 + t[i]) * w"
"E_q[i in goods]" = "q[i] = share[i] * y / p[i]"
"E_y" = "y = w * l + sum(i in goods, t[i] * w * q[i])"
[reports]
"welfare" = "prod(i in goods, q[i]^share[i])"
[cases.tax]
set = { "t[A]" = 0.25 }
)toml";

class EconomyProgram : public Program {
 protected:
  /// Writes the small economy with one text replaced.
  std::string small(const std::string& from = "", const std::string& to = "") {
    std::string text = kSmall;
    if (!from.empty()) {
      const auto at = text.find(from);
      EXPECT_NE(at, std::string::npos) << from;
      text.replace(at, from.size(), to);
    }
    write("flow.csv", "good,value\nA,30\nB,10\n");
    return write("economy.toml", text);
  }
  /// The message with which the changed economy is refused.
  std::string refusal(const std::string& from, const std::string& to) {
    EXPECT_EQ(run({"economy", small(from, to), "--out", path("out")}), kBadInput) << out_;
    EXPECT_FALSE(std::filesystem::exists(path("out")));
    return err_;
  }
};

TEST_F(EconomyProgram, SolvesAndWrites) {
  ASSERT_EQ(run({"economy", small(), "--case", "tax", "--solver", "both", "--out", path("out")}), kOk) << err_;
  EXPECT_HAS(out_, "Certified");
  // closed form: y = 40 + 0.25·q_A, q_A = 0.75·y/1.25
  const double y = 40 / (1 - 0.25 * 0.75 / 1.25);
  const std::string variables = read(path("out") + "/variables.csv");
  const auto at = variables.find("y,,solved,40,");
  ASSERT_NE(at, std::string::npos) << variables;
  EXPECT_NEAR(std::stod(variables.substr(at + 13)), y, 1e-9);
  EXPECT_HAS(read(path("out") + "/manifest.json"), "\"status\": \"certified\"");
  EXPECT_HAS(read(path("out") + "/reports.csv"), "welfare");
}

TEST_F(EconomyProgram, SetChangesOneRateOrAll) {
  ASSERT_EQ(run({"economy", small(), "--set", "t[*]=0.1", "--set", "l=2*l", "--out", path("out")}), kOk) << err_;
  const std::string variables = read(path("out") + "/variables.csv");
  EXPECT_HAS(variables, "t,B,given,0,0.1,");
  EXPECT_HAS(variables, "l,,given,40,80,");
}

TEST_F(EconomyProgram, RefusesWhatItDoesNotUnderstand) {
  EXPECT_HAS(refusal("y / p[i]", "y / pp[i]"), "no variable, parameter or table 'pp'; did you mean 'p'?");
  EXPECT_HAS(refusal("\"y\" = \"total\"\n", "\"y\" = \"totl\"\n"), "no table or parameter 'totl'; did you mean 'total'?");
  EXPECT_HAS(refusal("share[i] * y", "share[i * y"), "']' is missing at character");
  EXPECT_HAS(refusal("p[i] = (1 + t[i]) * w", "p[i] * (1 + t[i]) * w"), "'=' is missing");
  EXPECT_HAS(refusal("q[i in goods]\" = \"q[i]", "q[i in good]\" = \"q[i]"), "E_q");
  EXPECT_HAS(refusal("sum(i in goods, flow[i])", "sum(i in gods, flow[i])"), "no set 'gods'; did you mean 'goods'?");
  EXPECT_HAS(refusal("\"E_y\" = \"y = w * l + sum(i in goods, t[i] * w * q[i])\"\n", ""), "there is no equation E_y for the unknown 'y'");
  EXPECT_HAS(refusal("\"E_y\"", "\"E_z\""), "the equation 'E_z' goes with no variable");
  EXPECT_HAS(refusal("\"share[i in goods]\" = \"flow[i] / total\"", "\"share[i in goods]\" = \"share[i]\""), "is defined by itself");
  EXPECT_HAS(refusal("flow[i] / total", "flow[i] / (total - total)"), "a division by zero");
  EXPECT_HAS(refusal("\"w\" = \"1\"", "\"w\" = \"-1\""), "declared as positive");
  EXPECT_HAS(refusal("q[i]^share", "q[C]^share"), "q[C]: no element of goods 'C'");
  EXPECT_HAS(refusal("y / p[i]\"", "y^p[i]\""), "exponents must be numbers");
  EXPECT_HAS(refusal("[rates]", "[rate]"), "rate");
}

TEST_F(EconomyProgram, RefusesBadShocksAndOptions) {
  const std::string file = small();
  EXPECT_EQ(run({"economy", file, "--set", "tt[A]=1"}), kBadInput);
  EXPECT_HAS(err_, "no given value or rate 'tt'; did you mean 't'?");
  EXPECT_EQ(run({"economy", file, "--set", "t[C]=1"}), kBadInput);
  EXPECT_HAS(err_, "no element of goods 'C'");
  EXPECT_EQ(run({"economy", file, "--set", "l=0"}), kBadInput);
  EXPECT_HAS(err_, "must stay positive");
  EXPECT_EQ(run({"economy", file, "--set", "t[A]"}), kBadInput);
  EXPECT_EQ(run({"economy", file, "--set", "t[A]=1", "--set", "t[*]=2"}), kBadInput);
  EXPECT_HAS(err_, "is changed twice");
  EXPECT_EQ(run({"economy", file, "--case", "taxes"}), kBadInput);
  EXPECT_HAS(err_, "no case 'taxes'; did you mean 'tax'?");
  EXPECT_EQ(run({"economy", file, "--starts", "0"}), kBadInput);
  EXPECT_EQ(run({"economy", path("none")}), kBadInput);
  EXPECT_EQ(run({"economy", "hosoo"}), kBadInput);
  EXPECT_HAS(err_, "did you mean 'hosoe'");
}

TEST_F(EconomyProgram, WithoutASolutionNothingIsWritten) {
  const std::string file = small("\"p[i] = (1 + t[i]) * w\"", "\"p[i] + w * l = (1 + t[i]) * w\"");  // p would be negative
  EXPECT_EQ(run({"economy", file, "--out", path("out")}), kFailed);
  EXPECT_HAS(err_, "Nothing was written");
  EXPECT_FALSE(std::filesystem::exists(path("out")));
}

TEST_F(EconomyProgram, AbsentFlowsDropOut) {
  const std::string file = small();
  write("flow.csv", "good,value\nA,40\nB,0\n");
  ASSERT_EQ(run({"economy", file, "--out", path("out")}), kOk) << err_;
  EXPECT_EQ(read(path("out") + "/variables.csv").find("q,B"), std::string::npos);
}

TEST_F(EconomyProgram, SaysHowANameWithBracketsIsWritten) {
  const std::string file = write("e.toml", "name = \"t\"\n[sets]\nj = [\"a\"]\n[variables]\nx[i in j] = 1\n");
  EXPECT_EQ(run({"economy", file}), kBadInput);
  EXPECT_HAS(err_, ":5:2: not TOML");
  EXPECT_HAS(err_, "a name with brackets stands in quotes: \"x[i in j]\" = …");
}

/// 0 p^(1 − σ) of an absent p is 0; a division by an absent price alone names it and the elements.
TEST_F(EconomyProgram, WhatIsMultipliedByZeroMayDivideByAnAbsentPrice) {
  const std::string text =
      "name = \"t\"\n[sets]\nj = [\"a\", \"b\"]\n[tables]\nshare = \"s.csv\"\n[variables]\n\"p[i in j]\" = \"share[i]\"\n\"P\" = "
      "\"1\"\n[given]\n\"g\" = \"1\"\n"
      "[equations]\n\"E_p[i in j]\" = \"p[i] = g\"\n\"E_P\" = \"P = sum(i in j, share[i] * p[i]^(-1))^(-1)\"\n";
  write("s.csv", "label,value\na,1\nb,0\n");
  EXPECT_EQ(run({"economy", write("e.toml", text)}), kOk) << err_;
  std::string wrong = text;
  wrong.replace(wrong.find("share[i] * p[i]^(-1)"), 20, "p[i]^(-1)");
  EXPECT_EQ(run({"economy", write("e.toml", wrong)}), kBadInput);
  EXPECT_HAS(err_, "divides by something that is zero at the start: 'p[b]' (where i is b)");
}

}  // namespace
}  // namespace setu
