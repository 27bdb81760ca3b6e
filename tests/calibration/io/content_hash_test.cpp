#include "setu/base/files/content_hash.hpp"

#include <array>

#include "setu/base/error.hpp"
#include "temporary_folder.hpp"

namespace setu {
namespace {

// The digests of "" and "abc" are published in NIST FIPS 180-4's examples.
TEST(ContentHash, EqualsThePublishedDigests) {
  EXPECT_EQ(ContentHash().hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  ContentHash abc;
  abc.bytes("a");
  abc.bytes("bc");
  EXPECT_EQ(abc.hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(ContentHash, OfAFileIsThatOfItsBytes) {
  testing::TemporaryFolder folder;
  testing::write_text(folder.path() / "abc", "abc");
  EXPECT_EQ(file_hash(folder.path() / "abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_THROW(file_hash(folder.path() / "none"), InputError);
  EXPECT_THROW(file_hash(folder.path()), InputError);
}

TEST(ContentHash, TextsAreFedWithTheirLength) {
  ContentHash one, two;
  one.text("ab"), one.text("c");
  two.text("a"), two.text("bc");
  EXPECT_NE(one.hex(), two.hex());
}

TEST(ContentHash, NumbersAreFedAsLittleEndianBits) {
  ContentHash numbers, bytes, negative_zero;
  numbers.numbers(std::array{1.0, 0.0});
  negative_zero.numbers(std::array{1.0, -0.0});
  const std::string fed("\2\0\0\0\0\0\0\0\0\0\0\0\0\0\xF0\x3F\0\0\0\0\0\0\0\0", 24);
  bytes.bytes(fed);
  const std::string digest = numbers.hex();
  EXPECT_EQ(digest, bytes.hex());
  EXPECT_EQ(digest, negative_zero.hex());
}

}  // namespace
}  // namespace setu
