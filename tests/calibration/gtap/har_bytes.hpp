#pragma once
#include <cstdint>
#include <cstring>
#include <string>

namespace setu::test {

/// Builds a header array file byte by byte, as GEMPACK's description of the layout says and independently of the
/// writer.
class Bytes {
 public:
  explicit Bytes(bool big_endian = false) : big_(big_endian) {}

  Bytes& text(std::string text, std::size_t width) {
    text.resize(width, ' ');
    body_ += text;
    return *this;
  }
  template <class T>
  Bytes& number(T value) {
    body_ += encoded(value);
    return *this;
  }
  Bytes& ints(std::initializer_list<std::int32_t> values) {
    for (const auto value : values) number(value);
    return *this;
  }
  Bytes& end() { return end(static_cast<std::int32_t>(body_.size()), static_cast<std::int32_t>(body_.size())); }
  Bytes& end(std::int32_t before, std::int32_t after) {
    file_ += encoded(before) + body_ + encoded(after);
    body_.clear();
    return *this;
  }
  Bytes& name(const std::string& name) { return text(name, 4).end(); }
  Bytes& description(const std::string& type, std::initializer_list<std::int32_t> dims) {
    text("", 4).text(type, 6).text("a long name", 70).number(static_cast<std::int32_t>(dims.size())).ints(dims);
    return end();
  }
  [[nodiscard]] const std::string& file() const { return file_; }

 private:
  template <class T>
  std::string encoded(T value) const {
    std::string bytes(sizeof value, '\0');
    std::memcpy(bytes.data(), &value, sizeof value);
    return big_ ? std::string(bytes.rbegin(), bytes.rend()) : bytes;
  }
  bool big_;
  std::string file_, body_;
};

}  // namespace setu::test
