#include "experiments/scenario/toml_section.hpp"
#include "toy.hpp"

namespace setu {
namespace {

toml::table root() { return toml::parse("name = 'x'\n[fund]\ntotal = 1\n[[shocks]]\ncut = 1\n[[shocks]]\ncut = 2\n"); }

TEST(Override, ReplacesCreatesAndIndexes) {
  toml::table t = root();
  apply_override(t, "fund.total=2.5");
  apply_override(t, "shocks.1.cut=50");
  apply_override(t, "name=plain words");
  apply_override(t, "report.highlight=['A', 'B']");
  EXPECT_EQ(t["fund"]["total"].value<double>(), 2.5);
  EXPECT_EQ(t["shocks"][1]["cut"].value<double>(), 50);
  EXPECT_EQ(t["shocks"][0]["cut"].value<double>(), 1);
  EXPECT_EQ(t["name"].value<std::string>(), "plain words");
  EXPECT_EQ(t["report"]["highlight"][1].value<std::string>(), "B");
}

TEST(Override, MessagesNameTheOption) {
  toml::table t = root();
  apply_override(t, "fund.total='much'");
  EXPECT_EQ(where_of(*t["fund"]["total"].node()), "--set fund.total='much'");
  for (const auto& [text, part] : {std::pair{"fund.total", "write --set"},
                                   {"=3", "write --set"},
                                   {"fund..total=3", "empty part"},
                                   {"shocks.7.cut=1", "not a position"},
                                   {"shocks.x.cut=1", "not a position"},
                                   {"name.x=1", "below a plain value"},
                                   {"name.x.y=1", "below a plain value"}}) {
    const std::string message = toy::message_of([&] { apply_override(t, text); });
    EXPECT_HAS(message, part);
    EXPECT_HAS(message, std::string("--set ") + text);
  }
}

TEST(Override, UnknownKeysAreStillCaught) {
  EXPECT_HAS(toy::message_of([] { toy::scenario("", {"titel=x"}); }), "did you mean 'title'");
}

}  // namespace
}  // namespace setu
