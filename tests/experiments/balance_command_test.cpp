#include "program_fixture.hpp"
#include "setu/calibration/balance/balance_file.hpp"

namespace setu {
namespace {

class BalanceCommand : public Program {
 protected:
  std::string sam() { return write("sam.csv", ",act,com,fac,hh\nact,,105,,\ncom,40,,,62\nfac,60,,,\nhh,,,60,\n"); }
  std::string use() { return write("use.csv", "\"in\";food;steel\nland;3;1,5\nlabour;4,5;6\n"); }
};

TEST_F(BalanceCommand, BringsAccountsToBalance) {
  ASSERT_EQ(run({"balance", sam(), "--out", path("new.csv"), "--changes", path("moved.csv")}), kOk) << err_;
  EXPECT_HAS(out_, "Accounts that moved most, by value");
  EXPECT_HAS(out_, "Cells that moved most, by per cent");
  const auto table = read_balance_table(path("new.csv"));
  for (std::size_t i = 0; i < 4; ++i) {
    double row = 0, column = 0;
    for (std::size_t j = 0; j < 4; ++j) {
      row += table.prior[i * 4 + j];
      column += table.prior[j * 4 + i];
    }
    EXPECT_NEAR(row, column, 1e-9);
  }
  EXPECT_TRUE(read(path("moved.csv")).starts_with("row,column,before,after,change,percent\nact,com,105,"));
}

TEST_F(BalanceCommand, MeetsTargetsBoundsFixedCellsAndConditions) {
  const auto targets = write("targets.csv", "kind,name,value\nrow,land,5\nrow,labour,11\ncolumn,food,8.5\ncolumn,steel,7.5\n");
  ASSERT_EQ(run({"balance", use(), "--targets", targets, "--method", "ras", "--out", path("ras.csv")}), kOk) << err_;
  ASSERT_EQ(run({"balance", use(), "--targets", targets, "--out", path("ce.csv")}), kOk) << err_;
  const auto ras = read_balance_table(path("ras.csv")).prior, ce = read_balance_table(path("ce.csv")).prior;
  for (std::size_t at = 0; at < 4; ++at) EXPECT_NEAR(ras[at], ce[at], 1e-10);
  const auto rows = write("rows.csv", "kind,name,value\nrow,land,5\nrow,labour,11\n");
  const auto fixed = write("fixed.csv", "row,column,value\nland,food,\n"),
             bounds = write("bounds.csv", "row,column,lower,upper\n*,steel,,6.25\n");
  const auto weights = write("weights.csv", "row,column,weight\nlabour,*,3\n");
  const auto conditions = write("conditions.csv", "name,row,column,coefficient,value,error\nfood,land,food,,8,\nfood,labour,food,,,\n");
  ASSERT_EQ(run({"balance", use(), "--targets", rows, "--fixed", fixed, "--bounds", bounds, "--weights", weights, "--constraints",
                 conditions, "--method", "ls", "--out", path("ls.csv")}),
            kOk)
      << err_;
  const auto ls = read_balance_table(path("ls.csv")).prior;
  EXPECT_EQ(ls[0], 3);
  EXPECT_NEAR(ls[1], 2, 1e-11);
  EXPECT_NEAR(ls[2], 5, 1e-11);
  EXPECT_NEAR(ls[3], 6, 1e-11);
}

TEST_F(BalanceCommand, SaysWhichTotalsContradict) {
  const auto targets = write("targets.csv", "kind,name,value\nrow,land,5\nrow,labour,11\ncolumn,food,8.5\ncolumn,steel,7\n");
  EXPECT_EQ(run({"balance", use(), "--targets", targets, "--out", path("new.csv")}), kBadInput);
  EXPECT_HAS(err_, "the row totals add up to 16 but the column totals to 15.5");
  EXPECT_FALSE(std::filesystem::exists(path("new.csv")));
}

TEST_F(BalanceCommand, NamesMistakesAndLeavesNothing) {
  const auto expect = [&](const std::string& option, const std::string& text, const std::string& message) {
    const auto file = write("given.csv", text);
    EXPECT_EQ(run({"balance", use(), "--" + option, file, "--out", path("new.csv")}), kBadInput) << message;
    EXPECT_HAS(err_, message);
  };
  expect("targets", "kind,name,value\nrow,lnd,5\n", "given.csv:2");
  expect("targets", "kind,name,value\nrow,lnd,5\n", "did you mean 'land'?");
  expect("targets", "kind,name,value\nrow,land,\n", "the total has no value");
  expect("targets", "kind,name,value\nrow,land,5\nrow,land,6\n", "given twice");
  expect("targets", "name,value\nland,5\n", "the first row must be kind,name,value");
  expect("bounds", "row,column,lower,upper\nland,food,3,2\n", "above the upper bound");
  expect("weights", "row,column,weight\nland,food,0\n", "must be positive");
  expect("constraints", "name,row,column,coefficient,value,error\nsum,land,food,1,,\n", "no value on its first line");
  expect("constraints", "name,row,column,coefficient,value,error\nsum,land,food,1,9,-1\n", "standard error is negative");
  EXPECT_EQ(run({"balance", use(), "--out", path("new.csv")}), kBadInput);
  EXPECT_HAS(err_, "--targets");
  EXPECT_EQ(run({"balance", use(), "--accounts", "--out", path("new.csv")}), kBadInput);
  EXPECT_EQ(run({"balance", sam(), "--method", "rsa", "--out", path("new.csv")}), kBadInput);
  EXPECT_HAS(err_, "did you mean 'ras'?");
  EXPECT_EQ(run({"balance", sam()}), kBadInput);
  EXPECT_EQ(run({"balance", write("twice.csv", ",a,a\na,1,2\n"), "--out", path("new.csv")}), kBadInput);
  EXPECT_HAS(err_, "the column 'a' appears twice");
  EXPECT_EQ(run({"balance", write("wide.csv", ",a,b\na,1,2,3\nb,1,2\n"), "--out", path("new.csv")}), kBadInput);
  EXPECT_EQ(run({"balance", write("text.csv", ",a,b\na,1,many\nb,1,2\n"), "--out", path("new.csv")}), kBadInput);
  EXPECT_HAS(err_, "many");
  EXPECT_FALSE(std::filesystem::exists(path("new.csv")));
}

TEST_F(BalanceCommand, FindsTheTableAndTakesNoTotalForAnAccount) {
  const std::string file = write("found.csv", "SAM 2020,,,,\n,a,b,c,Total\na,,5.1,1,6.1\nb,5,,2,7\nc,1,2,,3\nTotal,6,7.1,3,\n");
  ASSERT_EQ(run({"balance", file, "--out", path("new.csv")}), kOk) << err_;
  EXPECT_HAS(out_, "3 accounts; labels in line 2 and column 1. Totals, checked and left out: column 5 ('Total'), row 6 ('Total').");
  EXPECT_HAS(read(path("new.csv")), ",a,b,c\na,");
  EXPECT_EQ(read(path("new.csv")).find("Total"), std::string::npos);
  EXPECT_EQ(run({"import", path("new.csv"), "--draft", path("draft.csv")}), kOk) << err_;  // what was written is read again
  EXPECT_HAS(out_, "Draft of 3 accounts");
}

TEST_F(BalanceCommand, BalancesADatabase) {
  const auto wrong = write("totals.csv", "name,header,elements,coefficient,value,error\nx,VDPP,*/nowhere,,5,\n");
  EXPECT_EQ(run({"balance", database(), "--constraints", wrong, "--out", path("new")}), kBadInput);
  EXPECT_HAS(err_, "no element of REG 'nowhere'");
  EXPECT_EQ(run({"balance", database(), "--targets", wrong, "--out", path("new")}), kBadInput);
  EXPECT_HAS(err_, "--targets is for tables");
  EXPECT_EQ(run({"balance", database(), "--method", "ls", "--out", path("new")}), kBadInput);
  EXPECT_FALSE(std::filesystem::exists(path("new")));
  EXPECT_EQ(run({"balance", database(), "--out", path("new")}), kOk) << err_;
  EXPECT_HAS(out_, "Largest gap of an account");
  EXPECT_EQ(run({"run", tariff_scenario(), "--database", path("new"), "--out", path("results")}), kOk) << err_;
}

}  // namespace
}  // namespace setu
