#include <gtest/gtest.h>

#include "har_bytes.hpp"
#include "setu/calibration/gtap/har.hpp"

namespace setu::test {
namespace {

/// A 2 x 3 array in GEMPACK's records; the cells of column-major position n are n.
std::string labelled(bool big_endian) {
  Bytes b(big_endian);
  b.name("VAL").description("REFULL", {2, 3, 1, 1, 1, 1, 1});
  b.text("", 4).ints({2, -1, 2}).text("VALUE", 12).ints({-1}).text("ROWS", 12).text("COLS", 12).text("kk", 2).ints({0, 0, 0}).end();
  b.text("", 4).ints({1, 2, 2}).text("a", 12).text("b", 12).end();
  b.text("", 4).ints({1, 3, 3}).text("x", 12).text("y", 12).text("z", 12).end();
  b.text("", 4).ints({3, 7, 2, 3, 1, 1, 1, 1, 1}).end();
  b.text("", 4).ints({2, 1, 2, 1, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}).end();
  b.text("", 4).ints({1});
  for (int n = 1; n <= 6; ++n) b.number(static_cast<float>(n));
  return b.end().file();
}

TEST(HarLayout, LabelledArraysAreFortranOrderedInTheFileAndRowMajorHere) {
  for (const bool big_endian : {false, true}) {
    const HarFile file = read_har("layout.har", labelled(big_endian));
    ASSERT_EQ(file.headers.size(), 1U);
    const HarHeader& h = file.headers[0];
    EXPECT_EQ(h.name, "VAL");
    EXPECT_EQ(h.long_name, "a long name");
    EXPECT_EQ(h.coefficient, "VALUE");
    EXPECT_EQ(h.dims, (std::vector<std::size_t>{2, 3}));
    EXPECT_EQ(h.axes[0].set, "ROWS");
    EXPECT_EQ(h.axes[1].elements, (std::vector<std::string>{"x", "y", "z"}));
    EXPECT_EQ(h.reals, (std::vector<double>{1, 3, 5, 2, 4, 6}));
  }
}

TEST(HarLayout, OurFilesAreGempacksByteForByte) {
  const HarFile file = read_har("layout.har", labelled(false));
  std::string expected = labelled(false);
  // GEMPACK writes either 1 or -1 into two fields of the set record; we write 1.
  const std::string minus_one(4, '\xFF'), one("\1\0\0\0", 4);
  for (auto at = expected.find(minus_one); at != std::string::npos; at = expected.find(minus_one)) expected.replace(at, 4, one);
  EXPECT_EQ(har_bytes(file.headers), expected);
}

/// Little- and big-endian files.
class BothOrders : public ::testing::TestWithParam<bool> {};

TEST_P(BothOrders, SparseArraysListFortranPositions) {
  Bytes b(GetParam());
  b.name("SPRS").description("RESPSE", {2, 3, 1, 1, 1, 1, 1});
  b.text("", 4).ints({0, 1, 2}).text("S", 12).ints({1}).text("ROWS", 12).text("COLS", 12).text("uu", 2).ints({0, 0, 0}).end();
  b.text("", 4).ints({2, 4, 4}).text("", 80).end();
  b.text("", 4).ints({1, 2, 2, 2, 5}).number(20.0F).number(50.0F).end();
  const HarHeader h = read_har("sparse.har", b.file()).headers.at(0);
  EXPECT_TRUE(h.sparse);
  EXPECT_EQ(h.cells, (std::vector<std::uint64_t>{2, 3}));
  EXPECT_EQ(h.dense(), (std::vector<double>{0, 0, 50, 20, 0, 0}));
}

TEST_P(BothOrders, MatricesAndTextMayComeInSeveralRecords) {
  Bytes b(GetParam());
  b.name("INTS").description("2IFULL", {2, 2});
  b.text("", 4).ints({2, 2, 2, 1, 2, 1, 1, 11, 21}).end();
  b.text("", 4).ints({1, 2, 2, 1, 2, 2, 2, 12, 22}).end();
  b.name("TXT").description("1CFULL", {3, 5});
  b.text("", 4).ints({2, 3, 2}).text("one", 5).text("two", 5).end();
  b.text("", 4).ints({1, 3, 1}).text("three", 5).end();
  b.name("DBL").description("2RFULL", {1, 1});
  b.text("", 4).ints({1, 1, 1, 1, 1, 1, 1}).number(0.1).end();
  const HarFile file = read_har("parts.har", b.file());
  EXPECT_EQ(file.headers[0].integers, (std::vector<std::int32_t>{11, 12, 21, 22}));
  EXPECT_EQ(file.headers[1].text, (std::vector<std::string>{"one", "two", "three"}));
  EXPECT_EQ(file.headers[2].reals, (std::vector<double>{0.1}));
}

TEST_P(BothOrders, OneChosenElementOfASet) {
  Bytes b(GetParam());
  b.name("ONE").description("REFULL", {1, 1, 1, 1, 1, 1, 1});
  b.text("", 4).ints({0, 1, 1}).text("C", 12).ints({1}).text("REG", 12).text("e", 1).ints({0, 1}).text("here", 12).end();
  b.text("", 4).ints({3, 7, 1, 1, 1, 1, 1, 1, 1}).end();
  b.text("", 4).ints({2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}).end();
  b.text("", 4).ints({1}).number(3.0F).end();
  const HarHeader h = read_har("one.har", b.file()).headers.at(0);
  EXPECT_TRUE(h.axes.at(0).single);
  EXPECT_EQ(h.axes[0].elements, std::vector<std::string>{"here"});
  EXPECT_EQ(h.reals, std::vector<double>{3});
}

INSTANTIATE_TEST_SUITE_P(All, BothOrders, ::testing::Bool(), [](const auto& test) { return test.param ? "big" : "little"; });

}  // namespace
}  // namespace setu::test
