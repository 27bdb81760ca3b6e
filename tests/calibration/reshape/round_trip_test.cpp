#include "reshape_test.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/calibration/gtap/gtap.hpp"
#include "temporary_folder.hpp"

/// Files, aggregation and files again: nothing is lost on the way.
namespace setu::testing {
namespace {

Database through_files(const Database& db, const std::filesystem::path& folder) {
  write_gtap(db, folder, {true});
  return read_gtap(find_gtap_files(folder)).database;
}

TEST(RoundTrip, ImportAggregateExportImport) {
  TemporaryFolder folder;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    SCOPED_TRACE(seed);
    const Database db = everything(3 + seed % 4, 4 + seed % 3, seed);
    SetMappings m = identity_mappings(db.sets());
    m.reg = folded(db.sets().reg, 2);
    m.comm = m.acts = folded(db.sets().comm, 3);
    const Database direct = aggregate(db, m).database;
    const Database imported = through_files(db, folder.path() / ("fine" + std::to_string(seed)));
    const Database coarse = aggregate(imported, m).database;
    const Database again = through_files(coarse, folder.path() / ("coarse" + std::to_string(seed)));
    for (const auto& header : header_catalogue()) {
      if (!direct.has(header.name)) continue;
      const auto a = direct[header.name].values(), b = again[header.name].values();
      EXPECT_TRUE(std::equal(a.begin(), a.end(), b.begin(), b.end())) << header.name;
    }
    expect_balanced(again, 1e-11);
    write_database(again, folder.path() / "folder");
    EXPECT_EQ(database_hash(read_database(folder.path() / "folder")), database_hash(again));
  }
}

}  // namespace
}  // namespace setu::testing
