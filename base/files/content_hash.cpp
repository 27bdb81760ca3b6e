#include "setu/base/files/content_hash.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <bit>
#include <fstream>
#include <vector>

#include "setu/base/error.hpp"

namespace setu {
namespace {

void check(int result) {
  if (result != 1) throw LogicError("SHA-256 failed in the cryptography library");
}

void append_little_endian(std::string& out, std::uint64_t value) {
  for (int byte = 0; byte < 8; ++byte) out += static_cast<char>((value >> (8 * byte)) & 0xFFU);
}

}  // namespace

struct ContentHash::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  std::string buffer;
  State() {
    if (context == nullptr) throw std::bad_alloc();
    check(EVP_DigestInit_ex(context, EVP_sha256(), nullptr));
  }
  ~State() { EVP_MD_CTX_free(context); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
};

ContentHash::ContentHash() : state_(std::make_unique<State>()) {}
ContentHash::~ContentHash() = default;

void ContentHash::bytes(std::string_view data) { check(EVP_DigestUpdate(state_->context, data.data(), data.size())); }

void ContentHash::text(std::string_view data) {
  integer(data.size());
  bytes(data);
}

void ContentHash::integer(std::uint64_t value) {
  std::string little;
  append_little_endian(little, value);
  bytes(little);
}

void ContentHash::numbers(std::span<const double> values) {
  integer(values.size());
  constexpr std::size_t chunk = 4096;
  for (std::size_t begin = 0; begin < values.size(); begin += chunk) {
    state_->buffer.clear();
    for (const double value : values.subspan(begin, std::min(chunk, values.size() - begin)))
      append_little_endian(state_->buffer, std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value));
    bytes(state_->buffer);
  }
}

std::string ContentHash::hex() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  check(EVP_DigestFinal_ex(state_->context, digest.data(), &size));
  std::string text;
  for (unsigned i = 0; i < size; ++i) text += fmt::format("{:02x}", digest[i]);
  return text;
}

std::string file_hash(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file || !std::filesystem::is_regular_file(path)) throw InputError("The file '" + path.string() + "' cannot be opened for reading.");
  ContentHash hash;
  std::vector<char> buffer(1U << 16U);
  while (file.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || file.gcount() > 0)
    hash.bytes({buffer.data(), static_cast<std::size_t>(file.gcount())});
  return hash.hex();
}

}  // namespace setu
