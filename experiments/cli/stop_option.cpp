#include "stop_option.hpp"

#include <atomic>
#include <cmath>
#include <csignal>

#include "setu/base/error.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

std::atomic<bool> interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may set nothing else");

extern "C" void note_interrupt(int) { interrupted = true; }

std::optional<RunStatus> cancelled() { return interrupted ? std::optional(RunStatus::Cancelled) : std::nullopt; }

}  // namespace

void add_time_limit_option(po::options_description& options, const char* help) {
  options.add_options()("time-limit", po::value<double>()->value_name("SECONDS"), help);
}

void add_time_limit_option(po::options_description& options) {
  add_time_limit_option(options, "give up after so long: returns 1 and writes nothing; Ctrl-C does the same");
}

std::optional<double> time_limit_of(const po::variables_map& values) {
  if (!values.count("time-limit")) return std::nullopt;
  const double seconds = values["time-limit"].as<double>();
  if (!(seconds > 0) || !std::isfinite(seconds)) throw InputError("--time-limit: give a number of seconds above 0.");
  return seconds;
}

StopCheck stop_of(const po::variables_map& values) {
  const auto seconds = time_limit_of(values);
  interrupted = false;
  struct sigaction action {};
  action.sa_handler = note_interrupt;
  action.sa_flags = SA_RESETHAND;
  sigaction(SIGINT, &action, nullptr);
  return seconds ? time_limit(*seconds, cancelled) : StopCheck(cancelled);
}

}  // namespace setu
