#pragma once
#include <filesystem>
#include <memory>
#include <string>

namespace setu {

class SiblingLock;

/// A folder that appears complete or not at all. Files are written into a hidden sibling, path(), which commit()
/// renames to the target; without commit() it is removed again and the target is untouched. Should the program be killed, the sibling
/// stays behind until the next AtomicDirectory for the same target removes it: a lock beside it tells whether its writer still lives.
class AtomicDirectory {
 public:
  /// What happens to files of an existing target that the new folder does not have.
  enum class Others { Keep, Drop };

  /// Prepares to write `target` (its parents are created). An existing folder is replaced only if it is empty or
  /// holds a file called `marker`, the sign that it was written by this program before: a mistyped path never costs a
  /// user's files. Throws InputError otherwise, and when the folder cannot be created.
  AtomicDirectory(const std::filesystem::path& target, std::string marker, Others others = Others::Drop);
  ~AtomicDirectory();
  AtomicDirectory(const AtomicDirectory&) = delete;
  AtomicDirectory& operator=(const AtomicDirectory&) = delete;

  /// Where to write the files.
  [[nodiscard]] const std::filesystem::path& path() const { return temporary_; }
  [[nodiscard]] const std::filesystem::path& target() const { return target_; }
  /// Puts the folder in its place, in one step where the system can exchange two names. Throws InputError on failure.
  void commit();

 private:
  std::filesystem::path target_, temporary_;
  std::unique_ptr<SiblingLock> lock_;  ///< none where the file system has no locks
  std::string marker_;
  Others others_;
};

}  // namespace setu
