#include "setu/base/error.hpp"
#include "setu/calibration/elasticities/elasticities.hpp"
#include "small_tables.hpp"
#include "temporary_folder.hpp"

namespace setu::testing {
namespace {

TEST(SectorPatterns, StarsStandForAnything) {
  EXPECT_TRUE(fits_pattern("A01*", "A01_02"));
  EXPECT_FALSE(fits_pattern("c26", "C26"));
  EXPECT_TRUE(fits_pattern("C31*ELQ", "C31ELQ"));
  EXPECT_TRUE(fits_pattern("*", "anything"));
  EXPECT_FALSE(fits_pattern("c1", "c11"));
  EXPECT_FALSE(fits_pattern("A02", "A01"));
}

TEST(SectorPatterns, ShippedTablesKnowTheSectorsOfAllSources) {
  const auto o = default_options();
  const auto rows = read_elasticities(o.elasticities);
  const auto shares = read_factor_shares(o.factors);
  const auto esbd = [&](const char* sector) { return row_of_sector(rows, sector, o.elasticities).domestic; };
  EXPECT_EQ(esbd("A01_02"), 2.4);
  EXPECT_EQ(esbd("C10T14MIN"), 5.0);  // mining of the third revision, not food of the fourth
  EXPECT_EQ(esbd("C10T12"), 2.5);
  EXPECT_EQ(esbd("C10-C12"), 2.5);
  EXPECT_EQ(esbd("C26"), 4.4);
  EXPECT_EQ(esbd("C26NMM"), 2.9);
  EXPECT_EQ(esbd("C29"), 3.4);
  EXPECT_EQ(esbd("C29MEQ"), 4.0);
  EXPECT_EQ(esbd("C20"), 3.3);
  EXPECT_EQ(esbd("C20WOD"), 3.1);
  EXPECT_EQ(esbd("C24"), 3.5);
  EXPECT_EQ(esbd("C24CHM"), 3.3);
  EXPECT_EQ(esbd("c14"), 4.4);
  EXPECT_GT(row_of_sector(shares, "A01", o.factors).share[0], 0);
  EXPECT_GT(row_of_sector(shares, "B05_06", o.factors).share[4], 0);
  EXPECT_EQ(row_of_sector(shares, "G", o.factors).share[0], 0);
}

TEST(SectorPatterns, BrokenTablesGiveASentence) {
  TemporaryFolder folder;
  const auto file = folder.path() / "x.csv";
  const auto refused = [&](const std::string& text) {
    write_text(file, text);
    return message_of<InputError>([&] { (void)read_factor_shares(file); });
  };
  const std::string titles = "sector,Land,UnSkLab,SkLab,Capital,NatRes,source\n";
  EXPECT_TRUE(contains(refused(titles + "a,0.5,0.5,0.5,0,0,me\n"), ":2: the shares add to 1.5"));
  EXPECT_TRUE(contains(refused(titles + "a,-1,1,1,0,0,me\n"), "Land must be a number of at least zero"));
  EXPECT_TRUE(contains(refused("sector,land\n"), "where 'Land' is expected"));
  write_text(file, titles + "a,0,0.5,0.5,0,0,me\n");
  EXPECT_TRUE(
      contains(message_of<InputError>([&] { (void)row_of_sector(read_factor_shares(file), "b", file); }), "no row is for sector 'b'"));
}

}  // namespace
}  // namespace setu::testing
