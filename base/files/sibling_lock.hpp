#pragma once
#include <filesystem>
#include <memory>
#include <utility>

namespace setu {

/// A locked file beside a hidden folder that is being written. The lock goes with its process, however that ends, so that a folder whose
/// file can be locked by another was abandoned.
class SiblingLock {
 public:
  /// Creates and locks `file`. Nothing where another was faster or there are no locks.
  static std::unique_ptr<SiblingLock> create(const std::filesystem::path& file);
  /// Locks a file that a program which has ended left behind. Nothing where its writer lives, or where no SiblingLock wrote it.
  static std::unique_ptr<SiblingLock> inherit(const std::filesystem::path& file);
  ~SiblingLock();  ///< removes the file
  SiblingLock(const SiblingLock&) = delete;
  SiblingLock& operator=(const SiblingLock&) = delete;

 private:
  SiblingLock(std::filesystem::path file, int descriptor) : file_(std::move(file)), descriptor_(descriptor) {}
  std::filesystem::path file_;
  int descriptor_;
};

/// Makes the hidden folder .NAME.XXXXXX beside `target` and its lock .NAME.XXXXXX.lock. Throws InputError where that is not possible.
std::pair<std::filesystem::path, std::unique_ptr<SiblingLock>> make_sibling(const std::filesystem::path& target);

/// Removes what killed programs left behind beside `target`: folders .NAME.XXXXXX that have a lock which nobody holds. Others stay.
void remove_abandoned_siblings(const std::filesystem::path& target);

}  // namespace setu
