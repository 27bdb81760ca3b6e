#include "tiny_world.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "calibration/recipe/controls.hpp"
#include "setu/base/error.hpp"
#include "setu/model/database/accounts.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/calibration/recipe/recipe.hpp"
#include "temporary_folder.hpp"

namespace setu {
namespace {

using testing::contains;
using testing::message_of;
using testing::read_text;
using testing::TemporaryFolder;
using testing::write_text;

class TinyWorld : public ::testing::Test {
 protected:
  void SetUp() override { testing::write_tiny_world(folder.path()); }
  void build(const std::string& out = "out") {
    (void)build_database(folder.path() / "recipe/recipe.toml", folder.path() / "raw", folder.path() / out);
  }
  [[nodiscard]] recipe::Controls controls() const {
    const auto r = recipe::read_recipe(folder.path() / "recipe/recipe.toml");
    return recipe::read_controls(r, recipe::RawFolder(r, folder.path() / "raw"));
  }
  void edit(const std::string& file, const std::string& from, const std::string& to) {
    std::string text = read_text(folder.path() / file);
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    write_text(folder.path() / file, text.replace(at, from.size(), to));
  }
  TemporaryFolder folder;
};

TEST_F(TinyWorld, BalancesEveryAccount) {
  build();
  const Database db = read_database(folder.path() / "out");
  for (const auto& account : accounts(db)) EXPECT_LT(account.imbalance(), 1e-12) << account.name(db.sets());
}

TEST_F(TinyWorld, MeetsTheControlTotals) {
  build();
  const Database db = read_database(folder.path() / "out");
  const auto wanted = controls();
  for (std::size_t r = 0; r < 3; ++r)
    for (std::size_t c = 0; c < 3; ++c) {
      double exports = 0, inputs = 0;
      for (std::size_t d = 0; d < 3; ++d) exports += db["VXSB"](c, r, d);
      for (std::size_t i = 0; i < 3; ++i) {
        double cif = 0, basic = 0;
        for (std::size_t s = 0; s < 3; ++s) cif += db["VCIF"](i, s, r), basic += db["VMSB"](i, s, r);
        inputs += db["VDFB"](i, c, r) + db["VMFB"](i, c, r) * cif / basic;
      }
      EXPECT_NEAR(db["MAKB"](c, c, r), wanted.region(r, c, recipe::Output), 1e-5);
      EXPECT_NEAR(exports, wanted.region(r, c, recipe::Exports), 1e-5);
      EXPECT_NEAR(db["MAKB"](c, c, r) - inputs, wanted.region(r, c, recipe::ValueAdded), 1e-4);
    }
  EXPECT_NEAR(db["VXSB"](0, 0, 1) + db["VXSB"](1, 0, 1), testing::tiny_fixed_pair, 1e-5);
}

TEST_F(TinyWorld, TakesTheBuiltEconomyOutOfTheRemainder) {
  const auto c = controls();
  double built = 0;
  for (std::size_t k = 0; k < 3; ++k) built += c.economy(3, k, recipe::ValueAdded);  // CCC, GDP US$ 30 million
  EXPECT_NEAR(built, 30, 1e-9);
  EXPECT_NEAR(c.economy(3, 0, recipe::ValueAdded) + c.economy(3, 1, recipe::ValueAdded), 21, 1e-9);
  EXPECT_GT(c.economy(4, 0, recipe::Output), 0);
  EXPECT_NEAR(c.gdp(2) + c.gdp(3) + c.gdp(4),
              c.region(2, 0, recipe::ValueAdded) + c.region(2, 1, recipe::ValueAdded) + c.region(2, 2, recipe::ValueAdded), 1e-9);
}

TEST_F(TinyWorld, KeepsPublishedTariffsCapitalAndPreferences) {
  build();
  const Database db = read_database(folder.path() / "out");
  EXPECT_NEAR(db["VMSB"](0, 0, 1) / db["VCIF"](0, 0, 1) - 1, 0.02, 1e-6);
  EXPECT_NEAR(db["VMSB"](1, 2, 0) / db["VCIF"](1, 2, 0) - 1, 0.01, 1e-6);
  double duty = 0, base = 0;
  for (std::size_t c = 0; c < 2; ++c)
    for (std::size_t s = 0; s < 3; ++s) duty += db["VMSB"](c, s, 2) - db["VCIF"](c, s, 2), base += db["VCIF"](c, s, 2);
  EXPECT_NEAR(duty / base, 0.05, 1e-6);  // the mean published for DDD, 2019
  double capital = 0, owned = 0;
  for (std::size_t a = 0; a < 3; ++a) capital += db["EVOS"](3, a, 1), owned += db["VKOS"](0, a, 1);
  EXPECT_NEAR(owned, 100 / db["VKB"](1) * capital, 1e-5);
  EXPECT_NEAR(db["VKOS"](0, 0, 1), 0.6 * owned, 1e-5);
  EXPECT_NEAR(db["MFNR"](0, 0, 1), 0.08, 1e-9);
  EXPECT_NEAR(db["PRFU"](0, 0, 1), 0.75, 1e-6);
  EXPECT_EQ(db["PRFR"](0, 0, 1), 0);
}

TEST_F(TinyWorld, GivesTheSameBytesTwice) {
  build("one");
  build("two");
  for (const char* file : {"sets.csv", "basedata.csv", "params.csv", "quality.csv", "provenance.csv", "controls.csv", "adjustments.md"})
    EXPECT_EQ(read_text(folder.path() / "one" / file), read_text(folder.path() / "two" / file)) << file;
}

TEST_F(TinyWorld, BuildsIntoTheRecipesOwnFolder) {
  build("recipe");
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "recipe/sectors.csv"));
  build("recipe");
  EXPECT_NO_THROW((void)read_database(folder.path() / "recipe"));
}

TEST_F(TinyWorld, NamesTheTotalsThatContradictEachOther) {
  edit("recipe/pairs.csv", "150", "1e6");
  const auto text = message_of<InputError>([&] { build(); });
  EXPECT_TRUE(contains(text, "goods trade AAA to BBB"));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "out"));
}

TEST_F(TinyWorld, NamesFileAndLineOfBrokenFigures) {
  edit("raw/gdp.csv", "30000000", "thirty");
  EXPECT_TRUE(contains(message_of<InputError>([&] { build(); }), "gdp.csv:2: 'thirty'"));
}

TEST_F(TinyWorld, TakesTheRecipesFolderAndNamesWhatIsNotThere) {
  EXPECT_EQ(build_database(folder.path() / "recipe", folder.path() / "raw", folder.path() / "out").sectors, 3U);
  const auto complaint = [&](const char* recipe, const char* raw) {
    return message_of<InputError>([&] { (void)build_database(folder.path() / recipe, folder.path() / raw, folder.path() / "no"); });
  };
  EXPECT_TRUE(contains(complaint("elsewhere.toml", "raw"), "There is no recipe"));
  EXPECT_TRUE(contains(complaint("recipe", "nowhere"), "There is no folder of raw files"));
}

TEST_F(TinyWorld, NamesMissingFilesAndColumns) {
  edit("raw/goods.csv", "usd_thousand", "dollars");
  const auto text = message_of<InputError>([&] { build(); });
  EXPECT_TRUE(contains(text, "goods.csv:1:") && contains(text, "usd_thousand"));
  std::filesystem::remove(folder.path() / "raw/totals.csv");
  EXPECT_TRUE(contains(message_of<InputError>([&] { build(); }), "totals.csv"));
}

}  // namespace
}  // namespace setu
