#include "calibration/recipe/recipe_file.hpp"

#include <gtest/gtest.h>

#include "setu/base/error.hpp"
#include "temporary_folder.hpp"
#include "tiny_world.hpp"

namespace setu {
namespace {

using testing::contains;
using testing::message_of;
using testing::read_text;
using testing::write_text;

class RecipeFile : public ::testing::Test {
 protected:
  void SetUp() override { testing::write_tiny_world(folder.path()); }
  std::string complaint_after(const std::string& file, const std::string& from, const std::string& to) {
    const auto path = folder.path() / "recipe" / file;
    std::string text = read_text(path);
    text.replace(text.find(from), from.size(), to);
    write_text(path, text);
    return message_of<InputError>([&] {
      const auto r = recipe::read_recipe(folder.path() / "recipe/recipe.toml");
      (void)r.number("tariffs.highest");
    });
  }
  testing::TemporaryFolder folder;
};

TEST_F(RecipeFile, ReadsSettingsAndMappings) {
  const auto r = recipe::read_recipe(folder.path() / "recipe/recipe.toml");
  EXPECT_EQ(r.name, "tiny");
  EXPECT_EQ(r.year, 2022);
  EXPECT_EQ(r.goods(), (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(r.sector_of_adb("4"), 2U);
  EXPECT_EQ(r.number("tariffs.highest"), 0.6);
  EXPECT_EQ(r.list("broad_sectors.Things"), (std::vector<std::string>{"gds", "min"}));
  EXPECT_TRUE(r.list("goods_trade.reexporters").empty());
  EXPECT_EQ(r.stakes.size(), 1U);
  EXPECT_EQ(r.stake_splits.size(), 1U);
}

TEST_F(RecipeFile, SuggestsKnownRegions) {
  EXPECT_TRUE(contains(complaint_after("pairs.csv", "AAA,BBB", "AAA,BBC"), "did you mean 'BBB'?"));
}

TEST_F(RecipeFile, SuggestsKnownSettings) {
  EXPECT_TRUE(contains(complaint_after("recipe.toml", "highest = 0.6", "higest = 0.6"), "did you mean 'tariffs.higest'?"));
}

TEST_F(RecipeFile, GivesTheLineOfATomlMistake) {
  EXPECT_TRUE(contains(complaint_after("recipe.toml", "year = 2022", "year = = 2022"), "recipe.toml:2:"));
}

TEST_F(RecipeFile, RefusesUnknownKindsOfPairs) {
  EXPECT_TRUE(contains(complaint_after("pairs.csv", "fixed", "fix"), "pairs.csv:2: the kind is 'fixed' or 'gap'"));
}

}  // namespace
}  // namespace setu
