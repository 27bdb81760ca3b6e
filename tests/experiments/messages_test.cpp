#include <gtest/gtest.h>

#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"

namespace setu {
namespace {

TEST(Messages, UnknownNamesReadWell) {
  const std::vector<std::string> known = {"IND", "JPN", "AUS"};
  EXPECT_EQ(unknown_name("region", "JAP", known) + ".", "no region 'JAP'; did you mean 'JPN'? Known: IND, JPN, AUS.");
  EXPECT_EQ(unknown_name("region", "Atlantis", known) + ".", "no region 'Atlantis'; known: IND, JPN, AUS.");
  EXPECT_EQ(unknown_name("region", "JAP", {}) + ".", "no region 'JAP'; known: none.");
  EXPECT_EQ(unknown_name("region", "Atlantis", known, 2), "no region 'Atlantis'; known: IND, JPN, … (3 in all)");
}

TEST(Messages, EndAsSentencesDo) {
  EXPECT_EQ(with_period("no file"), "no file.");
  EXPECT_EQ(with_period("no file."), "no file.");
  EXPECT_EQ(with_period("a power as rate?"), "a power as rate?");
  EXPECT_EQ(with_period(""), "");
}

}  // namespace
}  // namespace setu
