#include "sibling_lock.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>
#include <vector>

#include "setu/base/error.hpp"

namespace setu {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kEnd = ".lock";
constexpr std::string_view kText = "setu is writing the folder beside this file\n";
constexpr std::size_t kRandom = 6;  ///< characters that mkdtemp chooses

fs::path lock_of(const fs::path& folder) { return folder.string() + std::string(kEnd); }

std::string prefix_of(const fs::path& target) { return "." + target.filename().string() + "."; }

/// Whether the open file still stands under its name: another may have removed it before it was locked.
bool still_there(int descriptor, const fs::path& file) {
  struct stat open {
  }, named{};
  return fstat(descriptor, &open) == 0 && lstat(file.c_str(), &named) == 0 && open.st_ino == named.st_ino && open.st_dev == named.st_dev;
}

/// The locks beside `target` by the names that make_sibling gives.
std::vector<fs::path> locks_beside(const fs::path& target) {
  std::vector<fs::path> locks;
  const std::string prefix = prefix_of(target);
  std::error_code error;
  for (fs::directory_iterator at(target.parent_path(), error), end; !error && at != end; at.increment(error)) {
    const std::string name = at->path().filename().string();
    if (name.size() == prefix.size() + kRandom + kEnd.size() && name.starts_with(prefix) && name.ends_with(kEnd))
      locks.push_back(at->path());
  }
  return locks;
}

}  // namespace

std::unique_ptr<SiblingLock> SiblingLock::create(const fs::path& file) {
  const int descriptor = open(file.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_CREAT | O_EXCL, 0644);
  if (descriptor < 0) return {};
  if (flock(descriptor, LOCK_EX | LOCK_NB) == 0 && write(descriptor, kText.data(), kText.size()) == static_cast<ssize_t>(kText.size()))
    return std::unique_ptr<SiblingLock>(new SiblingLock(file, descriptor));
  unlink(file.c_str());
  close(descriptor);
  return {};
}

std::unique_ptr<SiblingLock> SiblingLock::inherit(const fs::path& file) {
  const int descriptor = open(file.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (descriptor < 0) return {};
  std::string text(kText.size() + 1, ' ');
  if (flock(descriptor, LOCK_EX | LOCK_NB) == 0 && still_there(descriptor, file) &&
      pread(descriptor, text.data(), text.size(), 0) == static_cast<ssize_t>(kText.size()) && text.starts_with(kText))
    return std::unique_ptr<SiblingLock>(new SiblingLock(file, descriptor));
  close(descriptor);
  return {};
}

SiblingLock::~SiblingLock() {
  unlink(file_.c_str());
  close(descriptor_);
}

std::pair<fs::path, std::unique_ptr<SiblingLock>> make_sibling(const fs::path& target) {
  constexpr int kTries = 3;  // a cleaner may hold the lock for a moment before its maker has it
  for (int tried = 1;; ++tried) {
    std::string name = (target.parent_path() / (prefix_of(target) + std::string(kRandom, 'X'))).string();
    if (mkdtemp(name.data()) == nullptr)
      throw InputError("Cannot create a folder beside '" + target.string() +
                       "': " + std::error_code(errno, std::generic_category()).message() + ".");
    auto lock = SiblingLock::create(lock_of(name));
    if (lock || tried == kTries) return {name, std::move(lock)};  // without the file nobody takes the folder for abandoned
    std::error_code ignored;
    fs::remove(name, ignored);
  }
}

void remove_abandoned_siblings(const fs::path& target) {
  for (const auto& file : locks_beside(target)) {
    const auto lock = SiblingLock::inherit(file);
    if (!lock) continue;
    const std::string name = file.string();
    const fs::path folder = name.substr(0, name.size() - kEnd.size());
    std::error_code ignored;
    if (fs::is_directory(fs::symlink_status(folder, ignored))) fs::remove_all(folder, ignored);
  }
}

}  // namespace setu
