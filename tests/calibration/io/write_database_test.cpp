#include <random>

#include "setu/base/error.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "tiny_folder.hpp"

namespace setu {
namespace {

using testing::contains;
using testing::message_of;
using testing::read_text;

/// Random sets, random headers given, random cells: nothing economic, everything that the layout can hold.
class RandomDatabase {
 public:
  explicit RandomDatabase(unsigned seed) : random_(seed) {}
  Database make() {
    Sets sets;
    sets.reg = labels("reg");
    sets.comm = labels("comm");
    sets.acts = labels("act");
    sets.endw = labels("endowment");
    if (below(2) == 0) sets.marg = {sets.comm.back()};
    for (const auto& e : sets.endw) (below(3) == 0 ? sets.endm : below(2) == 0 ? sets.ends : sets.endf).push_back(e);
    sets.endc = {sets.endw.front()};
    Database db(sets);
    for (const auto& header : header_catalogue())
      if (header.name != "EFLG" && (!header.optional || below(2) == 0 || needs_default(header.name))) fill(db, header);
    return db;
  }

 private:
  static bool needs_default(const std::string& name) { return name == "DPSM" || name == "ESKO" || name == "ETKO"; }
  std::uint64_t below(std::uint64_t n) { return random_() % n; }
  std::vector<std::string> labels(const std::string& stem) {
    std::vector<std::string> all;
    const auto count = 1 + below(4);
    for (std::uint64_t i = 0; i < count; ++i) all.push_back(stem + (i % 2 == 0 ? " no. " : "-é_") + std::to_string(i));
    return all;
  }
  double number(const HeaderInfo& header) {
    if (below(3) == 0) return 0;
    if (header.quantity == Quantity::Flag) return 1;
    const double fraction = std::ldexp(static_cast<double>(random_() >> 11U), -53);
    if (header.quantity == Quantity::Share) return fraction;
    const double size = std::ldexp(fraction, static_cast<int>(below(120)) - 60);
    return header.name == "ETRE" || header.name == "ETRQ" ? -size : size;
  }
  void fill(Database& db, const HeaderInfo& header) {
    for (double& cell : db[header.name].values()) cell = number(header);
  }
  std::mt19937_64 random_;
};

void expect_identical(const Database& a, const Database& b) {
  for (const char* set : {"REG", "COMM", "ACTS", "ENDW", "MARG", "ENDM", "ENDS", "ENDF", "ENDC", "ENDL"})
    EXPECT_EQ(a.sets().by_name(set), b.sets().by_name(set)) << set;
  for (const auto& header : header_catalogue()) {
    const auto left = a[header.name].values(), right = b[header.name].values();
    EXPECT_TRUE(std::equal(left.begin(), left.end(), right.begin(), right.end())) << header.name;
    EXPECT_TRUE(left.empty() || a.has(header.name) == b.has(header.name)) << header.name;
  }
  EXPECT_EQ(database_hash(a), database_hash(b));
}

TEST(WriteDatabase, WhatIsReadBackIsIdentical) {
  const testing::TemporaryFolder folder;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(seed);
    const Database db = RandomDatabase(seed).make();
    write_database(db, folder.path() / "db");
    expect_identical(db, read_database(folder.path() / "db"));
  }
}

TEST(WriteDatabase, WritingTwiceGivesTheSameBytes) {
  const testing::TemporaryFolder folder;
  const Database db = RandomDatabase(7).make();
  write_database(db, folder.path() / "a");
  write_database(read_database(folder.path() / "a"), folder.path() / "b");
  for (const char* file : {"sets.csv", "basedata.csv", "params.csv"})
    EXPECT_EQ(read_text(folder.path() / "a" / file), read_text(folder.path() / "b" / file)) << file;
}

TEST(WriteDatabase, KeepsOtherFilesOfADatabaseFolderAndNoForeignFolder) {
  const testing::TemporaryFolder folder;
  const Database db = RandomDatabase(3).make();
  write_database(db, folder.path() / "db");
  testing::write_text(folder.path() / "db/SOURCES.md", "where it came from");
  write_database(db, folder.path() / "db");
  EXPECT_EQ(read_text(folder.path() / "db/SOURCES.md"), "where it came from");
  testing::write_text(folder.path() / "file", "");
  EXPECT_TRUE(contains(message_of<InputError>([&] { write_database(db, folder.path()); }), "holds other files"));
}

TEST(WriteDatabase, RefusesLabelsThatCannotBeReadBack) {
  const testing::TemporaryFolder folder;
  Database db = RandomDatabase(3).make();
  db.sets().reg.front() = "a,b";
  EXPECT_TRUE(contains(message_of<InputError>([&] { write_database(db, folder.path() / "db"); }), "'a,b' with a comma"));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "db"));
}

TEST(DatabaseHash, ChangesWithEveryCellSetAndGivenHeader) {
  const Database db = RandomDatabase(11).make();
  const std::string hash = database_hash(db);
  EXPECT_EQ(hash.size(), 64U);
  EXPECT_EQ(database_hash(RandomDatabase(11).make()), hash);
  Database cell = db;
  cell["VDFB"].values()[0] = std::nextafter(cell["VDFB"].values()[0], 1e9);
  EXPECT_NE(database_hash(cell), hash);
  Database label = db;
  label.sets().reg.front() += "x";
  EXPECT_NE(database_hash(label), hash);
  Database moved = db;
  std::swap(moved.sets().endm, moved.sets().endf);
  EXPECT_NE(database_hash(moved), hash);
}

}  // namespace
}  // namespace setu
