#include "setu/base/files/atomic_directory.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

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

/// A process that begins to write `target` and is killed; `held` runs while it lives.
void killed_while_writing(const fs::path& target, const std::function<void()>& held) {
  int begun[2];
  ASSERT_EQ(pipe(begun), 0);
  const pid_t child = fork();
  if (child == 0) {
    AtomicDirectory out(target, "marker");
    write_text(out.path() / "half", "written");
    if (write(begun[1], "x", 1) != 1) _exit(1);
    for (;;) pause();
  }
  char x;
  ASSERT_EQ(read(begun[0], &x, 1), 1);
  held();
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  close(begun[0]), close(begun[1]);
}

TEST_F(AtomicDirectoryTest, RemovesWhatAKilledProgramLeftAndNothingThatIsHeld) {
  killed_while_writing(target, [&] {
    EXPECT_EQ(entries(), 2U);  // the hidden folder and its lock
    put("1");                  // another writer of the same target leaves them alone
    EXPECT_EQ(entries(), 3U);
  });
  EXPECT_EQ(entries(), 3U);
  AtomicDirectory other(root.path() / "other", "marker");  // nor does a writer of another target touch them
  EXPECT_EQ(entries(), 5U);
  put("2");
  EXPECT_EQ(entries(), 3U);  // the target, and what the writer of the other holds
  EXPECT_EQ(read_text(target / "marker"), "2");
  EXPECT_TRUE(fs::exists(other.path()));
}

TEST_F(AtomicDirectoryTest, LeavesHiddenFoldersOfOthersAlone) {
  fs::create_directory(root.path() / ".out.backup");
  write_text(root.path() / ".out.backup/thesis", "years of work");
  put("1");
  write_text(root.path() / ".out.backup.lock", "of another program");
  put("2");
  EXPECT_EQ(read_text(root.path() / ".out.backup/thesis"), "years of work");
  EXPECT_EQ(read_text(root.path() / ".out.backup.lock"), "of another program");
}

}  // namespace
}  // namespace setu
