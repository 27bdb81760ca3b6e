#include <gtest/gtest.h>

#include <array>
#include <limits>

#include "../io/temporary_folder.hpp"
#include "har_bytes.hpp"
#include "setu/base/error.hpp"
#include "setu/calibration/gtap/har.hpp"

namespace setu::test {
namespace {

using setu::testing::contains;
using setu::testing::message_of;

std::string complaint(const std::string& bytes) {
  return message_of<InputError>([&] { (void)read_har("bad.har", bytes); });
}

Bytes whole() {
  Bytes b;
  b.name("SET").description("1CFULL", {2, 12});
  b.text("", 4).ints({1, 2, 2}).text("a", 12).text("b", 12).end();
  return b;
}

TEST(HarBroken, WhatIsNotAHeaderArrayFile) {
  EXPECT_EQ(complaint(""), "bad.har, byte 0: the file is empty.");
  EXPECT_TRUE(contains(complaint("name,i1,i2,value\n"), "bad.har, byte 0: this is not a header array file"));
  EXPECT_TRUE(contains(complaint("\4"), "not a header array file"));
  EXPECT_TRUE(contains(message_of<InputError>([] { (void)read_har("no/such/file.har"); }), "no/such/file.har"));
}

TEST(HarBroken, EveryTruncationIsNoticedUnlessItFallsBetweenHeaders) {
  const std::string first = whole().file();
  const std::string both =
      first + Bytes().name("TWO").description("2IFULL", {1, 1}).text("", 4).ints({1, 1, 1, 1, 1, 1, 1, 5}).end().file();
  EXPECT_EQ(read_har("ok.har", both).headers.size(), 2U);
  for (std::size_t size = 1; size < both.size(); ++size) {
    if (size == first.size()) continue;
    const std::string message = complaint(both.substr(0, size));
    EXPECT_TRUE(contains(message, "bad.har, ")) << size;
    EXPECT_TRUE(contains(message, "byte ")) << size;
  }
  EXPECT_TRUE(contains(complaint(first.substr(0, 60)), "header SET, byte 12: a record claims 92 bytes; the file has only 40 more"));
}

TEST(HarBroken, RecordLengthsThatDiffer) {
  Bytes b;
  b.text("SET", 4).end(4, 5);
  EXPECT_EQ(complaint(b.file()), "bad.har, byte 0: a record's length is 4 before it and 5 after it; the file is damaged here.");
}

TEST(HarBroken, AHeaderThatStandsTwice) {
  Bytes twice = whole();
  const std::string lower = Bytes().name("set").description("1CFULL", {0, 12}).text("", 4).ints({1, 0, 0}).end().file();
  EXPECT_TRUE(contains(complaint(twice.file() + lower), "header set, byte 160: the header stands twice, first at byte 0"));
}

TEST(HarBroken, ClaimsBeyondTheFileAreRefusedBeforeAnythingIsAllocated) {
  const std::int32_t huge = std::numeric_limits<std::int32_t>::max();
  EXPECT_TRUE(contains(complaint(Bytes().name("X").description("1CFULL", {huge, 12}).file()), "strings of 12 characters are announced"));
  EXPECT_TRUE(
      contains(complaint(Bytes().name("X").description("2RFULL", {30000, 30000}).file()), "an array of 30000 x 30000 is announced"));
  EXPECT_TRUE(
      contains(complaint(Bytes().name("X").description("RLFULL", {huge, huge, huge, huge, huge, huge, huge}).file()), "absurdly long"));
  Bytes sparse;
  sparse.name("X").description("RLSPSE", {10, 10}).text("", 4).ints({huge, 4, 4}).text("", 80).end();
  EXPECT_TRUE(contains(complaint(sparse.file()), "2147483647 cells are announced"));
  Bytes negative;
  EXPECT_TRUE(contains(complaint(negative.name("X").description("2IFULL", {-1, 3}).file()), "cannot be negative"));
}

TEST(HarBroken, UnknownTypesStoragesAndNames) {
  EXPECT_TRUE(contains(complaint(Bytes().name("X").description("7QFULL", {1}).file()),
                       "header X, byte 12: headers of type '7QFULL' cannot be read; known: 1C"));
  EXPECT_TRUE(contains(complaint(Bytes().name("X").description("REZIPD", {1}).file()), "storage 'ZIPD' is not known"));
  EXPECT_TRUE(contains(complaint(Bytes().name("X").description("2ISPSE", {1, 1}).file()), "cannot be stored sparse"));
  EXPECT_TRUE(contains(complaint(Bytes().name("    ").file()), "name is blank"));
  EXPECT_TRUE(contains(complaint(whole().text("too long", 8).end().file()),
                       "byte 160: a header's name of four bytes should stand here, not a record of 8"));
  EXPECT_TRUE(contains(complaint(Bytes().name("X").description("RLFULL", {1, 1, 1, 1, 1, 1, 1, 1}).file()), "8 dimensions"));
}

TEST(HarBroken, CellsThatAreOutsideMissingOrGivenTwice) {
  Bytes outside;
  outside.name("X").description("RLSPSE", {2, 2}).text("", 4).ints({1, 4, 4}).text("", 80).end();
  outside.text("", 4).ints({1, 1, 1, 5}).number(1.0F).end();
  EXPECT_TRUE(contains(complaint(outside.file()), "the position 5 lies outside an array of 2 x 2"));
  Bytes twice;
  twice.name("X").description("RLSPSE", {2, 2}).text("", 4).ints({2, 4, 4}).text("", 80).end();
  twice.text("", 4).ints({1, 2, 2, 3, 3}).number(1.0F).number(2.0F).end();
  EXPECT_TRUE(contains(complaint(twice.file()), "a cell is given twice"));
  Bytes box;
  box.name("X").description("2IFULL", {2, 2}).text("", 4).ints({1, 2, 2, 1, 3, 1, 1, 1, 2, 3}).end();
  EXPECT_TRUE(contains(complaint(box.file()), "the cells 1 to 3 of a dimension of 2"));
  Bytes missing;
  missing.name("X").description("RLFULL", {2}).text("", 4).ints({1, 1, 2}).end();
  EXPECT_TRUE(contains(complaint(missing.file()), "only 0 of 2 cells are there"));
  Bytes other;
  other.name("X").description("RLFULL", {2}).text("", 4).ints({3, 1, 3}).end();
  EXPECT_TRUE(contains(complaint(other.file()), "the array is 3 here, but 2 in the header's description"));
}

TEST(HarBroken, WhatCannotBeWritten) {
  const auto refusal = [](const HarHeader& header) { return message_of<InputError>([&] { (void)har_bytes({header}); }); };
  EXPECT_TRUE(contains(refusal(text_header("TOOLONG", "", {})), "Header 'TOOLONG' cannot be written: the name"));
  EXPECT_TRUE(contains(refusal(text_header("", "", {})), "it has no name"));
  EXPECT_TRUE(contains(refusal(real_header("X", "", "", {{"S", {"thirteen_char"}, false}}, std::array{1.0})),
                       "'thirteen_char' has 13 characters; 12 are possible"));
  EXPECT_TRUE(contains(refusal(real_header("X", "", "", {}, std::array{1e39})), "beyond single precision"));
  EXPECT_TRUE(contains(refusal(real_header("X", "", "", {{"S", {"a", "b"}, false}}, std::array{1.0})), "1 values for 2 cells"));
  EXPECT_TRUE(
      contains(refusal(real_header("X", "", "", {{"S", {"a"}, false}, {"S", {"b"}, false}}, std::array{1.0})), "two lists of elements"));
  const HarHeader once = text_header("ONE", "", {}), again = text_header("one", "", {});
  EXPECT_TRUE(contains(message_of<InputError>([&] { (void)har_bytes({once, again}); }), "stands twice"));
}

}  // namespace
}  // namespace setu::test
