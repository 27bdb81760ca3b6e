#include "setu/base/error.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "tiny_folder.hpp"

namespace setu {
namespace {

using testing::contains;
using testing::message_of;
using List = std::vector<std::string>;

class ReadDatabase : public ::testing::Test {
 protected:
  testing::TinyFolder folder;
};

TEST_F(ReadDatabase, PutsEachValueInItsCell) {
  const Database db = read_database(folder.path());
  EXPECT_EQ(db.sets().reg, (List{"USA", "rest of world"}));
  EXPECT_EQ(db["VDFB"](0, 0, 0), 1.5);
  EXPECT_EQ(db["VDFB"](0, 0, 1), 2.5);
  EXPECT_EQ(db["VDFB"](1, 1, 1), 8.5);
  EXPECT_EQ(db["VDFP"](0, 0, 0), 9.5);
}

TEST_F(ReadDatabase, FollowsTheOrderOfTheSetsNotOfTheRows) {
  folder.edit(folder.sets(), "REG,USA,rest of world", "REG,rest of world,USA");
  const Database db = read_database(folder.path());
  EXPECT_EQ(db["VDFB"](0, 0, 0), 2.5);
  EXPECT_EQ(db["VDFB"](0, 0, 1), 1.5);
}

TEST_F(ReadDatabase, RowsLeftOutAreZero) {
  folder.edit(folder.basedata(), "VDFB,food,food,USA,,1.5\n", "");
  EXPECT_EQ(read_database(folder.path())["VDFB"](0, 0, 0), 0.0);
}

TEST_F(ReadDatabase, ToleratesWhatSpreadsheetsDo) {
  const std::string hash = database_hash(read_database(folder.path()));
  for (const auto& file : {folder.sets(), folder.basedata(), folder.params_file()}) {
    std::string text = "\xEF\xBB\xBF" + testing::read_text(file);
    for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2)) text.replace(at, 1, "\r\n");
    testing::write_text(file, text + ",,,,,\r\n\r\n");
  }
  folder.edit(folder.basedata(), "VDFB,food,food,USA,,1.5", "\"VDFB\", \"food\" ,food,\"USA\",, 1.50");
  EXPECT_EQ(database_hash(read_database(folder.path())), hash);
}

TEST_F(ReadDatabase, IgnoresColumnsAfterTheValue) {
  folder.edit(folder.basedata(), "i4,value", "i4,value,quality,source");
  std::string text = testing::read_text(folder.basedata());
  for (auto at = text.find(".5\n"); at != std::string::npos; at = text.find(".5\n", at + 3)) text.replace(at, 3, ".5,observed,x\n");
  testing::write_text(folder.basedata(), text);
  EXPECT_EQ(read_database(folder.path())["VDFB"](1, 1, 1), 8.5);
}

TEST_F(ReadDatabase, HeadersMayStandInEitherFile) {
  folder.append_line(folder.params_file(), "DPSM,USA,,,,1.25");
  const Database db = read_database(folder.path());
  EXPECT_EQ(db["DPSM"](0), 1.25);
  EXPECT_EQ(db["DPSM"](1), 0.0);
}

TEST_F(ReadDatabase, ADatabaseWithoutMarginsIsOrdinary) {
  folder.edit(folder.sets(), "MARG,svces\n", "");
  const Database db = read_database(folder.path());
  EXPECT_TRUE(db.sets().marg.empty());
  EXPECT_TRUE(db["VTWR"].values().empty());
}

TEST_F(ReadDatabase, FillsWhatAbsenceMeans) {
  const Database db = read_database(folder.path());
  EXPECT_EQ(db["DPSM"](1), 1.0);
  EXPECT_EQ(db["ESKO"](0, 1), 2.0);
  EXPECT_EQ(db["ETKO"](0), 1.5);
  EXPECT_EQ(db["ESBT"](0, 0), 0.0);
  EXPECT_FALSE(db.has("VKOS"));
  EXPECT_FALSE(db.has("ESBT"));
}

