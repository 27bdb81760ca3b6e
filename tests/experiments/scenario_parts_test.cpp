#include <set>

#include "experiments/scenario/scenario_part.hpp"
#include "toy.hpp"

namespace setu {
namespace {

/// Every kind of table stands in the list once, can be read, and has its row in the guide.
TEST(ScenarioParts, EachKindHasOneEntryAndARowInTheGuide) {
  std::ifstream in(std::string(SETU_SOURCE_DIR) + "/docs/scenarios.md");
  const std::string guide((std::istreambuf_iterator<char>(in)), {});
  std::set<std::string> keys;
  for (const auto& part : scenario_parts()) {
    EXPECT_TRUE(keys.insert(part.key).second) << part.key;
    EXPECT_TRUE(part.read) << part.key;
    EXPECT_TRUE(part.merge) << part.key;
    EXPECT_EQ(part.groups != nullptr, part.plan != nullptr) << part.key;  // what is planned counts under a group
    EXPECT_HAS(guide, std::string("\n| `") + part.key + "` |");
  }
  EXPECT_EQ(keys.size(), 9u);
}

TEST(ScenarioParts, AKindWithoutAMemberLivesInTheScenario) {
  struct Holiday {
    std::string group;
  };
  Scenario s;
  const Scenario& read_only = s;
  EXPECT_TRUE(stored<Holiday>(read_only).empty());
  stored<Holiday>(s).push_back({"summer"});
  Scenario included;
  stored<Holiday>(included).push_back({"spring"});
  std::size_t position = 0;
  put_before(stored<Holiday>(s), std::move(stored<Holiday>(included)), position);
  ASSERT_EQ(stored<Holiday>(read_only).size(), 2u);
  EXPECT_EQ(stored<Holiday>(read_only)[0].group, "spring");
  EXPECT_EQ(position, 1u);
}

}  // namespace
}  // namespace setu
