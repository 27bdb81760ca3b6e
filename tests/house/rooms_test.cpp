#include <gtest/gtest.h>

#include <map>
#include <set>

#include "source_files.hpp"

/// The house's plan (docs/architecture.md): which room may include which. A room stands below all that it includes, so that no two rooms
/// lean on each other.
namespace setu::house {
namespace {

struct Room {
  std::string name;
  std::vector<std::string> sees;  ///< rooms above it in this table; "x/" stands for all rooms of x
};

/// From the ground up. A floor such as "solver" is what stands directly in include/setu/solver: plain data that its rooms share.
const std::vector<Room>& rooms() {
  static const std::vector<Room> all = {
      {"base", {}},
      {"base/files", {"base"}},
      {"base/tables", {"base", "base/files"}},

      {"system", {"base"}},
      {"system/write", {"base", "system"}},
      {"system/derive", {"base", "system", "system/write"}},
      {"system/reduce", {"base", "system", "system/derive"}},
      {"system/prove", {"base", "system", "system/derive"}},
      {"solver", {"base", "system", "system/derive"}},
      {"solver/linear", {"base", "system", "system/reduce", "solver"}},
      {"solver/newton", {"base", "system", "system/derive", "system/reduce", "system/prove", "solver", "solver/linear"}},
      {"solver/ipopt", {"base", "system", "system/derive", "system/reduce", "solver", "solver/linear", "solver/newton"}},
      {"solver/solve",
       {"base", "system", "system/derive", "system/reduce", "system/prove", "solver", "solver/linear", "solver/newton", "solver/ipopt"}},
      {"solver/optimum", {"base", "system", "system/derive", "system/reduce", "solver", "solver/ipopt", "solver/solve"}},

      {"model/database", {"base"}},
      {"model", {"base", "system", "system/write", "model/database"}},
      {"model/frame", {"base", "system", "system/write", "system/derive", "model/database", "model"}},
      {"model/production", {"base", "model", "model/frame"}},
      {"model/demand", {"base", "model", "model/frame"}},
      {"model/trade", {"base", "model", "model/frame"}},
      {"model/closing", {"base", "model", "model/frame"}},
      {"model/forms", {"base", "system", "system/write", "model/database", "model", "model/frame"}},
      {"model/assembly",
       {"base", "system/", "model/database", "model", "model/frame", "model/production", "model/demand", "model/trade", "model/closing",
        "model/forms"}},
      {"model/economy", {"base", "system", "system/write"}},

      {"calibration", {"model/database"}},
      {"calibration/folder", {"base/", "model/database"}},
      {"calibration/audit", {"base/", "model/database", "calibration/folder"}},
      {"calibration/synthetic", {"base", "model/database"}},
      {"calibration/sheets", {"base/"}},
      {"calibration/balance", {"base/", "model/database", "calibration/sheets"}},
      {"calibration/recipe", {"base/", "model/database", "calibration/folder", "calibration/balance"}},
      {"calibration/elasticities", {"base/", "model/database", "calibration/recipe"}},
      {"calibration/reshape", {"base/", "model/database", "calibration/folder", "calibration/balance", "calibration/recipe"}},
      {"calibration/gtap", {"base/", "model/database", "calibration", "calibration/folder"}},
      {"calibration/intercountry",
       {"base/", "model/database", "calibration", "calibration/folder", "calibration/elasticities", "calibration/reshape"}},
      {"calibration/sam", {"base/", "model/database", "calibration", "calibration/folder", "calibration/sheets"}},
      {"calibration/national", {"base/", "calibration", "calibration/sheets", "calibration/sam"}},
      {"calibration/formats",
       {"base/", "model/database", "calibration", "calibration/elasticities", "calibration/gtap", "calibration/intercountry",
        "calibration/national", "calibration/sam", "calibration/sheets"}},

      {"experiments/tables", {"base/", "solver/solve"}},
      {"experiments/chains", {"base", "model/database", "experiments/tables"}},
      {"experiments/scenario", {"base/", "system", "model/", "calibration/reshape", "experiments/tables"}},
      {"experiments/sampling", {"base/"}},
      {"experiments/welfare", {"base", "solver/", "model/forms", "model/assembly"}},
      {"experiments/study",
       {"base/", "system/", "solver/", "model/", "calibration/folder", "experiments/tables", "experiments/scenario",
        "experiments/welfare"}},
      {"experiments/results", {"base", "system/", "solver/", "model/", "experiments/tables", "experiments/scenario", "experiments/study"}},
      {"experiments/measure",
       {"base/", "system/", "solver/", "model/", "calibration/gtap", "experiments/tables", "experiments/scenario", "experiments/study",
        "experiments/results"}},
      {"experiments/files",
       {"base/", "system/", "model/", "calibration/folder", "calibration/gtap", "experiments/tables", "experiments/scenario",
        "experiments/study", "experiments/results", "experiments/measure"}},
      {"experiments/sweep",
       {"base/", "system/", "solver/", "model/", "calibration/folder", "experiments/tables", "experiments/scenario", "experiments/sampling",
        "experiments/study", "experiments/measure", "experiments/files"}},
      {"experiments/sensitivity",
       {"base/", "experiments/tables", "experiments/scenario", "experiments/sampling", "experiments/study", "experiments/measure",
        "experiments/files", "experiments/sweep"}},
      {"experiments/elasticities",
       {"base/", "solver/", "model/", "experiments/tables", "experiments/scenario", "experiments/study", "experiments/measure",
        "experiments/files"}},
      {"experiments/verdict",
       {"base/", "system/", "solver/", "model/", "experiments/tables", "experiments/scenario", "experiments/sampling", "experiments/study",
        "experiments/results", "experiments/measure", "experiments/files", "experiments/sweep", "experiments/elasticities"}},
      {"experiments/policy",
       {"base/", "system/", "solver/", "model/", "experiments/tables", "experiments/scenario", "experiments/sampling", "experiments/study",
        "experiments/measure", "experiments/files"}},
      {"experiments/economy",
       {"base/", "system/", "solver/", "model/economy", "experiments/tables", "experiments/scenario", "experiments/study",
        "experiments/files"}},
      {"experiments/web", {"base"}},
      {"experiments/report", {"base/", "experiments/tables", "experiments/files", "experiments/policy", "experiments/web"}},
      {"experiments/serve",
       {"base/", "system/", "solver/", "model/", "calibration/folder", "experiments/tables", "experiments/scenario", "experiments/welfare",
        "experiments/study", "experiments/results", "experiments/measure", "experiments/files", "experiments/web", "experiments/report"}},
      {"experiments/cli", {"base/", "system/", "solver/", "model/", "calibration/", "experiments/"}},
      {"experiments/mpi", {"base/", "experiments/"}},
  };
  return all;
}

/// "include/setu/solver/solve/path.hpp" and "solver/solve/path.cpp" → "solver/solve"; empty where it is no room's.
std::string room_of(std::string path) {
  if (path.starts_with("include/")) path.erase(0, 8);
  if (path.starts_with("setu/")) path.erase(0, 5);
  if (path.starts_with("solver/system/")) path.erase(0, 7);
  const auto end = path.rfind('/');
  if (end == std::string::npos) return {};
  path.resize(end);
  return path.starts_with("tests") || path.starts_with("bench") ? std::string() : path;
}

std::vector<SourceFile> house() { return sources({"include", "base", "solver", "model", "calibration", "experiments", "bindings"}); }

bool sees(const Room& room, const std::string& other) {
  for (const auto& name : room.sees)
    if (name == other || (name.ends_with('/') && (other + "/").starts_with(name))) return true;
  return false;
}

TEST(Rooms, SeeOnlyThoseThatThePlanNames) {
  std::map<std::string, const Room*> plan;
  for (const auto& room : rooms()) plan[room.name] = &room;
  std::size_t arrows = 0;
  for (const auto& file : house()) {
    const auto here = room_of(file.path);
    ASSERT_TRUE(plan.count(here)) << file.path << " stands in no room of the plan";
    for (const auto& include : includes(file)) {
      if (!include.starts_with("setu/") && include.find('/') == std::string::npos) continue;  // a neighbour, or a library
      const auto there = room_of(include);
      if (there == here || !plan.count(there)) continue;
      ++arrows;
      EXPECT_TRUE(sees(*plan[here], there)) << file.path << " includes " << include;
    }
  }
  EXPECT_GT(arrows, 500u);
}

/// With the test above: no two rooms include each other, over however many corners.
TEST(Rooms, StandAboveAllThatTheySee) {
  std::set<std::string> below;
  for (const auto& room : rooms()) {
    for (const auto& other : rooms())
      if (other.name != room.name && sees(room, other.name) && !(room.name == "experiments/cli" && other.name == "experiments/mpi")) {
        EXPECT_TRUE(below.count(other.name)) << room.name << " sees " << other.name << ", which stands above it";
      }
    below.insert(room.name);
  }
}

TEST(Rooms, AreAllLivedIn) {
  std::set<std::string> lived_in;
  for (const auto& file : house()) lived_in.insert(room_of(file.path));
  for (const auto& room : rooms()) EXPECT_TRUE(lived_in.count(room.name)) << room.name << " is in the plan, but empty";
}

/// Neighbours are included by name, other rooms by their path from the root, public headers as "setu/…".
TEST(Rooms, AreReachedByTheirPath) {
  for (const auto& file : house())
    for (const auto& include : includes(file)) EXPECT_EQ(include.find(".."), std::string::npos) << file.path << " includes " << include;
}

}  // namespace
}  // namespace setu::house
