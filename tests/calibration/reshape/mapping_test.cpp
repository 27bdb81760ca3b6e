#include "setu/calibration/reshape/mapping.hpp"

#include "setu/base/error.hpp"
#include "temporary_folder.hpp"

namespace setu::testing {
namespace {

using Names = std::vector<std::string>;
using Positions = std::vector<std::size_t>;

class MappingFile : public ::testing::Test {
 protected:
  Mapping read(const std::string& text) {
    write_text(folder_.path() / "map.csv", text);
    return read_mapping(folder_.path() / "map.csv", {"FRA", "DEU", "USA", "CAN"}, "region");
  }
  std::string message(const std::string& text) {
    return message_of<InputError>([&] { read(text); });
  }
  TemporaryFolder folder_;
};

TEST_F(MappingFile, GivesTheNewElementsInTheOrderOfTheFile) {
  const Mapping m = read("USA,NAM\nCAN,NAM\nFRA,EUR\nDEU,EUR\n");
  EXPECT_EQ(m.to, (Names{"NAM", "EUR"}));
  EXPECT_EQ(m.index, (Positions{1, 1, 0, 0}));
  EXPECT_EQ(m.members(), (std::vector<Positions>{{2, 3}, {0, 1}}));
  EXPECT_FALSE(m.identity());
  EXPECT_FALSE(m.one_to_one());
}

TEST_F(MappingFile, TakesATitleByteOrderMarkWindowsLinesAndAnyCase) {
  const Mapping m = read("\xEF\xBB\xBFold,new\r\nusa,NAM\r\n\r\n\"Can\",NAM,\r\nfra,EUR\r\ndeu,EUR\r\n");
  EXPECT_EQ(m.index, (Positions{1, 1, 0, 0}));
  EXPECT_EQ(m.from, (Names{"FRA", "DEU", "USA", "CAN"}));
}

TEST_F(MappingFile, ListsUnknownAndUnmappedNamesTogether) {
  const std::string text = message("FRA,EUR\nDEUX,EUR\nUSA,NAM\n");
  EXPECT_TRUE(contains(text, "map.csv"));
  EXPECT_TRUE(contains(text, "line 2: no region 'DEUX'; did you mean 'DEU'?"));
  EXPECT_TRUE(contains(text, "not mapped (region): DEU, CAN."));
}

TEST_F(MappingFile, AnUnknownFirstRowIsNoTitleWhenSomethingIsMissing) {
  EXPECT_TRUE(contains(message("FRAN,EUR\nDEU,EUR\nUSA,NAM\nCAN,NAM\n"), "line 1: no region 'FRAN'; did you mean 'FRA'?"));
}

TEST_F(MappingFile, RefusesWhatCanBeReadInTwoWays) {
  EXPECT_TRUE(
      contains(message("FRA,EUR\nDEU,EUR\nUSA,NAM\nFRA,NAM\nCAN,NAM\n"), "map.csv:4: region 'FRA' is mapped twice, first in line 1."));
  EXPECT_TRUE(contains(message("FRA,EUR\nDEU,eur\nUSA,NAM\nCAN,NAM\n"), "map.csv:2: the new region 'eur' is also called 'EUR'"));
  EXPECT_TRUE(contains(message("FRA\nDEU,EUR\n"), "map.csv:1: a mapping has two columns"));
  EXPECT_TRUE(contains(message("FRA,EUR,Europe\n"), "this row gives more"));
  EXPECT_TRUE(contains(message("old,new\n"), "not mapped (region): FRA, DEU, USA, CAN."));
  EXPECT_TRUE(contains(message(""), "is empty"));
}

TEST(Mapping, IdentityAndComposition) {
  const Mapping same = identity_mapping({"a", "b", "c"});
  EXPECT_TRUE(same.identity());
  const Mapping pair{{"a", "b", "c"}, {"x", "y"}, {1, 0, 1}};
  const Mapping all{{"x", "y"}, {"all"}, {0, 0}};
  EXPECT_EQ(compose(same, pair).index, pair.index);
  EXPECT_EQ(compose(pair, all).to, Names{"all"});
  EXPECT_EQ(compose(pair, all).index, (Positions{0, 0, 0}));
  EXPECT_THROW(compose(all, pair), LogicError);
}

}  // namespace
}  // namespace setu::testing
