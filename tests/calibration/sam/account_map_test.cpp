#include <gtest/gtest.h>

#include "sam_text.hpp"

namespace setu::testing {
namespace {

class Accounts : public ::testing::Test {
 protected:
  AccountMap read(const std::string& text) {
    TableReader table = table_of(text, "map.csv");
    return read_account_map(table, sam_);
  }
  std::string message(const std::string& text) {
    return message_of<InputError>([&] { read(text); });
  }
  Sam sam_ = sam_of("x,food,labour,home\nfood,,,5\nlabour,5,,\nhome,,5,\n");
};

TEST_F(Accounts, ComeInTheOrderOfTheMatrix) {
  const AccountMap map = read("account,role,region,name\nhome,household,FRA\nlabour,factor,FRA,skilled\nfood,sector,FRA\n");
  ASSERT_EQ(map.size(), 3u);
  EXPECT_EQ(map[0].role, AccountRole::Sector);
  EXPECT_EQ(map[0].name, "food");
  EXPECT_EQ(map[1].role, AccountRole::Factor);
  EXPECT_EQ(map[1].name, "skilled");
  EXPECT_EQ(map[2].region, "FRA");
}

TEST_F(Accounts, NeedNoTitleAndNoRegion) {
  const AccountMap map = read("food,sector\nlabour,factor\nhome,household\n");
  EXPECT_EQ(map[2].region, "HOME");
}

TEST_F(Accounts, UnknownNamesComeWithSuggestions) {
  EXPECT_TRUE(contains(message("food,sector\nlabuor,factor\nhome,household\n"),
                       "map.csv:2: column 1: no account 'labuor'; did you mean 'labour'?"));
  EXPECT_TRUE(
      contains(message("food,sectr\nlabour,factor\nhome,household\n"), "map.csv:1: column 2: no role 'sectr'; did you mean 'sector'?"));
}

TEST_F(Accounts, MappedTwice) {
  EXPECT_TRUE(contains(message("food,sector\nfood,activity\nlabour,factor\nhome,household\n"),
                       "map.csv:2: column 1: the account 'food' is mapped twice"));
}

TEST_F(Accounts, ThoseWithoutARoleAreListedTogether) {
  EXPECT_TRUE(
      contains(message("food,sector\n"), "map.csv: these accounts of sam.csv have no role: 'labour', 'home'. Known roles: sector,"));
}

TEST_F(Accounts, DraftNamesWhatIsConventionalAndAsksForTheRest) {
  const std::string draft =
      draft_account_map(sam_of("x,mill,LAB,HOH,\"odd \"\"one\"\"\"\nmill,,,5,\nLAB,5,,,\nHOH,,5,,\n\"odd \"\"one\"\"\",,,,\n"));
  EXPECT_TRUE(contains(draft, "\"mill\",sector"));
  EXPECT_TRUE(contains(draft, "\"HOH\",household"));
  EXPECT_TRUE(contains(draft, "\"odd \"\"one\"\"\",?"));
  EXPECT_TRUE(contains(message_of<InputError>([&] {
                         TableReader table = table_of(draft, "draft.csv");
                         read_account_map(table, sam_of("x,mill,\"odd \"\"one\"\"\"\nmill,,1\n\"odd \"\"one\"\"\",1,\n"));
                       }),
                       "draft.csv:"));
}

TEST(AccountMaps, HandMadeNationalMatrix) {
  const Sam sam = read_sam(sam_data("two_households.csv"));
  const AccountMap map = read_account_map(sam_data("two_households_accounts.csv"), sam, "LAND");
  EXPECT_EQ(map.size(), sam.size());
  EXPECT_EQ(map[6].role, AccountRole::Household);
  EXPECT_EQ(map[7].role, AccountRole::Household);
  EXPECT_EQ(map[0].region, "LAND");
}

}  // namespace
}  // namespace setu::testing