TEST_F(ReadDatabase, AParameterGivenAsZeroStaysZero) {
  folder.append_line(folder.params_file(), "ETKO,USA,,,,0");
  const Database db = read_database(folder.path());
  EXPECT_EQ(db["ETKO"](0), 0.0);
  EXPECT_EQ(db["ETKO"](1), 0.0);
}

TEST_F(ReadDatabase, AScalarHeaderTakesNoIndex) {
  folder.append_line(folder.params_file(), "RDLT,,,,,1");
  EXPECT_EQ(read_database(folder.path())["RDLT"](), 1.0);
}

TEST_F(ReadDatabase, EndowmentTypesFromSets) {
  folder.append_line(folder.sets(), "ENDL,labour");
  const Database db = read_database(folder.path());
  EXPECT_EQ(db.sets().endm, (List{"labour", "capital"}));
  EXPECT_EQ(db.sets().ends, (List{"land"}));
  EXPECT_TRUE(db.sets().endf.empty());
  EXPECT_EQ(db.sets().endc, (List{"capital"}));
  EXPECT_EQ(db.sets().endl, (List{"labour"}));
}

TEST_F(ReadDatabase, EndowmentTypesFromFlags) {
  folder.edit(folder.sets(), "ENDM,labour,capital\nENDS,land\n", "ENDT,sluggish,mobile,fixed\n");
  for (const char* row : {"EFLG,land,fixed,,,1", "EFLG,labour,mobile,,,1", "EFLG,capital,sluggish,,,1"})
    folder.append_line(folder.params_file(), row);
  const Sets sets = read_database(folder.path()).sets();
  EXPECT_EQ(sets.endm, (List{"labour"}));
  EXPECT_EQ(sets.ends, (List{"capital"}));
  EXPECT_EQ(sets.endf, (List{"land"}));
}

TEST_F(ReadDatabase, EndowmentTypesFromTransformationElasticities) {
  folder.edit(folder.sets(), "ENDM,labour,capital\nENDS,land\n", "");
  for (const char* row : {"ETRE,land,USA,,,-1", "ETRE,labour,USA,,,-1e-5", "ETRE,capital,USA,,,-0.001"})
    folder.append_line(folder.params_file(), row);
  const Sets sets = read_database(folder.path()).sets();
  EXPECT_EQ(sets.ends, (List{"land"}));
  EXPECT_EQ(sets.endm, (List{"labour"}));
  EXPECT_EQ(sets.endf, (List{"capital"}));
}

TEST_F(ReadDatabase, TheCallersEndowmentTypesOverrule) {
  for (const char* row : {"EFLG,land,sluggish,,,1", "EFLG,labour,mobile,,,1", "EFLG,capital,mobile,,,1"})
    folder.append_line(folder.params_file(), row);
  const Database db = read_database(folder.path(), {{"capital", Mobility::Fixed}});
  EXPECT_EQ(db.sets().endm, (List{"labour"}));
  EXPECT_EQ(db.sets().endf, (List{"capital"}));
  EXPECT_EQ(db["EFLG"](2, 2), 1.0);
  EXPECT_EQ(db["EFLG"](2, 0), 0.0);
  EXPECT_TRUE(contains(message_of<InputError>([&] {
                         read_database(folder.path(), {{"capitol", Mobility::Fixed}});
                       }),
                       "no endowment 'capitol'; did you mean 'capital'?"));
}

TEST_F(ReadDatabase, CapitalIsFoundInAnyCase) {
  for (const auto& file : {folder.sets(), folder.basedata()}) {
    std::string text = testing::read_text(file);
    for (auto at = text.find("capital"); at != std::string::npos; at = text.find("capital")) text.replace(at, 7, "CAPital");
    testing::write_text(file, text);
  }
  EXPECT_EQ(read_database(folder.path()).sets().endc, (List{"CAPital"}));
}

TEST_F(ReadDatabase, NegativeFlowsAndSavingAreReadForTheAuditToJudge) {
  folder.edit(folder.basedata(), "VDFB,food,food,USA,,1.5", "VDFB,food,food,USA,,-1.5");
  EXPECT_EQ(read_database(folder.path())["VDFB"](0, 0, 0), -1.5);
}

}  // namespace
}  // namespace setu
