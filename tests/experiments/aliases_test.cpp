#include "toy.hpp"

namespace setu {
namespace {

using Names = std::vector<std::string>;
using toy::message_of;

Aliases read(const std::string& text) { return Aliases::read(toy::file("aliases.toml", text), toy::sets()); }

TEST(Aliases, ExpandListsNestedNamesAndExclusions) {
  const Aliases a = read("[REG]\npair = ['B', 'A']\nothers = { not = 'pair' }\neverybody = ['pair', 'others']\n");
  const auto regions = toy::sets().reg;
  const auto expand = [&](Names of, Names without = {}) { return a.expand({std::move(of), std::move(without), "here"}, "REG", regions); };
  EXPECT_EQ(expand({"pair"}), (Names{"B", "A"}));
  EXPECT_EQ(expand({"others"}), Names{"C"});
  EXPECT_EQ(expand({"everybody"}), (Names{"B", "A", "C"}));
  EXPECT_EQ(expand({"all"}), (Names{"A", "B", "C"}));
  EXPECT_EQ(expand({"all"}, {"pair"}), Names{"C"});
  EXPECT_EQ(expand({"A", "A"}), Names{"A"});
}

TEST(Aliases, OfCommoditiesServeActivities) {
  const Aliases a = read("[COMM]\ngoods = ['cars']\nrest = { not = ['goods'] }\n");
  EXPECT_EQ(a.expand({{"goods"}, {}, ""}, "ACTS", toy::sets().acts), Names{"cars"});
  EXPECT_EQ(a.expand({{"rest"}, {}, ""}, "ACTS", toy::sets().acts), Names{"food"});
  EXPECT_HAS(message_of([&] {
               (void)a.expand({{"goods"}, {}, "x.toml:3"}, "REG", toy::sets().reg);
             }),
             "x.toml:3: no element or alias of REG 'goods'");
}

TEST(Aliases, MistakesAreExplained) {
  EXPECT_HAS(message_of([] { read("[REG]\nx = ['Z']\n"); }), "no element or alias of REG 'Z'");
  EXPECT_HAS(message_of([] { read("[REGION]\nx = ['A']\n"); }), "no set 'REGION'");
  EXPECT_HAS(message_of([] { read("[REG]\nA = ['B']\n"); }), "also an element");
  EXPECT_HAS(message_of([] { read("[REG]\nx = 'y'\ny = 'x'\n"); }), "defined by itself");
  EXPECT_HAS(message_of([] { read("[REG]\nx = { not = 'all' }\n"); }), "holds no element");
  EXPECT_HAS(message_of([] { read("REG = 3\n"); }), "must be a table");
}

}  // namespace
}  // namespace setu
