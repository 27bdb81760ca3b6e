#include <ostream>

#include "setu/base/error.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "tiny_folder.hpp"

namespace setu {
namespace {

using testing::contains;
using testing::message_of;
using testing::TinyFolder;
using testing::write_text;

/// One mistake, the file and line that the message must begin with, and the words that it must hold.
struct Mistake {
  const char* name;
  std::function<void(const TinyFolder&)> make;
  const char* file;
  int line;  // 0: none; negative: counted from the file's end, −1 the last
  std::vector<const char*> says;
};
std::ostream& operator<<(std::ostream& out, const Mistake& mistake) { return out << mistake.name; }

auto base(const char* from, const char* to) {
  return [=](const TinyFolder& f) { f.edit(f.basedata(), from, to); };
}
auto add_base(const char* line) {
  return [=](const TinyFolder& f) { f.append_line(f.basedata(), line); };
}
auto add_param(const char* line) {
  return [=](const TinyFolder& f) { f.append_line(f.params_file(), line); };
}
auto sets(const char* from, const char* to) {
  return [=](const TinyFolder& f) { f.edit(f.sets(), from, to); };
}
auto remove_file(const char* file) {
  return [=](const TinyFolder& f) { std::filesystem::remove(f.path() / file); };
}
auto whole(const char* file, const char* text) {
  return [=](const TinyFolder& f) { write_text(f.path() / file, text); };
}

const std::vector<Mistake>& mistakes() {
  static const char* first = "VDFB,food,food,USA,,1.5";
  static const std::vector<Mistake> all = {
      {"UnknownHeader", base("VDFB,food", "VDXB,food"), "basedata.csv", 2, {"no header 'VDXB'; did you mean 'VDFB'?"}},
      {"HeaderInLowerCase", base("VDFB,food", "vdfb,food"), "basedata.csv", 2, {"'vdfb'", "'VDFB'"}},
      {"UnknownRegion",
       base(first, "VDFB,food,food,UAS,,1"),
       "basedata.csv",
       2,
       {"VDFB, index 3 (REG)", "no region 'UAS'; did you mean 'USA'? Known: USA, rest of world"}},
      {"UnknownCommodity", base(first, "VDFB,fod,food,USA,,1"), "basedata.csv", 2, {"index 1 (COMM)", "'fod'", "'food'"}},
      {"UnknownActivity", base(first, "VDFB,food,x,USA,,1"), "basedata.csv", 2, {"index 2 (ACTS)", "no activity 'x'"}},
      {"UnknownEndowment", add_base("EVFB,coal,food,USA,,1"), "basedata.csv", -1, {"no endowment 'coal'", "capital"}},
      {"UnknownMargin", add_base("VST,food,USA,,,1"), "basedata.csv", -1, {"no margin commodity 'food'", "svces"}},
      {"UnknownEndowmentType", add_param("EFLG,land,stuck,,,1"), "params.csv", -1, {"no endowment type 'stuck'", "fixed"}},
      {"TooFewIndices", base(first, "VDFB,food,food,,,1"), "basedata.csv", 2, {"VDFB has 3 indices (COMM, ACTS, REG), this row gives 2"}},
      {"TooManyIndices", base(first, "VDFB,food,food,USA,USA,1"), "basedata.csv", 2, {"has 3 indices", "gives 4"}},
      {"GapInIndices", base(first, "VDFB,,food,USA,,1"), "basedata.csv", 2, {"index 1 (COMM)", "no commodity ''"}},
      {"IndexOnAScalar", add_param("RDLT,USA,,,,1"), "params.csv", -1, {"RDLT has 0 indices, this row gives 1"}},
      {"ShortRow", base(first, "VDFB,food,food,USA,1.5"), "basedata.csv", 2, {"5 fields", "6 (name, 4 indices, value)"}},
      {"TextForANumber", base("USA,,1.5", "USA,,1.5x"), "basedata.csv", 2, {"VDFB(food,food,USA) is not a number: '1.5x'"}},
      {"DecimalComma", base("USA,,1.5", "USA,,\"1,5\""), "basedata.csv", 2, {"is not a number: '1,5'"}},
      {"EmptyValue", base("USA,,1.5", "USA,,"), "basedata.csv", 2, {"is not a number: ''"}},
      {"NotANumber", base("USA,,1.5", "USA,,NaN"), "basedata.csv", 2, {"VDFB(food,food,USA) is 'NaN'", "finite"}},
      {"Infinity", base("USA,,1.5", "USA,,-inf"), "basedata.csv", 2, {"is '-inf'", "finite"}},
      {"Overflow", base("USA,,1.5", "USA,,1e999"), "basedata.csv", 2, {"'1e999'"}},
      {"DuplicateRow",
       base(first, "VDFB,food,food,USA,,1\nVDFB,food,food,USA,,1"),
       "basedata.csv",
       3,
       {"VDFB(food,food,USA) is given twice, first in line 2"}},
      {"HeaderInBothFiles", add_param("POP,USA,,,,3"), "params.csv", -1, {"POP stands in basedata.csv already"}},
      {"NegativePopulation", base("POP,USA,,,,", "POP,USA,,,,-"), "basedata.csv", -2, {"POP(USA)", "cannot be negative"}},
      {"NegativeElasticity", add_param("ESBT,food,USA,,,-0.5"), "params.csv", -1, {"ESBT(food,USA) is -0.5"}},
      {"PositiveTransformation", add_param("ETRE,land,USA,,,1"), "params.csv", -1, {"ETRE(land,USA) is 1", "negative"}},
      {"FlagOfTwo", add_param("RDLT,,,,,2"), "params.csv", -1, {"RDLT is 2: it must be 0 or 1"}},
      {"ShareAboveOne", add_base("PRFU,food,USA,USA,,1.5"), "basedata.csv", -1, {"PRFU(food,USA,USA)", "between 0 and 1"}},
      {"RateBelowMinusOne", add_base("MFNR,food,USA,USA,,-1.5"), "basedata.csv", -1, {"MFNR(food,USA,USA)", "above -1"}},
      {"Semicolons", whole("basedata.csv", "name;i1;i2;i3;i4;value\n"), "basedata.csv", 1, {"semicolons"}},
      {"NoTitles", base("name,i1,i2,i3,i4,value\n", ""), "basedata.csv", 1, {"name,i1,i2,i3,i4,value"}},
      {"UnclosedQuote", base(first, "VDFB,\"food,food,USA,,1.5"), "basedata.csv", 2, {"never closed"}},
      {"EmptyFile", whole("params.csv", ""), "params.csv", 0, {"is empty"}},
      {"OnlyBlankLines", whole("params.csv", "\n\n"), "params.csv", 0, {"no rows"}},
      {"MissingFile", remove_file("params.csv"), "params.csv", 0, {"There is no file"}},
      {"MissingSets", remove_file("sets.csv"), "sets.csv", 0, {"There is no file"}},
      {"MissingHeader", whole("params.csv", "name,i1,i2,i3,i4,value\n"), "params.csv", 0, {"header ESBV (among endowments) is missing"}},
      {"MissingSet", sets("ACTS,food,svces\n", ""), "sets.csv", 0, {"set ACTS is missing or empty"}},
      {"EmptySet", sets("ACTS,food,svces\n", "ACTS,,\n"), "sets.csv", 0, {"set ACTS is missing or empty"}},
      {"UnknownSet", sets("MARG,", "MARGS,"), "sets.csv", 5, {"no set 'MARGS'; did you mean 'MARG'?"}},
      {"SetTwice", sets("MARG,svces", "MARG,svces\nMARG,food"), "sets.csv", 6, {"set MARG is given twice"}},
      {"ElementTwice", sets("COMM,food,svces", "COMM,food,svces,Food"), "sets.csv", 2, {"'Food' twice (also as 'food'"}},
      {"EmptyLabel", sets("COMM,food,svces", "COMM,food,,svces"), "sets.csv", 2, {"set COMM has an empty label"}},
      {"CommaInLabel", sets("REG,USA,rest of world", "REG,USA,\"Korea, Rep.\""), "sets.csv", 1, {"'Korea, Rep.'", "comma"}},
      {"MarginThatIsNoCommodity", sets("MARG,svces", "MARG,ships"), "sets.csv", 0, {"MARG must be part of COMM", "no commodity 'ships'"}},
      {"CapitalThatIsNoEndowment",
       sets("MARG,svces", "MARG,svces\nENDC,kapital"),
       "sets.csv",
       0,
       {"ENDC must be part of ENDW", "no endowment 'kapital'; did you mean 'capital'?"}},
      {"EndowmentWithoutType", sets("ENDS,land\n", ""), "sets.csv", 0, {"endowment 'land' stands in none of ENDM"}},
      {"EndowmentWithTwoTypes", sets("ENDS,land", "ENDS,land,labour"), "sets.csv", 0, {"'labour' stands in more than one"}},
      {"TypeName", sets("MARG,svces", "MARG,svces\nENDT,mobil"), "sets.csv", 6, {"no endowment type 'mobil'; did you mean 'mobile'?"}},
      {"FlagsDisagreeWithSets",
       [](const TinyFolder& f) {
         for (const char* row : {"EFLG,land,mobile,,,1", "EFLG,labour,mobile,,,1", "EFLG,capital,mobile,,,1"})
           f.append_line(f.params_file(), row);
       },
       "params.csv",
       0,
       {"disagree about endowment 'land'"}},
      {"EndowmentWithTwoFlags",
       [](const TinyFolder& f) {
         for (const char* row : {"EFLG,land,mobile,,,1", "EFLG,land,fixed,,,1"}) f.append_line(f.params_file(), row);
       },
       "params.csv",
       0,
       {"EFLG gives endowment 'land' 2 types"}},
  };
  return all;
}

class BrokenDatabase : public ::testing::TestWithParam<Mistake> {};

TEST_P(BrokenDatabase, IsExplainedByFileLineAndName) {
  const Mistake& mistake = GetParam();
  const TinyFolder folder;
  EXPECT_NO_THROW(read_database(folder.path())) << "the folder must be sound before the mistake";
  mistake.make(folder);
  const std::string message = message_of<InputError>([&] { read_database(folder.path()); });
  const auto file = folder.path() / mistake.file;
  EXPECT_TRUE(contains(message, file.string()));
  if (mistake.line != 0) {
    const int line = mistake.line > 0 ? mistake.line : static_cast<int>(TinyFolder::lines_in(file)) + 1 + mistake.line;
    EXPECT_TRUE(message.starts_with(file.string() + ":" + std::to_string(line) + ": ")) << message;
  }
  for (const char* words : mistake.says) EXPECT_TRUE(contains(message, words));
  EXPECT_TRUE(message.ends_with(".")) << message;
}

INSTANTIATE_TEST_SUITE_P(Every, BrokenDatabase, ::testing::ValuesIn(mistakes()),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(BrokenDatabaseFolder, ThatDoesNotExistIsNamed) {
  EXPECT_TRUE(contains(message_of<InputError>([] { read_database("/no/such/folder"); }), "There is no folder '/no/such/folder'."));
}

}  // namespace
}  // namespace setu
