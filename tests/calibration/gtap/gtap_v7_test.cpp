#include <gtest/gtest.h>
#include <zlib.h>

#include "../../economics/support/case_files.hpp"
#include "../io/temporary_folder.hpp"
#include "gtap_test_files.hpp"
#include "setu/base/error.hpp"

namespace setu::test {
namespace {

using setu::testing::contains;
using setu::testing::message_of;
using setu::testing::TemporaryFolder;

Database invented(std::uint64_t seed = 3) {
  SyntheticOptions options;
  options.regions = 4;
  options.sectors = 5;
  options.seed = seed;
  options.joint_products = options.foreign_capital = options.preferences = options.absent_commodities = true;
  return synthetic_database(options);
}

TEST(GtapV7, GempacksFilesEqualTheTextsMadeFromThem) {
  const auto folder = cases_folder();
  if (!folder) GTEST_SKIP() << "OTHER CODES' FILES ARE ABSENT: put shared/cases beside the checkout or set SETU_CASES";
  const GtapFiles files = find_gtap_files(*folder / "gtap_3x3");
  EXPECT_EQ(files.sets.filename(), "sets.har");
  const Imported imported = read_gtap(files);
  EXPECT_EQ(imported.format, "GTAP v7 header arrays");
  EXPECT_EQ(imported.notes.front(), "The data call themselves GTAP release v11.1, Y2017, Jan_2025.");
  expect_same_database(read_database(*folder / "gtap_3x3"), imported.database, 6e-8);
}

TEST(GtapV7, ExportThenImportIsExactForSinglePrecisionNumbers) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const Database database = in_single_precision(invented(seed));
    const TemporaryFolder folder;
    EXPECT_EQ(write_gtap(database, folder.path() / "out").front(), "Every value is written exactly.");
    expect_same_database(database, read_gtap(find_gtap_files(folder.path() / "out")).database);
  }
}

TEST(GtapV7, EmptySetsOfMarginsComeBack) {
  SyntheticOptions options;
  options.margins = false;
  const Database database = in_single_precision(synthetic_database(options));
  ASSERT_TRUE(database.sets().marg.empty());
  const TemporaryFolder folder;
  (void)write_gtap(database, folder.path() / "out");
  expect_same_database(database, read_gtap(find_gtap_files(folder.path() / "out")).database);
}

TEST(GtapV7, DoublePrecisionIsExactForEveryNumberAndSinglePrecisionIsCloseAndSaysSo) {
  const Database database = invented();
  const TemporaryFolder folder;
  (void)write_gtap(database, folder.path() / "double", {.double_precision = true});
  expect_same_database(database, read_gtap(find_gtap_files(folder.path() / "double")).database);
  EXPECT_TRUE(contains(write_gtap(database, folder.path() / "single").front(), "rounded to single precision"));
  expect_same_database(database, read_gtap(find_gtap_files(folder.path() / "single")).database, 6e-8);
}

class Changed : public ::testing::Test {
 protected:
  Changed() : database(in_single_precision(invented())) {
    (void)write_gtap(database, folder.path() / "out");
    files.emplace(folder.path() / "out");
  }
  std::string complaint() {
    return message_of<InputError>([&] { (void)files->read(); });
  }
  TemporaryFolder folder;
  Database database;
  std::optional<OpenFiles> files;
};

TEST_F(Changed, LabelsCountNotTheirOrderOrCase) {
  std::vector<std::string> reversed(database.sets().comm.rbegin(), database.sets().comm.rend());
  HarHeader& header = header_of(files->data, "VDPB");
  const std::vector<double> old = header.dense();
  const std::size_t C = reversed.size(), R = database.sets().reg.size();
  std::vector<double> turned(old.size());
  for (std::size_t c = 0; c < C; ++c)
    for (std::size_t r = 0; r < R; ++r) turned[c * R + r] = old[(C - 1 - c) * R + r];
  std::transform(reversed[0].begin(), reversed[0].end(), reversed[0].begin(), ::toupper);
  header = real_header("VDPB", "", "VDPB", {{"COMM", reversed, false}, {"REG", database.sets().reg, false}}, turned);
  expect_same_database(database, files->read().database);
}

