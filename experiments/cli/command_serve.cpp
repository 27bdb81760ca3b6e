#include <csignal>
#include <cstdio>
#include <thread>

#include <fmt/format.h>

#include "command.hpp"
#include "setu/base/error.hpp"
#include "setu/base/say.hpp"
#include "setu/experiments/serve/serve.hpp"
#include "setu/experiments/web/web.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

/// In place of the page in a program that was built without npm.
constexpr std::string_view kNoPage =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Setu workbench</title>"
    "<h1>Setu workbench</h1><p>This program was built without its page: install "
    "nodejs and npm, configure with SETU_WEB=ON and build again. The answers are at api/catalogue, api/solve, api/decompose, api/value and "
    "api/scenario; docs/workbench.md describes them.</p></html>";

WorkbenchOptions workbench_options(const po::variables_map& values) {
  WorkbenchOptions options;
  options.port = values["port"].as<int>();
  options.timeout = values["timeout"].as<double>();
  options.page = workbench_page().empty() ? kNoPage : workbench_page();
  if (options.port < 0 || options.port > 65535)
    throw InputError(fmt::format("--port {}: a port is a number from 0 (any free one) to 65535.", options.port));
  if (!(options.timeout > 0)) throw InputError(fmt::format("--timeout {}: the seconds for one solve must be positive.", options.timeout));
  if (values.count("database")) options.database = values["database"].as<std::string>();
  return options;
}

int run_serve(const po::variables_map& values) {
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);  // every thread from here on leaves them to sigwait
  Workbench workbench(workbench_options(values));
  std::jthread server([&] { workbench.run(); });
  say("The workbench is at {}\nThis address is a key: whoever has it on this machine can use the workbench. End it with Ctrl+C.\n",
      workbench.url());
  std::fflush(stdout);
  int signal = 0;
  sigwait(&ends, &signal);
  workbench.stop();
  server.join();
  pthread_sigmask(SIG_UNBLOCK, &ends, nullptr);
  say("The workbench has ended.\n");
  return kOk;
}

}  // namespace

Command serve_command() {
  Command command{"serve",
                  "Answer \"what if\" in the browser, while sliders are dragged",
                  {},
                  po::options_description(104),
                  "The server listens to this machine only. docs/workbench.md explains the page and the answers.",
                  run_serve};
  command.options.add_options()("port,p", po::value<int>()->default_value(0)->value_name("N"), "port to listen at; 0: any free one")(
      "database,d", po::value<std::string>()->value_name("DIR"), "folder or name of the database; default: each scenario's own")(
      "timeout", po::value<double>()->default_value(30, "30")->value_name("S"), "seconds that one solve may take");
  return command;
}

}  // namespace setu
