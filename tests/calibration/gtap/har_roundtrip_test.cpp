#include <gtest/gtest.h>

#include <array>
#include <cstring>

#include "../io/temporary_folder.hpp"
#include "har_random.hpp"
#include "setu/base/error.hpp"

namespace setu::test {
namespace {

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0);
}

void expect_same(const HarHeader& a, const HarHeader& b) {
  EXPECT_EQ(a.name, b.name);
  EXPECT_EQ(a.long_name, b.long_name);
  EXPECT_EQ(a.type, b.type);
  EXPECT_EQ(a.dims, b.dims) << a.name;
  EXPECT_EQ(a.sparse, b.sparse);
  EXPECT_EQ(a.cells, b.cells) << a.name;
  EXPECT_EQ(a.integers, b.integers) << a.name;
  EXPECT_TRUE(same_bits(a.reals, b.reals)) << a.name;
  EXPECT_EQ(a.text, b.text) << a.name;
  EXPECT_TRUE(a.type != HarType::Text || a.width == b.width);
  if (a.type != HarType::Labelled) return;
  EXPECT_EQ(a.coefficient, b.coefficient);
  ASSERT_EQ(a.axes.size(), b.axes.size());
  for (std::size_t d = 0; d < a.axes.size(); ++d) {
    EXPECT_EQ(a.axes[d].set, b.axes[d].set) << a.name;
    EXPECT_EQ(a.axes[d].elements, b.axes[d].elements) << a.name;
    EXPECT_EQ(a.axes[d].single, b.axes[d].single) << a.name;
  }
}

HarFile parse(const std::string& bytes) { return read_har("test.har", bytes); }

TEST(HarRoundTrip, RandomHeadersComeBackBitForBit) {
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    RandomHeaders random(seed);
    std::vector<HarHeader> headers;
    for (int i = 0; i < 12; ++i) headers.push_back(random.header("H" + std::to_string(i)));
    const std::string bytes = har_bytes(headers);
    const HarFile file = parse(bytes);
    ASSERT_EQ(file.headers.size(), headers.size());
    for (std::size_t i = 0; i < headers.size(); ++i) {
      SCOPED_TRACE("seed " + std::to_string(seed));
      expect_same(headers[i], file.headers[i]);
    }
    EXPECT_EQ(har_bytes(file.headers), bytes) << seed;
  }
}

TEST(HarRoundTrip, LargeArraysAreCutIntoRecordsAndPutTogetherAgain) {
  RandomHeaders random(5);
  for (const auto& dims : {std::vector<std::size_t>{30, 40, 50}, {9000}, {3, 9000, 2}, {8000, 2}, {1, 1, 7996}, {7997}}) {
    HarHeader header;
    header.name = "BIG";
    header.type = HarType::Plain;
    header.dims = dims;
    for (std::size_t i = 0; i < header.size(); ++i) header.reals.push_back(static_cast<double>(i));
    for (const bool wide : {false, true}) {
      header.wide = wide;
      expect_same(header, parse(har_bytes({header})).headers[0]);
    }
  }
}

TEST(HarRoundTrip, EmptySetsAndArraysSurvive) {
  HarHeader empty = real_header("EMTY", "no cells", "EMPTY", {{"NONE", {}, false}, {"SOME", {"a", "b"}, false}}, {});
  const HarFile file = parse(har_bytes({text_header("NONE", "Set NONE", {}), empty}));
  EXPECT_TRUE(file.headers[0].text.empty());
  EXPECT_EQ(file.headers[1].dims, (std::vector<std::size_t>{0, 2}));
  EXPECT_TRUE(file.headers[1].dense().empty());
}

TEST(HarRoundTrip, RealHeaderChoosesTheSmallerStorage) {
  const HarAxis axis{"COMM", {"a", "b", "c", "d", "e"}, false};
  const std::array few{0.0, 0.0, 7.0, 0.0, 0.0}, many{1.0, 2.0, 3.0, 0.0, 5.0};
  const HarHeader sparse = real_header("FEW", "", "", {axis}, few), full = real_header("MANY", "", "", {axis}, many);
  EXPECT_TRUE(sparse.sparse);
  EXPECT_FALSE(full.sparse);
  const HarFile file = parse(har_bytes({sparse, full}));
  EXPECT_EQ(file.find("few")->dense(), std::vector<double>(few.begin(), few.end()));
  EXPECT_EQ(file.find("MaNy")->dense(), std::vector<double>(many.begin(), many.end()));
  EXPECT_EQ(file.find("none"), nullptr);
}

TEST(HarRoundTrip, SinglePrecisionRoundsAndDoublePrecisionDoesNot) {
  HarHeader header = real_header("X", "", "X", {}, std::array{0.1});
  EXPECT_EQ(parse(har_bytes({header})).headers[0].reals[0], static_cast<double>(0.1F));
  header.wide = true;
  const HarFile file = parse(har_bytes({header}));
  EXPECT_EQ(file.headers[0].reals[0], 0.1);
  EXPECT_TRUE(file.headers[0].wide);
}

TEST(HarRoundTrip, FilesOnDiskAndHistory) {
  const setu::testing::TemporaryFolder folder;
  write_har(folder.path() / "a.har",
            {text_header("XXCR", "CREATION INFORMATION", {"made by hand"}, 70), text_header("XXHS", "History", {"  first", "second"}, 80)});
  const HarFile file = read_har(folder.path() / "a.har");
  EXPECT_EQ(file.history(), (std::vector<std::string>{"made by hand", "  first", "second"}));
}

}  // namespace
}  // namespace setu::test