TEST_F(Changed, ArraysWithoutLabelsGoByPosition) {
  for (auto* file : {&files->data, &files->parameters})
    for (auto& header : file->headers)
      if (header.type == HarType::Labelled) header.type = HarType::Plain, header.axes.clear();
  expect_same_database(database, files->read().database);
}

TEST_F(Changed, SetsAreAlsoFoundByTheNamesThatTheyGiveThemselves) {
  int number = 0;
  for (auto& header : files->sets.headers) header.name = "S" + std::to_string(number++);
  expect_same_database(database, files->read().database);
}

TEST_F(Changed, SetsMayBeTheLabelsOfTheData) {
  for (auto* file : {&files->sets}) file->headers.clear();
  const Imported imported = files->read();
  EXPECT_EQ(imported.database.sets().comm, database.sets().comm);
  EXPECT_EQ(imported.database.sets().endm, database.sets().endm);  // from EFLG
  EXPECT_TRUE(contains(imported.notes.front(), "The elements of set REG are the labels of SAVE"));
}

TEST_F(Changed, ParametersWithoutRegionsHoldEverywhere) {
  std::vector<double> by_commodity;
  for (std::size_t c = 0; c < database.sets().comm.size(); ++c) by_commodity.push_back(2.0 + static_cast<double>(c));
  header_of(files->parameters, "ESBD") = real_header("ESBD", "", "ESUBD", {{"COMM", database.sets().comm, false}}, by_commodity);
  const Imported imported = files->read();
  for (std::size_t r = 0; r < database.sets().reg.size(); ++r) EXPECT_EQ(std::as_const(imported.database)["ESBD"](1, r), 3);
  EXPECT_TRUE(std::any_of(imported.notes.begin(), imported.notes.end(), [](const auto& n) { return n.ends_with("all of them: ESBD."); }));
}

TEST_F(Changed, EveryFileSaysInWhichLayoutItIs) {
  for (const HarFile* file : {&files->sets, &files->data, &files->parameters})
    EXPECT_EQ(file->find("DVER")->dense(), std::vector<double>{6});
  for (const auto& note : files->read().notes) EXPECT_EQ(note.find("DVER"), std::string::npos);
}

TEST_F(Changed, HeadersThatNobodyNeedsAreNamed) {
  files->data.headers.push_back(real_header("PTAX", "", "PTAX", {}, std::array{1.0}));
  EXPECT_TRUE(contains(files->read().notes.back(), "basedata.har that the model does not need: PTAX."));
}

TEST_F(Changed, MistakesAreNamed) {
  const OpenFiles good = *files;
  const auto with = [&](auto change) {
    files.emplace(good);
    change(*files);
    return complaint();
  };
  const auto erase = [](HarFile& file, const std::string& name) {
    std::erase_if(file.headers, [&](const auto& h) { return h.name == name; });
  };
  EXPECT_TRUE(contains(with([&](auto& f) { erase(f.data, "VXSB"); }),
                       "basedata.har: header VXSB (exports at basic prices (source, destination)) is missing."));
  EXPECT_TRUE(contains(with([&](auto& f) { erase(f.parameters, "ESBV"); }), "default.prm: header ESBV"));
  EXPECT_TRUE(contains(with([&](auto& f) { erase(f.data, "VDFB"); }), "neither VDFB (GTAP version 7) nor VDFM (version 6)"));
  EXPECT_TRUE(
      contains(with([&](auto& f) { header_of(f.data, "VDPB").axes[0].elements[1] = "nonsense"; }), "basedata.har, header VDPB, byte "));
  EXPECT_TRUE(contains(complaint(), "set COMM: no commodity 'nonsense'"));
  EXPECT_TRUE(contains(with([&](auto& f) {
                         auto& header = header_of(f.data, "VDPB");
                         header.axes[0].elements[1] = header.axes[0].elements[0];
                       }),
                       "labels two elements of set COMM"));
  EXPECT_TRUE(contains(with([&](auto& f) {
                         header_of(f.data, "SAVE") = real_header("SAVE", "", "", {{"REG", {"a", "b"}, false}}, std::array{1.0, 2.0});
                       }),
                       "no region 'a'"));
  EXPECT_TRUE(contains(with([&](auto& f) {
                         auto& header = header_of(f.data, "VDPB");
                         header.reals[0] = std::numeric_limits<double>::quiet_NaN();
                       }),
                       "is not a finite number"));
  EXPECT_TRUE(contains(with([&](auto& f) { header_of(f.parameters, "ESBD").reals[0] = -1; }), "is -1.000000: it cannot be negative"));
  EXPECT_TRUE(contains(with([&](auto& f) { header_of(f.data, "SAVE") = text_header("SAVE", "", {"x"}); }),
                       "it holds text where numbers are expected"));
  EXPECT_TRUE(
      contains(with([&](auto& f) { f.sets.headers.erase(f.sets.headers.begin() + 1, f.sets.headers.end()), f.data.headers.clear(); }),
               "neither VDFB"));
}

