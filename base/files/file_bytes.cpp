#include "file_bytes.hpp"

#include <zlib.h>

#include <algorithm>
#include <fstream>
#include <limits>

#include "setu/base/error.hpp"
#include "setu/base/limits.hpp"

namespace setu {

std::string read_bytes(const std::filesystem::path& path) {
  const std::string name = path.string();
  std::error_code none;  // a name that is too long is the name of no file
  if (!std::filesystem::exists(path, none)) throw InputError("There is no file '" + name + "'.");
  if (!std::filesystem::is_regular_file(path, none)) throw InputError("'" + name + "' is not a file.");
  std::ifstream file(path, std::ios::binary);
  if (!file) throw InputError("The file '" + name + "' cannot be opened for reading.");
  const auto size = std::filesystem::file_size(path);
  if (size == 0) throw InputError("The file '" + name + "' is empty.");
  if (size > limit(Limit::FileBytes))
    throw InputError("The file '" + name + "' has " + std::to_string(size) + " bytes" + limit_hint(Limit::FileBytes) + ".");
  std::string bytes(size, '\0');
  if (!file.read(bytes.data(), static_cast<std::streamsize>(size)))
    throw InputError("The file '" + name + "' could not be read to its end.");
  return bytes;
}

bool is_gzip(std::span<const char> bytes) { return bytes.size() >= 2 && bytes[0] == '\x1F' && bytes[1] == '\x8B'; }

namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16U;
constexpr std::uint64_t kHarmless = std::uint64_t{64} << 20U;  ///< bytes that anything may unpack to

std::string damaged(const std::string& name) {
  return name + ": the gzip data are damaged or cut off; unpack the file with 'gunzip -t' to see where, or fetch it again.";
}

/// Unpacks gzip members one after the other, however many and small they are, through one buffer.
class Unpacking {
 public:
  Unpacking(const std::string& name, std::size_t packed) : name_(name), packed_(packed), buffer_(kChunk, '\0') {
    if (inflateInit2(&stream_, 15 + 16) != Z_OK) throw LogicError("zlib cannot be initialised");
  }
  ~Unpacking() { inflateEnd(&stream_); }
  Unpacking(const Unpacking&) = delete;
  Unpacking& operator=(const Unpacking&) = delete;

  /// Appends what one member holds to `out`; returns how many bytes of it were consumed.
  std::size_t member(std::span<const char> bytes, std::string& out) {
    inflateReset(&stream_);
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(std::min<std::size_t>(bytes.size(), std::numeric_limits<uInt>::max()));
    const std::size_t given = stream_.avail_in;
    for (int status = Z_OK; status != Z_STREAM_END;) {
      stream_.next_out = reinterpret_cast<Bytef*>(buffer_.data());
      stream_.avail_out = kChunk;
      status = inflate(&stream_, Z_NO_FLUSH);
      out.append(buffer_, 0, kChunk - stream_.avail_out);
      const bool stuck = status == Z_BUF_ERROR || (status == Z_OK && stream_.avail_in == 0 && stream_.avail_out != 0);
      if ((status != Z_OK && status != Z_STREAM_END) || stuck) throw InputError(damaged(name_));
      check_unpacked(name_ + ": the gzip file", packed_, out.size());
    }
    return given - stream_.avail_in;
  }

 private:
  const std::string& name_;
  std::size_t packed_;
  std::string buffer_;
  z_stream stream_{};
};

}  // namespace

void check_unpacked(const std::string& what, std::uint64_t packed, std::uint64_t unpacked) {
  if (unpacked <= kHarmless) return;
  if (unpacked > limit(Limit::UnpackedBytes))
    throw InputError(what + " unpacks to more than " + std::to_string(unpacked >> 20U) + " MiB" + limit_hint(Limit::UnpackedBytes) + ".");
  if (unpacked / limit(Limit::UnpackedRatio) > packed)
    throw InputError(what + " unpacks to more than " + std::to_string(unpacked >> 20U) + " MiB from " + std::to_string(packed) +
                     " bytes, as no table does" + limit_hint(Limit::UnpackedRatio) + ".");
}

std::string gunzip(const std::string& name, std::span<const char> bytes) {
  std::string out;
  Unpacking unpacking(name, bytes.size());
  while (is_gzip(bytes)) bytes = bytes.subspan(unpacking.member(bytes, out));
  if (!std::all_of(bytes.begin(), bytes.end(), [](char c) { return c == 0; })) throw InputError(damaged(name));
  return out;
}

}  // namespace setu
