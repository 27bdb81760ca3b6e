#pragma once
#include "setu/experiments/serve/serve.hpp"

#include <thread>

#include <nlohmann/json.hpp>

#include "http_client.hpp"
#include "program_fixture.hpp"

namespace setu {

inline constexpr const char* kJson = "application/json";

/// A workbench on an invented economy, and a browser's requests to it.
class WorkbenchServer : public Program {
 protected:
  void SetUp() override {
    Program::SetUp();
    start(30);
  }
  void TearDown() override {
    stop();
    Program::TearDown();
  }
  void start(double timeout) {
    WorkbenchOptions options;
    options.database = database();
    options.page = "<!doctype html><title>page</title><style>p { color: red }</style><script type=\"module\">let a = 1;</script>";
    options.timeout = timeout;
    workbench_ = std::make_unique<Workbench>(options);
    thread_ = std::jthread([this] { workbench_->run(); });
  }
  void stop() {
    workbench_->stop();
    thread_.join();
  }

  [[nodiscard]] std::string root() const { return "/" + workbench_->token() + "/"; }
  [[nodiscard]] HttpClient client() const { return HttpClient(workbench_->port()); }
  [[nodiscard]] HttpAnswer post(const std::string& address, const std::string& body, const char* type = kJson) const {
    return client().post(root() + address, body, type);
  }
  /// The status and the sentence of a refusal.
  static std::pair<int, std::string> refusal(const HttpAnswer& answer) {
    if (answer.status == 0) return {0, "no answer"};
    return {answer.status, nlohmann::json::parse(answer.body).at("error").get<std::string>()};
  }
  static nlohmann::json request(double cut, std::uint64_t id = 1) {
    return {{"tab", "t"},
            {"id", id},
            {"scenario", "no_shock"},
            {"sliders", {{{"kind", "tariff"}, {"commodities", "all"}, {"exporters", "all"}, {"importers", "all"}, {"cut", cut}}}}};
  }

  std::unique_ptr<Workbench> workbench_;
  std::jthread thread_;
};

}  // namespace setu
