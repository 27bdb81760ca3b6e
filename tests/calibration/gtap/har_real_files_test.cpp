#include <gtest/gtest.h>

#include "../../economics/support/case_files.hpp"
#include "../io/temporary_folder.hpp"
#include "setu/calibration/gtap/har.hpp"

/// Files that GEMPACK 12.1 wrote.
namespace setu::test {
namespace {

class GempackFile : public ::testing::TestWithParam<const char*> {};

/// Two fields of the set record, whose meaning is not published, hold 1 in some of GEMPACK's files and -1 in others.
std::string without_minus_ones(std::string bytes) {
  const std::string minus_one(4, '\xFF'), one("\1\0\0\0", 4);
  for (auto at = bytes.find(minus_one); at != std::string::npos; at = bytes.find(minus_one)) bytes.replace(at, 4, one);
  return bytes;
}

TEST_P(GempackFile, IsWrittenAgainByteForByte) {
  const auto folder = cases_folder();
  if (!folder) GTEST_SKIP() << "OTHER CODES' FILES ARE ABSENT: put shared/cases beside the checkout or set SETU_CASES";
  const auto path = *folder / "gtap_3x3" / GetParam();
  const HarFile file = read_har(path);
  EXPECT_GT(file.headers.size(), 20U);
  EXPECT_EQ(file.history().size(), 4U);
  EXPECT_EQ(har_bytes(file.headers), without_minus_ones(setu::testing::read_text(path)));
}

INSTANTIATE_TEST_SUITE_P(All, GempackFile, ::testing::Values("sets.har", "basedata.har", "default.prm"),
                         [](const auto& test) { return "file" + std::to_string(test.index); });

}  // namespace
}  // namespace setu::test
