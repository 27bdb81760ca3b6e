#include "setu/base/files/whole_file.hpp"

#include <unistd.h>

#include <fstream>

#include <fmt/format.h>

#include "setu/base/error.hpp"

namespace setu {

namespace fs = std::filesystem;

void write_whole(const fs::path& file, std::string_view text) {
  if (fs::is_directory(file)) throw InputError(fmt::format("'{}' is a folder, not a file.", file.string()));
  std::error_code error;
  if (file.has_parent_path()) fs::create_directories(file.parent_path(), error);
  const fs::path part = fmt::format("{}.{}.part", file.string(), getpid());
  std::ofstream out(part, std::ios::binary);
  out << text;
  out.close();
  if (out) fs::rename(part, file, error);
  if (!out || error) {
    fs::remove(part, error);
    throw InputError(fmt::format("Could not write '{}': is the disk full or the folder read-only?", file.string()));
  }
}

}  // namespace setu