TEST_F(Changed, FilesAreFoundByWhatTheyHold) {
  const auto out = folder.path() / "out";
  std::filesystem::rename(out / "basedata.har", out / "gsdfdat.har");
  std::filesystem::rename(out / "default.prm", out / "gsdfpar.har");
  std::filesystem::rename(out / "sets.har", out / "gsdfset.har");
  const GtapFiles found = find_gtap_files(out);
  EXPECT_EQ(found.data.filename(), "gsdfdat.har");
  EXPECT_EQ(found.parameters.filename(), "gsdfpar.har");
  EXPECT_EQ(found.sets.filename(), "gsdfset.har");
  std::filesystem::copy_file(out / "gsdfdat.har", out / "other.har");
  EXPECT_TRUE(
      contains(message_of<InputError>([&] { (void)find_gtap_files(out); }), "both gsdfdat.har and other.har can stand for basedata.har"));
  EXPECT_TRUE(contains(message_of<InputError>([&] { (void)find_gtap_files(folder.path()); }), "there is no basedata.har"));
}

/// What a simulation updated may have any name, and may be named itself.
TEST_F(Changed, UpdatedFilesAreBaseData) {
  const auto out = folder.path() / "out";
  std::filesystem::rename(out / "basedata.har", out / "tm10.upd");
  EXPECT_EQ(find_gtap_files(out).data.filename(), "tm10.upd");
  std::filesystem::copy_file(out / "tm10.upd", out / "tm20.upd");
  EXPECT_TRUE(contains(message_of<InputError>([&] { (void)find_gtap_files(out); }), "name the file itself"));
  const GtapFiles found = find_gtap_files(out / "tm20.upd");
  EXPECT_EQ(found.data.filename(), "tm20.upd");
  EXPECT_EQ(found.parameters.filename(), "default.prm");
  EXPECT_EQ(found.sets.filename(), "sets.har");
  expect_same_database(database, read_gtap(found).database);
  EXPECT_TRUE(contains(message_of<InputError>([&] { (void)find_gtap_files(out / "sets.har"); }), "the file holds no flows"));
}

TEST_F(Changed, WithoutPopulationTheDefaultHolds) {
  std::erase_if(files->data.headers, [](const auto& h) { return h.name == "POP"; });
  const Database read = files->read().database;
  EXPECT_FALSE(read.has("POP"));
  EXPECT_EQ(std::as_const(read)["POP"](0), 1);
  (void)write_gtap(read, folder.path() / "again");
  EXPECT_FALSE(read_gtap(find_gtap_files(folder.path() / "again")).database.has("POP"));
}

TEST_F(Changed, CompressedFilesAreReadLikePlainOnes) {
  const auto out = folder.path() / "out";
  for (const char* name : {"sets.har", "basedata.har", "default.prm"}) {
    const std::string bytes = setu::testing::read_text(out / name);
    std::filesystem::remove(out / name);
    gzFile packed = gzopen((out / (std::string(name) + ".gz")).c_str(), "wb");
    gzwrite(packed, bytes.data(), static_cast<unsigned>(bytes.size()));
    gzclose(packed);
  }
  expect_same_database(database, read_gtap(find_gtap_files(out)).database);
}

TEST(GtapV7, LongLabelsCannotBeExportedAndLeaveNothingBehind) {
  Database database = invented();
  Sets& sets = database.sets();
  sets.reg[0] = "a region with a long name";
  const TemporaryFolder folder;
  const auto message = message_of<InputError>([&] { (void)write_gtap(database, folder.path() / "out"); });
  EXPECT_TRUE(contains(message, "'a region with a long name' has 25 characters; 12 are possible"));
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

}  // namespace
}  // namespace setu::test
