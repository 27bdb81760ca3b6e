#include "broken_inputs.hpp"

namespace setu {
namespace {

namespace fs = std::filesystem;

/// Files that are not where they are said to be, and folders that cannot be written.
class BrokenPaths : public BrokenInputs {
 protected:
  std::string gtap() {
    fs::remove_all(path("gtap"));
    EXPECT_EQ(run({"export", database(), "--out", path("gtap")}), kOk) << err_;
    return path("gtap");
  }
  static std::string sam(const std::string& name) { return (fs::path(SETU_SOURCE_DIR) / "tests" / "data" / "sam" / name).string(); }
};

TEST_F(BrokenPaths, MissingFilesAreNamed) {
  const std::string out = path("x"), nowhere = path("nowhere");
  const auto without = [&](const std::string& file) {
    const std::string folder = gtap();
    fs::remove(fs::path(folder) / file);
    expect_refused("without " + file, {"import", folder, "--out", out}, {folder, "there is no " + file});
  };
  without("basedata.har");
  without("default.prm");
  expect_refused("nothing there", {"import", nowhere, "--out", out}, {"There is no file or folder '" + nowhere + "'"});
  expect_refused("one file of three", {"import", gtap() + "/sets.har", "--out", out}, {"sets.har: ", "no flows"});
  expect_refused("no database", {"filter", nowhere, "--threshold", "0.1", "--out", out}, {"'" + nowhere + "'"});
  expect_refused("no account map", {"import", sam("two_households.csv"), "--accounts", nowhere, "--out", out},
                 {"There is no file '" + nowhere + "'"});
  expect_refused("no mapping", {"aggregate", database(), "--regions", nowhere, "--out", out}, {"'" + nowhere + "'"});
  expect_refused("no economy", {"economy", nowhere, "--out", out}, {nowhere});
}

TEST_F(BrokenPaths, FoldersInPlaceOfFilesAreNamed) {
  const std::string out = path("x"), folder = path("folder");
  fs::create_directory(folder);
  expect_refused("an empty folder", {"import", folder, "--out", out}, {folder + " is in none of the formats"});
  expect_refused("as a matrix", {"import", folder, "--format", "sam", "--accounts", sam("two_households_accounts.csv"), "--out", out},
                 {"'" + folder + "' is not a file"});
  expect_refused("as an account map", {"import", sam("two_households.csv"), "--accounts", folder, "--out", out},
                 {"'" + folder + "' is not a file"});
  expect_refused("as a mapping", {"aggregate", database(), "--regions", folder, "--out", out}, {"'" + folder + "' is not a file"});
  expect_refused("as a database", {"filter", folder, "--threshold", "0.1", "--out", out},
                 {"'" + folder + "' is not a database: it holds no sets.csv"});
  expect_refused("as an economy", {"economy", folder, "--out", out}, {folder + "/economy.toml"});
}

TEST_F(BrokenPaths, WhatIsNotSetusIsNotOverwritten) {
  const std::string file = write("file", "mine"), folder = path("folder");
  fs::create_directory(folder);
  write("folder/letter.txt", "mine");
  const std::vector<std::string> import = {"import", sam("two_households.csv"), "--accounts", sam("two_households_accounts.csv")};
  const auto refused = [&](const std::string& what, std::vector<std::string> arguments, const std::string& out, const std::string& part) {
    arguments.insert(arguments.end(), {"--out", out});
    expect_refused(what, arguments, {part});
  };
  refused("import over a file", import, file, "'" + file + "' exists and is not a folder");
  refused("import over a folder", import, folder, "The folder '" + folder + "' holds other files");
  refused("export over a folder", {"export", database()}, folder, "The folder '" + folder + "' holds other files");
  refused("filter over a folder", {"filter", database(), "--threshold", "0.01"}, folder, "The folder '" + folder + "' holds other files");
  refused("import below a file", import, file + "/x", file + "/x");
  EXPECT_EQ(read(file), "mine");
  EXPECT_EQ(read(folder + "/letter.txt"), "mine");
}

/// Broken shares of a split.
class BrokenShares : public BrokenInputs {
 protected:
  void shares(const std::string& what, const std::string& rows, const std::vector<std::string>& parts) {
    const std::string whole = invented().sets().comm[1];
    const std::string map = write("parts.csv", "chips," + whole + "\nother," + whole + "\n");
    const std::string file = write("shares.csv", "what,part,region,sector,partner,share\noutput,chips,,,,0.3\n" + rows);
    std::vector<std::string> expected = parts;
    expected[0] = file + expected[0];
    expect_refused(what, {"split", database(), "--sectors", map, "--shares", file, "--out", path("x")}, expected);
  }
};

TEST_F(BrokenShares, SharesAreRefusedByLine) {
  shares("text", "use,chips,,,,half\n", {":3: ", "column 6: 'half' is not a number"});
  shares("not a number", "use,chips,,,,nan\n", {":3: ", "column 6: 'nan' is not a finite number"});
  shares("negative", "use,chips,,,,-0.1\n", {":3: ", "'-0.1' is not a number from 0 to 1"});
  shares("above one", "output,other,,,,0.9\n", {":", "add up to 1.2, not to 1"});
  shares("too few fields", "use,chips,0.1\n", {":3: ", "3 fields"});
  shares("an unknown kind", "outputs,chips,,,,0.1\n", {":3: ", "'outputs'; did you mean 'output'?"});
  shares("an unknown part", "use,chip,,,,0.1\n", {":3: ", "'chip'; did you mean 'chips'?"});
  shares("an unknown region", "use,chips,nowhere,,,0.1\n", {":3: ", "'nowhere'"});
  shares("a column without meaning", "output,chips,,," + invented().sets().reg[0] + ",0.1\n", {":3: ", "leave that column empty"});
}

/// Broken variants of a small closed economy and its table.
class BrokenEconomy : public BrokenInputs {
 protected:
  void economy(const std::string& what, const std::string& old, const std::string& with, const std::vector<std::string>& parts) {
    refused(what, replaced(text_, old, with), table_, "/economy.toml", parts);
  }
  void table(const std::string& what, const std::string& text, const std::vector<std::string>& parts) {
    refused(what, text_, text, "/flow.csv", parts);
  }
  void refused(const std::string& what, const std::string& text, const std::string& csv, const std::string& file,
               std::vector<std::string> parts) {
    fs::create_directories(path("economy"));
    write("economy/economy.toml", text);
    write("economy/flow.csv", csv);
    parts.push_back(path("economy") + file);
    expect_refused(what, {"economy", path("economy"), "--out", path("x")}, parts);
  }
  const std::string table_ = "good,value\nA,30\nB,10\n";
  const std::string text_ = R"toml(name = "small"
[sets]
goods = ["A", "B"]
[tables]
flow = "flow.csv"
[variables]
"q[i in goods]" = "flow[i]"
[given]
"t" = "1"
[equations]
"E_q[i in goods]" = "q[i] = t * flow[i]"
)toml";
};

TEST_F(BrokenEconomy, DescriptionsAreRefusedByKey) {
  refused("empty", "", table_, "/economy.toml", {":1: ", "needs 'name'"});
  economy("an open bracket", "goods = [\"A\", \"B\"]", "goods = [\"A\", \"B\"", {":4"});
  economy("an unknown section", "[given]", "[givn]", {"'givn'; did you mean 'given'?"});
  economy("a number in place of a name", "flow = \"flow.csv\"", "flow = 7", {":5: the name of a file is missing"});
  refused("a table elsewhere", replaced(text_, "flow.csv", "flaw.csv"), table_, "/flaw.csv", {"There is no file '"});
  economy("an element twice", "[\"A\", \"B\"]", "[\"A\", \"A\"]", {"goods", "'A'"});
  economy("an unknown name", "t * flow[i]", "tt * flow[i]", {":11 (equations): ", "'tt'; did you mean 't'?"});
  economy("a missing element", "[\"A\", \"B\"]", "[\"A\", \"C\"]", {"'C'"});
}

TEST_F(BrokenEconomy, TablesAreRefusedByLine) {
  table("empty", "", {"is empty"});
  table("text", replaced(table_, "30", "many"), {":2: ", "'many' is not a number"});
  table("not a number", replaced(table_, "30", "nan"), {":2: ", "'nan' is not a finite number"});
  table("infinite", replaced(table_, "10", "inf"), {":3: ", "'inf' is not a finite number"});
  table("a label twice", replaced(table_, "B,", "A,"), {":3: column 1: the label 'A' stands on line 2 too"});
  table("two columns of one label", "good,A,A\nB,1,2\n", {"the label 'A' stands there twice"});
  table("an open quote", replaced(table_, "B", "\"B"), {":3: ", "never closed"});
}

}  // namespace
}  // namespace setu
