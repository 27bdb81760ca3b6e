#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "default_database.hpp"
#include "setu/calibration/recipe/recipe.hpp"
#include "temporary_folder.hpp"

namespace setu {
namespace {

/// The folder of raw files: $SETU_RAW_DATA, else shared/data beside the checkout, else nothing.
std::filesystem::path raw_data() {
  if (const char* given = std::getenv("SETU_RAW_DATA")) return given;
  const auto beside = std::filesystem::path(SETU_SOURCE_DIR) / "../shared/data";
  return std::filesystem::is_directory(beside) ? beside : std::filesystem::path{};
}

/// With the raw files at hand the recipe gives the shipped bytes.
TEST(Rebuild, GivesTheShippedDatabase) {
  const auto raw = raw_data();
  if (raw.empty()) GTEST_SKIP() << "THE RAW FILES ARE ABSENT, NOTHING WAS REBUILT: set SETU_RAW_DATA to their folder";
  const testing::TemporaryFolder folder;
  (void)build_database(testing::default_folder() / "recipe.toml", raw, folder.path() / "out");
  for (const char* file : {"sets.csv", "basedata.csv", "params.csv", "controls.csv", "quality.csv", "provenance.csv", "adjustments.md"})
    EXPECT_EQ(testing::read_text(folder.path() / "out" / file), testing::read_text(testing::default_folder() / file)) << file;
}

}  // namespace
}  // namespace setu
