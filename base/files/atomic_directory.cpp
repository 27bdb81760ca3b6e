#include "setu/base/files/atomic_directory.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <cstdio>
#include <system_error>
#include <tuple>

#include "setu/base/error.hpp"
#include "sibling_lock.hpp"

namespace setu {
namespace fs = std::filesystem;
namespace {

fs::path resolved(const fs::path& target) {
  fs::path full = fs::weakly_canonical(fs::absolute(target));
  return full.has_filename() ? full : full.parent_path();
}

/// Swaps two existing folders' names in one step; false where the system or file system cannot.
bool exchange(const fs::path& a, const fs::path& b) {
#if defined(__linux__) && defined(RENAME_EXCHANGE)
  return renameat2(AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) == 0;
#else
  (void)a, (void)b;
  return false;
#endif
}

/// Swaps through a third name: between the two renames there is a moment without `target`.
void exchange_in_steps(const fs::path& temporary, const fs::path& target) {
  const fs::path aside = temporary.string() + ".old";
  fs::rename(target, aside);
  fs::rename(temporary, target);
  fs::rename(aside, temporary);
}

/// Copies, so that nothing is lost should the program end before the exchange.
void copy_other_files(const fs::path& old_folder, const fs::path& new_folder) {
  for (const auto& entry : fs::directory_iterator(old_folder))
    if (const fs::path copy = new_folder / entry.path().filename(); !fs::exists(copy))
      fs::copy(entry.path(), copy, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
}

void check_replaceable(const fs::path& target, const std::string& marker) {
  if (!fs::exists(target)) return;
  if (!fs::is_directory(target)) throw InputError("'" + target.string() + "' exists and is not a folder; choose another name.");
  if (!fs::is_empty(target) && !fs::exists(target / marker))
    throw InputError("The folder '" + target.string() + "' holds other files (it has no " + marker +
                     ") and will not be replaced; choose a new or empty folder.");
}

}  // namespace

AtomicDirectory::AtomicDirectory(const fs::path& target, std::string marker, Others others) : marker_(std::move(marker)), others_(others) {
  try {
    if (target.empty()) throw InputError("The name of the folder to write is empty.");
    target_ = resolved(target);
    check_replaceable(target_, marker_);
    fs::create_directories(target_.parent_path());
    remove_abandoned_siblings(target_);
    std::tie(temporary_, lock_) = make_sibling(target_);
    fs::permissions(temporary_, fs::perms(0755));
  } catch (const fs::filesystem_error& error) {
    throw InputError("Cannot write the folder '" + target.string() + "': " + error.code().message() + ".");
  }
}

AtomicDirectory::~AtomicDirectory() {
  std::error_code ignored;
  fs::remove_all(temporary_, ignored);
}

void AtomicDirectory::commit() {
  try {
    check_replaceable(target_, marker_);
    if (!fs::exists(target_)) {
      fs::rename(temporary_, target_);
      return;
    }
    if (others_ == Others::Keep) copy_other_files(target_, temporary_);
    if (!exchange(temporary_, target_)) exchange_in_steps(temporary_, target_);
  } catch (const fs::filesystem_error& error) {
    throw InputError("Cannot put the folder '" + target_.string() + "' in its place: " + error.code().message() + ".");
  }
}

}  // namespace setu
