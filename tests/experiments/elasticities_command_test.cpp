#include <map>
#include <sstream>

#include "program_fixture.hpp"

namespace setu {
namespace {

class ElasticitiesCommand : public Program {
 protected:
  /// elasticities.csv: the row of one result and one given thing, by column.
  [[nodiscard]] std::map<std::string, std::string> row(const std::string& folder, const std::string& begin) const {
    std::istringstream in(read(path(folder + "/elasticities.csv")));
    std::string header, line;
    std::getline(in, header);
    while (std::getline(in, line))
      if (line.starts_with(begin)) {
        std::map<std::string, std::string> cells;
        std::istringstream names(header), values(line);
        for (std::string name, value; std::getline(names, name, ',') && (std::getline(values, value, ',') || true);) cells[name] = value;
        return cells;
      }
    ADD_FAILURE() << "no row " << begin;
    return {};
  }
};

TEST_F(ElasticitiesCommand, AgreeWithRunsOfNeighbours) {
  const Sets sets = invented().sets();
  const std::string route = sets.comm[0] + "," + sets.reg[1] + "," + sets.reg[0], home = "EV(" + sets.reg[0] + ")";
  const auto shocked = [&](const std::string& name, double rate) {
    return write(name, "[[shocks]]\nvariable = 'tms(" + route + ")'\nrate = " + std::to_string(rate) + "\n");
  };
  const std::string middle = shocked("middle.toml", 0.3);
  ASSERT_EQ(run({"elasticities", middle, "--database", database(), "--result", home, "--out", path("e")}), kOk) << err_;
  EXPECT_HAS(out_, home);
  EXPECT_HAS(out_, "US$ million per percentage point");
  const auto cells = row("e", home + ",shock,tms," + route);
  ASSERT_FALSE(cells.empty());
  EXPECT_NEAR(std::stod(cells.at("value")), 30, 1e-9);
  EXPECT_EQ(cells.at("unit"), "US$ million per percentage point");
  const double up = ev(shocked("up.toml", 0.301), "up"), down = ev(shocked("down.toml", 0.299), "down");
  const double difference = (up - down) / 0.2;
  EXPECT_NEAR(std::stod(cells.at("derivative")), difference, 1e-5 * std::abs(difference) + 1e-7);
}

TEST_F(ElasticitiesCommand, ParametersAgreeWithRunsOfNeighbours) {
  const Sets sets = invented().sets();
  const std::string c = sets.comm[0], r = sets.reg[0], home = "EV(" + r + ")";
  const double value = invented()["ESBM"](0, 0);
  const auto scenario = [&](const std::string& name, double elasticity) {
    return write(name, "[parameters]\nESBM = { value = " + std::to_string(elasticity) + ", elements = ['" + c + "', '" + r +
                           "'] }\n[[shocks]]\nvariable = 'tms'\ncut = 50\n");
  };
  ASSERT_EQ(run({"elasticities", tariff_scenario(), "--database", database(), "--result", home, "--out", path("e")}), kOk) << err_;
  EXPECT_HAS(out_, "per 1 % of all elements of a parameter together");
  const auto cells = row("e", home + ",parameter,ESBM," + c + "," + r);
  ASSERT_FALSE(cells.empty());
  EXPECT_NEAR(std::stod(cells.at("value")), value, 1e-9);
  EXPECT_EQ(cells.at("unit"), "US$ million per unit of the parameter");
  const double difference = (ev(scenario("up.toml", value + 0.01), "up") - ev(scenario("down.toml", value - 0.01), "down")) / 0.02;
  EXPECT_NEAR(std::stod(cells.at("derivative")), difference, 1e-4 * std::abs(difference) + 1e-7);
}

TEST_F(ElasticitiesCommand, TakeARunsFolder) {
  const std::string scenario = tariff_scenario();
  ASSERT_EQ(run({"run", scenario, "--database", database(), "--set", "shocks.0.cut=30", "--out", path("run")}), kOk) << err_;
  ASSERT_EQ(run({"elasticities", path("run"), "--out", path("from_run")}), kOk) << err_;
  ASSERT_EQ(run({"elasticities", scenario, "--database", database(), "--set", "shocks.0.cut=30", "--out", path("direct")}), kOk) << err_;
  EXPECT_EQ(read(path("from_run/elasticities.csv")), read(path("direct/elasticities.csv")));
  Database changed = invented();
  for (double& v : changed["ESBM"].values()) v *= 1.1;
  write_database(changed, database());
  EXPECT_EQ(run({"elasticities", path("run"), "--out", path("again")}), kBadInput);
  EXPECT_HAS(err_, "changed since that run");
  std::filesystem::create_directories(path("broken"));
  write("broken/manifest.json", "{}");
  EXPECT_EQ(run({"elasticities", path("broken")}), kBadInput);
  EXPECT_HAS(err_, "manifest");
}

TEST_F(ElasticitiesCommand, NamesWhatItDoesNotKnow) {
  const std::string scenario = tariff_scenario(), region = invented().sets().reg[0];
  const auto refused = [&](const std::string& result) {
    EXPECT_EQ(run({"elasticities", scenario, "--database", database(), "--result", result, "--out", path("none")}), kBadInput);
    EXPECT_FALSE(std::filesystem::exists(path("none")));
  };
  refused("qgddp(" + region + ")");
  EXPECT_HAS(err_, "did you mean 'qgdp'");
  refused("EV(ATLANTIS)");
  EXPECT_HAS(err_, region);
  refused("EV(" + region + ") / WEV");
  EXPECT_HAS(err_, "a plain number");
  EXPECT_EQ(run({"elasticities", scenario, "--database", database(), "--top", "0"}), kBadInput);
  EXPECT_HAS(err_, "--top");
  std::filesystem::create_directories(path("mine"));
  write("mine/thesis.txt", "precious");
  EXPECT_EQ(run({"elasticities", scenario, "--database", database(), "--out", path("mine")}), kBadInput);
  EXPECT_EQ(read(path("mine/thesis.txt")), "precious");
}

TEST_F(ElasticitiesCommand, SumsAndSharesAddUp) {
  const Sets sets = invented().sets();
  const std::string c = sets.comm[0], d = sets.reg[0];
  std::vector<std::string> arguments{"elasticities", tariff_scenario(), "--database", database(), "--out", path("e")};
  for (const auto& s : sets.reg)
    if (s != d) {
      arguments.push_back("--result");
      arguments.push_back("qxs(" + c + "," + s + "," + d + ")/qxs(" + c + ",all," + d + ")");
    }
  ASSERT_EQ(run(arguments), kOk) << err_;
  double sum = 0;
  std::istringstream in(read(path("e/elasticities.csv")));
  for (std::string line; std::getline(in, line);)
    if (line.find(",shock,tms," + c + "," + sets.reg[1] + "," + d + ",") != std::string::npos) {
      std::istringstream fields(line.substr(line.find(",shock,")));
      std::string field;
      for (int k = 0; k < 9; ++k) std::getline(fields, field, ',');
      sum += std::stod(field);
    }
  EXPECT_NEAR(sum, 0, 1e-9) << "shares of one total";
}

}  // namespace
}  // namespace setu
