#include <gtest/gtest.h>

#include "../../economics/support/case_files.hpp"
#include "../io/temporary_folder.hpp"
#include "setu/base/error.hpp"
#include "setu/calibration/audit/audit.hpp"
#include "version6_files.hpp"

namespace setu::test {
namespace {

using setu::testing::contains;
using setu::testing::message_of;

Database invented_v6(std::uint64_t seed) {
  SyntheticOptions options;
  options.regions = 3;
  options.sectors = 6;
  options.seed = seed;
  return synthetic_database(options);
}

/// Everything but EVOS by activity, which version 6 does not have, is what it was.
void expect_converted(const Database& old, const Database& now) {
  for (const auto& info : header_catalogue()) {
    if (!old.has(info.name) || info.name == "EVOS" || info.name == "EFLG" || info.name == "ETRE" || info.name == "ETRQ" ||
        info.name == "ESBQ")
      continue;
    const auto x = old[info.name].values(), y = now[info.name].values();
    ASSERT_EQ(x.size(), y.size()) << info.name;
    for (std::size_t i = 0; i < x.size(); ++i) ASSERT_NEAR(x[i], y[i], 1e-6 + 1e-6 * std::abs(x[i])) << info.name << " cell " << i;
  }
  const Array &a = old["EVOS"], &b = now["EVOS"];
  for (std::size_t e = 0; e < a.dims()[0]; ++e)
    for (std::size_t r = 0; r < a.dims()[2]; ++r) {
      double before = 0, after = 0;
      for (std::size_t j = 0; j < a.dims()[1]; ++j) before += a(e, j, r), after += b(e, j, r);
      EXPECT_NEAR(before, after, 1e-9 * std::abs(before));
    }
}

TEST(GtapV6, ConvertsBackToWhatItWasMadeFromAndBalances) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Database old = invented_v6(seed);
    const Imported imported = Version6Files(old).files().read();
    EXPECT_EQ(imported.format, "GTAP v6 header arrays");
    for (const char* set : {"REG", "COMM", "ACTS", "ENDW", "MARG", "ENDC"})
      EXPECT_EQ(imported.database.sets().by_name(set), old.sets().by_name(set)) << set;
    expect_converted(old, imported.database);
    const AuditReport report = audit(imported.database);
    EXPECT_FALSE(report.has_errors()) << report.text();
    for (const auto& kind : report.balance) EXPECT_LT(kind.worst, 1e-9) << kind.where;
  }
}

TEST(GtapV6, TheThreeByThreeDatabaseInVersionSix) {
  const auto folder = cases_folder();
  if (!folder) GTEST_SKIP() << "OTHER CODES' FILES ARE ABSENT: put shared/cases beside the checkout or set SETU_CASES";
  const Database old = read_gtap(find_gtap_files(*folder / "gtap_3x3")).database;
  const Imported imported = Version6Files(old).files().read();
  const AuditReport report = audit(imported.database);
  EXPECT_FALSE(report.has_errors()) << report.text();
  EXPECT_EQ(imported.database.sets().ends, old.sets().ends);
  EXPECT_EQ(imported.database.sets().endf, old.sets().endf);
}

TEST(GtapV6, EndowmentTypesComeFromSlugOrElseFromTheElasticity) {
  const Database old = invented_v6(1);
  auto files = Version6Files(old).files();
  const Sets with_slug = files.read().database.sets();
  std::erase_if(files.parameters.headers, [](const auto& h) { return h.name == "SLUG"; });
  const Sets without = files.read().database.sets();
  EXPECT_EQ(with_slug.endm, old.sets().endm);
  EXPECT_EQ(with_slug.ends, old.sets().ends);
  EXPECT_EQ(with_slug.endf, old.sets().endf);
  EXPECT_EQ(without.ends, old.sets().ends);
  EXPECT_EQ(without.endf, old.sets().endf);
}

TEST(GtapV6, ArraysWithoutLabelsAndFilesOnDisk) {
  const Database old = invented_v6(2);
  auto files = Version6Files(old).files();
  for (auto* file : {&files.data, &files.parameters})
    for (auto& header : file->headers)
      if (header.type == HarType::Labelled) header.type = HarType::Plain, header.axes.clear();
  const setu::testing::TemporaryFolder folder;
  write_har(folder.path() / "SETS.HAR", files.sets.headers);
  write_har(folder.path() / "BaseData.har", files.data.headers);
  write_har(folder.path() / "Default.prm", files.parameters.headers);
  expect_converted(old, read_gtap(find_gtap_files(folder.path())).database);
}

TEST(GtapV6, MistakesAreNamed) {
  const Database old = invented_v6(1);
  const auto good = Version6Files(old).files();
  const auto complaint = [&](auto change) {
    auto files = good;
    change(files);
    return message_of<InputError>([&] { (void)files.read(); });
  };
  const auto erase = [](HarFile& file, const std::string& name) {
    std::erase_if(file.headers, [&](const auto& h) { return h.name == name; });
  };
  EXPECT_TRUE(contains(complaint([&](auto& f) { erase(f.data, "VIFA"); }), "basedata.har: header VIFA (purchases by firms) is missing"));
  EXPECT_TRUE(contains(complaint([&](auto& f) { erase(f.data, "EVOA"); }), "header EVOA (endowment income after tax) is missing"));
  EXPECT_TRUE(contains(complaint([&](auto& f) { erase(f.parameters, "ESBV"); }), "default.prm: header ESBV"));
  EXPECT_TRUE(contains(complaint([&](auto& f) { header_of(f.parameters, "ETRE").reals[0] = 1; }), "must be zero or negative"));
  EXPECT_TRUE(contains(complaint([&](auto& f) {
                         auto& header = header_of(f.data, "VFM");
                         auto values = header.dense();
                         values[good.sets.find("H2")->text.size() * old.sets().reg.size()] = 5;
                         header = real_header("VFM", "", "VFM", header.axes, values);
                       }),
                       "no endowments in the production of capital goods"));
}

}  // namespace
}  // namespace setu::test
