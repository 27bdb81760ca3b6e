#include <gtest/gtest.h>

#include <cstdlib>

#include "default_database.hpp"
#include "setu/calibration/recipe.hpp"
#include "temporary_folder.hpp"

namespace setu {
namespace {

/// With the raw files at hand (environment variable SETU_RAW_DATA) the recipe gives the shipped bytes.
TEST(Rebuild, GivesTheShippedDatabase) {
  const char* raw = std::getenv("SETU_RAW_DATA");
  if (raw == nullptr) GTEST_SKIP() << "set SETU_RAW_DATA to the folder of raw files";
  const testing::TemporaryFolder folder;
  (void)build_database(testing::default_folder() / "recipe.toml", raw, folder.path() / "out");
  for (const char* file : {"sets.csv", "basedata.csv", "params.csv", "controls.csv", "quality.csv", "provenance.csv",
                           "adjustments.md"})
    EXPECT_EQ(testing::read_text(folder.path() / "out" / file), testing::read_text(testing::default_folder() / file))
        << file;
}

}  // namespace
}  // namespace setu
