#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

struct zip;

namespace setu {

/// The files inside a zip archive that is held in memory. Complaints are InputErrors that begin with the archive's name.
class ZipParts {
 public:
  /// `bytes` must outlive the object. Throws InputError when they are no archive, damaged or cut off.
  ZipParts(std::string name, const std::string& bytes);
  ~ZipParts();
  ZipParts(const ZipParts&) = delete;
  ZipParts& operator=(const ZipParts&) = delete;

  [[nodiscard]] bool has(const std::string& part) const;
  /// The files, folders left out, in the archive's order.
  [[nodiscard]] std::vector<std::string> names() const;
  /// One file, unpacked. Throws InputError when it is missing, encrypted, damaged or larger than `most` bytes or
  /// than check_unpacked allows; the size that
  /// the archive claims is compared with what its own length can hold before anything is allocated.
  [[nodiscard]] std::string read(const std::string& part, std::size_t most) const;

 private:
  std::string name_;
  std::size_t packed_;
  zip* archive_ = nullptr;
};

}  // namespace setu
