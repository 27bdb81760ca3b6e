#include "experiments/serve/request.hpp"
#include "setu/base/error.hpp"
#include "setu/experiments/study/run.hpp"
#include "experiments/serve/turns.hpp"
#include "setu/experiments/study/warm_study.hpp"
#include "workbench_fixture.hpp"

namespace setu {
namespace {

using nlohmann::json;

TEST_F(WorkbenchServer, ServesItsPageBehindTheTokenOnly) {
  const auto page = client().get(root());
  EXPECT_EQ(page.status, 200);
  EXPECT_HAS(page.body, "<title>page</title>");
  EXPECT_FALSE(page.has_header("Access-Control-Allow-Origin"));
  const std::string policy = page.get_header_value("Content-Security-Policy");
  EXPECT_HAS(policy, "default-src 'none'");
  // printf 'let a = 1;' | openssl sha256 -binary | base64, and the style likewise
  EXPECT_HAS(policy, "script-src 'sha256-xY6QKfH9PRsQnLz56nj6MBwiK5oHg+im1Jkpdp1x/Ck=';");
  EXPECT_HAS(policy, "style-src 'sha256-ngewhhP73WDIbgwseeu52VAAJgKdGUsu1IUQQsAm8m4=';");
  EXPECT_EQ(policy.find("unsafe"), std::string::npos) << policy;
  EXPECT_EQ(page.get_header_value("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(page.get_header_value("Referrer-Policy"), "no-referrer");
  std::string wrong = workbench_->token();
  wrong.back() = wrong.back() == '0' ? '1' : '0';
  for (const auto& address : {std::string("/"), "/" + wrong + "/", "/" + wrong + "/api/catalogue", std::string("/api/catalogue")})
    EXPECT_EQ(refusal(client().get(address)).first, 403) << address;
  EXPECT_EQ(refusal(client().post("/" + wrong + "/api/solve", request(10).dump(), kJson)).first, 403);
  EXPECT_EQ(refusal(client().get(root() + "api/nothing")).first, 404);
  EXPECT_EQ(refusal(client().ask("DELETE", root(), {}, "")).first, 405);
}

TEST_F(WorkbenchServer, EveryTokenIsNew) {
  const Workbench other({.port = 0, .database = {}, .timeout = 30, .page = {}});
  EXPECT_EQ(other.token().size(), 64u);
  EXPECT_NE(other.token(), workbench_->token());
}

TEST_F(WorkbenchServer, AnswersToNoOtherHost) {
  const std::string port = std::to_string(workbench_->port());
  EXPECT_EQ(client().get(root(), {{"Host", "localhost:" + port}}).status, 200);
  for (const auto& host : {"evil.example:" + port, std::string("127.0.0.1"), std::string("127.0.0.1:1"), "127.0.0.1.evil.example:" + port})
    for (const auto& answer :
         {client().get(root(), {{"Host", host}}), client().post(root() + "api/solve", request(10).dump(), kJson, {{"Host", host}})})
      EXPECT_EQ(refusal(answer).first, 403) << host;
}

TEST_F(WorkbenchServer, RefusesWhatIsNoRequest) {
  EXPECT_EQ(refusal(post("api/solve", "{}", "text/plain")).first, 415);
  EXPECT_EQ(refusal(client().post(root() + "api/solve", "a=b", "application/x-www-form-urlencoded")).first, 415);
  EXPECT_EQ(refusal(post("api/solve", "{\"scenario\": ")).first, 400);
  EXPECT_EQ(refusal(post("api/solve", "[1]")).first, 400);
  EXPECT_EQ(refusal(post("api/solve", std::string(2000, '['))).first, 400);
  const auto [status, sentence] = refusal(post("api/solve", R"({"scenario": "no_shock", "slider": []})"));
  EXPECT_EQ(status, 400);
  EXPECT_HAS(sentence, "did you mean 'sliders'?");
  const auto huge = post("api/solve", std::string(300 * 1024, ' '));
  EXPECT_EQ(refusal(huge).first, 413);
  const auto chunked = client().post(root() + "api/solve", "0\r\n\r\n", kJson, {{"Transfer-Encoding", "chunked"}});
  EXPECT_EQ(refusal(chunked).first, 411);
}

TEST_F(WorkbenchServer, NamesWhatItDoesNotKnow) {
  json body = request(10);
  body["scenario"] = "no_shok";
  EXPECT_HAS(refusal(post("api/solve", body.dump())).second, "did you mean 'no_shock'?");
  body["scenario"] = "../../etc/passwd";
  EXPECT_HAS(refusal(post("api/scenario", body.dump())).second, "no scenario '../../etc/passwd'");
  body = request(10);
  body["settings"] = {{{"key", "fund.total"}, {"value", 1}}};
  EXPECT_HAS(refusal(post("api/solve", body.dump())).second, "no number to set 'fund.total'");
  body = request(10);
  body["sliders"][0]["importers"] = "Atlantis";
  const auto [status, sentence] = refusal(post("api/solve", body.dump()));
  EXPECT_EQ(status, 400);
  EXPECT_HAS(sentence, "Atlantis");
  EXPECT_HAS(sentence, "workbench.toml:");
  EXPECT_EQ(sentence.find("setu-workbench-"), std::string::npos) << sentence;
  body["database"] = "/etc";
  EXPECT_HAS(refusal(post("api/solve", body.dump())).second, "no database '/etc'");
}

TEST_F(WorkbenchServer, ShowsWhatARunOfItsFileGives) {
  for (const double cut : {20.0, 70.0}) {
    const auto first = post("api/solve", request(cut).dump());
    ASSERT_EQ(first.status, 200) << first.body;
  }
  const auto last = post("api/solve", request(45.5, 100).dump());  // on the warm model
  ASSERT_EQ(last.status, 200) << last.body;
  const json answer = json::parse(last.body);
  EXPECT_EQ(answer["id"], 100);
  const auto text = post("api/scenario", request(45.5).dump());
  ASSERT_EQ(text.status, 200) << text.body;
  RunOptions options;
  const std::string file = write("downloaded.toml", text.body);
  const Experiment experiment = prepare(read_scenario(file), options);
  const RunResult run = solve_experiment(experiment, options),
                  at_once = solve_experiment(prepare(read_scenario(file, {kEquationsPrice}), options), options);
  ASSERT_TRUE(run.certified() && at_once.certified()) << run.failure << at_once.failure;
  double largest = 0;
  const auto expect_ev = [&](const json& rows, const RunResult& of) {
    for (const auto& row : rows) {
      const std::vector<std::string> region = {row["region"].get<std::string>()};
      const double ev = experiment.model.system.value(experiment.model.system.id("EV", region), of.solution.x);
      EXPECT_NEAR(row["ev"].get<double>(), ev, 1e-9 * std::max(1.0, std::abs(ev)));
      largest = std::max(largest, std::abs(ev));
    }
  };
  expect_ev(answer["welfare"], at_once);
  EXPECT_GT(largest, 1e-3);
  double trade = 0;
  for (const auto& row : answer["trade"]) trade += std::abs(row["after"].get<double>() - row["before"].get<double>());
  EXPECT_GT(trade, 0);
  const auto parts = json::parse(post("api/decompose", request(45.5, 101).dump()).body);
  expect_ev(parts["welfare"], run);
  for (const auto& row : parts["welfare"]) {
    double sum = 0;
    for (const auto& part : parts["parts"]) sum += part["by_region"][row["region"].get<std::string>()].get<double>();
    EXPECT_NEAR(sum, row["ev"].get<double>(), 1e-5 * largest);
  }
}

TEST_F(WorkbenchServer, SaysWhereThereIsNoSolution) {
  const auto [status, sentence] = refusal(post("api/solve", request(-1e60).dump()));
  EXPECT_EQ(status, 422);
  EXPECT_HAS(sentence, "no certified solution");
  EXPECT_HAS(sentence, "worst in E_");
  EXPECT_EQ(post("api/solve", request(20, 2).dump()).status, 200);  // and goes on
}

TEST_F(WorkbenchServer, EndsASolveThatTakesTooLong) {
  stop();
  start(1e-9);
  for (const auto& address : {"api/solve", "api/decompose"}) {
    const auto [status, sentence] = refusal(post(address, request(20).dump()));
    EXPECT_EQ(status, 503) << address;
    EXPECT_HAS(sentence, "--timeout");
  }
  EXPECT_EQ(post("api/scenario", request(20).dump()).status, 200);  // solves nothing
}

TEST_F(WorkbenchServer, ListsWhatCanBeChosen) {
  const json catalogue = json::parse(client().get(root() + "api/catalogue").body);
  EXPECT_EQ(catalogue["databases"][0]["regions"].size(), invented().sets().reg.size());
  bool total = false;
  for (const auto& scenario : catalogue["scenarios"])
    if (scenario["name"] == "package")
      for (const auto& lever : scenario["levers"]) total |= lever["key"] == "india_fund.fund.total" && lever["value"] == 2000;
  EXPECT_TRUE(total);
}

TEST_F(WorkbenchServer, TheNewestRequestOfATabWins) {
  ASSERT_EQ(post("api/solve", request(30, 10).dump()).status, 200);
  EXPECT_EQ(refusal(post("api/solve", request(30, 9).dump())).first, 409);
  json other = request(30, 1);
  other["tab"] = "another";
  EXPECT_EQ(post("api/solve", other.dump()).status, 200);
}

TEST_F(WorkbenchServer, ATakenPortIsASentence) {
  EXPECT_EQ(run({"serve", "--port", std::to_string(workbench_->port())}), kBadInput);
  EXPECT_HAS(err_, "is in use");
  EXPECT_EQ(run({"serve", "--port", "70000"}), kBadInput);
  EXPECT_HAS(err_, "65535");
  EXPECT_EQ(run({"serve", "--timeout", "0"}), kBadInput);
  EXPECT_EQ(run({"serve", "--database", path("none")}), kBadInput);
}

/// A solve under way ends at its next step, and the model serves the next request as if nothing had been.
TEST_F(Program, ASolveEndsWhenItIsTold) {
  const auto cut = [&](int by) {
    return read_scenario(write("s.toml", "[[shocks]]\nvariable = 'tms'\ncut = " + std::to_string(by) + "\n"));
  };
  WarmStudies studies;
  const auto undisturbed = studies.run(cut(20), database(), {}).result.solution.x;
  int calls = 0;
  const StopCheck fourth = [&] { return ++calls >= 4 ? std::optional(RunStatus::Cancelled) : std::nullopt; };
  const auto ended = studies.run(cut(90), database(), fourth).result;
  EXPECT_FALSE(ended.certified());
  EXPECT_EQ(ended.solution.certificate.run, RunStatus::Cancelled);
  EXPECT_HAS(ended.failure, "cancelled");
  EXPECT_EQ(calls, 4);
  EXPECT_EQ(studies.run(cut(90), database(), [] { return std::optional(RunStatus::TimeLimit); }).result.solution.certificate.run,
            RunStatus::TimeLimit);
  EXPECT_EQ(studies.run(cut(20), database(), {}).result.solution.x, undisturbed);
}

TEST(Turns, OlderRequestsOfTheSameTabAreReplaced) {
  Turns turns;
  turns.arrive("a", 1);
  EXPECT_FALSE(turns.replaced("a", 1));
  turns.arrive("b", 7);
  turns.arrive("a", 2);
  EXPECT_TRUE(turns.replaced("a", 1));
  EXPECT_FALSE(turns.replaced("a", 2));
  EXPECT_FALSE(turns.replaced("b", 7));
  turns.close();
  EXPECT_TRUE(turns.replaced("a", 2));
}

}  // namespace
}  // namespace setu
