#include "setu/base/files/atomic_directory.hpp"

#include "setu/base/error.hpp"
#include "temporary_folder.hpp"

namespace setu {
namespace {

namespace fs = std::filesystem;
using testing::contains;
using testing::message_of;
using testing::read_text;
using testing::write_text;

class AtomicDirectoryTest : public ::testing::Test {
 protected:
  [[nodiscard]] std::size_t entries() const { return static_cast<std::size_t>(std::distance(fs::directory_iterator(root.path()), {})); }
  void put(const std::string& text, AtomicDirectory::Others others = AtomicDirectory::Others::Drop) {
    AtomicDirectory out(target, "marker", others);
    write_text(out.path() / "marker", text);
    out.commit();
  }
  testing::TemporaryFolder root;
  fs::path target = root.path() / "out";
};

TEST_F(AtomicDirectoryTest, AppearsOnlyOnCommit) {
  {
    AtomicDirectory out(target, "marker");
    write_text(out.path() / "marker", "1");
    EXPECT_FALSE(fs::exists(target));
    out.commit();
    EXPECT_EQ(read_text(target / "marker"), "1");
  }
  EXPECT_EQ(entries(), 1U);
}

TEST_F(AtomicDirectoryTest, LeavesNothingWithoutCommit) {
  { AtomicDirectory out(target, "marker"); }
  EXPECT_EQ(entries(), 0U);
}

TEST_F(AtomicDirectoryTest, ReplacesItsOwnFolderAndDropsOrKeepsOtherFiles) {
  put("1");
  write_text(target / "notes", "mine");
  fs::create_directory(target / "sub");
  write_text(target / "sub/deep", "deeper");
  put("2", AtomicDirectory::Others::Keep);
  EXPECT_EQ(read_text(target / "marker"), "2");
  EXPECT_EQ(read_text(target / "notes"), "mine");
  EXPECT_EQ(read_text(target / "sub/deep"), "deeper");
  put("3");
  EXPECT_EQ(read_text(target / "marker"), "3");
  EXPECT_FALSE(fs::exists(target / "notes"));
  EXPECT_EQ(entries(), 1U);
}

TEST_F(AtomicDirectoryTest, NeverReplacesAForeignFolderOrFile) {
  fs::create_directory(target);
  write_text(target / "thesis", "years of work");
  EXPECT_TRUE(contains(message_of<InputError>([&] { put("1"); }), "holds other files (it has no marker)"));
  EXPECT_EQ(read_text(target / "thesis"), "years of work");
  fs::remove_all(target);
  write_text(target, "a file");
  EXPECT_TRUE(contains(message_of<InputError>([&] { put("1"); }), "exists and is not a folder"));
  EXPECT_EQ(read_text(target), "a file");
  EXPECT_EQ(entries(), 1U);
}

TEST_F(AtomicDirectoryTest, TakesAnEmptyFolderAndATrailingSlashAndCreatesParents) {
  fs::create_directory(target);
  put("1");
  EXPECT_EQ(read_text(target / "marker"), "1");
  target = root.path() / "a/b/c/";
  put("2");
  EXPECT_EQ(read_text(root.path() / "a/b/c/marker"), "2");
}

TEST_F(AtomicDirectoryTest, ExplainsAFolderThatCannotBeMade) {
  write_text(root.path() / "file", "");
  target = root.path() / "file/out";
  EXPECT_TRUE(contains(message_of<InputError>([&] { put("1"); }), target.string()));
  EXPECT_TRUE(contains(message_of<InputError>([] { AtomicDirectory("", "marker"); }), "empty"));
}

}  // namespace
}  // namespace setu
