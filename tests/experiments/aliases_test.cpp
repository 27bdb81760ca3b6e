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

/// REG.g0 = ["g1", "g1"] and so on: each step doubles what is named.
std::string doubling(const std::string& set, int steps, const std::string& last) {
  std::string text = "[" + set + "]\n";
  for (int i = 0; i < steps; ++i)
    text += "g" + std::to_string(i) + " = [\"g" + std::to_string(i + 1) + "\", \"g" + std::to_string(i + 1) + "\"]\n";
  return text + "g" + std::to_string(steps) + " = " + last + "\n";
}

TEST(Aliases, ThatDoubleAtEachStepCostNoMoreThanOthers) {
  EXPECT_EQ(read(doubling("REG", 60, "['B', 'A']")).expand({{"g0"}, {"B"}, ""}, "REG", toy::sets().reg), Names{"A"});
  EXPECT_EQ(read(doubling("COMM", 60, "['cars']")).expand({{"g0"}, {}, ""}, "ACTS", toy::sets().acts), Names{"cars"});
  EXPECT_HAS(message_of([] { read(doubling("REG", 60, "'g0'")); }), "defined by itself");
  EXPECT_HAS(message_of([] { read("[ACTS]\nx = ['a']\n[COMM]\na = ['b']\nb = ['a']\n"); }), "defined by itself");
}

TEST(Aliases, InLongChainsAreRefused) {
  EXPECT_HAS(message_of([] { read(doubling("REG", 50000, "'A'")); }), "too long a chain of aliases; the limit is 100");
  EXPECT_HAS(message_of([] { read("[ACTS]\nx = ['g0']\n" + doubling("COMM", 50000, "'cars'")); }), "too long a chain of aliases");
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
