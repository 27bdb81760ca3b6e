#include "file_bytes.hpp"

#include <zlib.h>

#include <algorithm>
#include <fstream>
#include <memory>

#include "setu/base/error.hpp"

namespace setu {

std::string read_bytes(const std::filesystem::path& path) {
  const std::string name = path.string();
  if (!std::filesystem::exists(path)) throw InputError("There is no file '" + name + "'.");
  if (!std::filesystem::is_regular_file(path)) throw InputError("'" + name + "' is not a file.");
  std::ifstream file(path, std::ios::binary);
  if (!file) throw InputError("The file '" + name + "' cannot be opened for reading.");
  const auto size = std::filesystem::file_size(path);
  if (size == 0) throw InputError("The file '" + name + "' is empty.");
  if (size > kLargestFile) throw InputError("The file '" + name + "' is larger than 2 GiB, more than any table here.");
  std::string bytes(size, '\0');
  if (!file.read(bytes.data(), static_cast<std::streamsize>(size)))
    throw InputError("The file '" + name + "' could not be read to its end.");
  return bytes;
}

bool is_gzip(std::span<const char> bytes) { return bytes.size() >= 2 && bytes[0] == '\x1F' && bytes[1] == '\x8B'; }

namespace {

constexpr std::size_t kChunk = std::size_t{1} << 20U;

std::string damaged(const std::string& name) {
  return name + ": the gzip data are damaged or cut off; unpack the file with 'gunzip -t' to see where, or fetch it again.";
}

/// Unpacks one member into `out`; returns how many bytes of it were consumed.
std::size_t inflate_member(const std::string& name, std::span<const char> bytes, std::string& out) {
  z_stream stream{};
  if (inflateInit2(&stream, 15 + 16) != Z_OK) throw LogicError("zlib cannot be initialised");
  const std::unique_ptr<z_stream, decltype(&inflateEnd)> guard(&stream, inflateEnd);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  for (int status = Z_OK; status != Z_STREAM_END;) {
    if (out.size() >= kLargestFile) throw InputError(name + ": unpacked, the file is larger than 2 GiB, more than any table here.");
    const std::size_t used = out.size();
    out.resize(used + kChunk);
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + used);
    stream.avail_out = kChunk;
    status = inflate(&stream, Z_NO_FLUSH);
    out.resize(out.size() - stream.avail_out);
    const bool stuck = status == Z_BUF_ERROR || (status == Z_OK && stream.avail_in == 0 && stream.avail_out != 0);
    if ((status != Z_OK && status != Z_STREAM_END) || stuck) throw InputError(damaged(name));
  }
  return bytes.size() - stream.avail_in;
}

}  // namespace

std::string gunzip(const std::string& name, std::span<const char> bytes) {
  std::string out;
  while (is_gzip(bytes)) bytes = bytes.subspan(inflate_member(name, bytes, out));
  if (!std::all_of(bytes.begin(), bytes.end(), [](char c) { return c == 0; })) throw InputError(damaged(name));
  return out;
}

}  // namespace setu
