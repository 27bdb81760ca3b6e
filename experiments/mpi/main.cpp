#include <unistd.h>

#include <cstdio>

#include "experiments/cli/command.hpp"
#include "experiments/cli/points_options.hpp"
#include "experiments/cli/start.hpp"
#include "ranks.hpp"
#include "setu/base/say.hpp"
#include "setu/experiments/tables/clock.hpp"

/// setu_mpi: the same program, started by mpirun. Commands that run many points share them among the ranks; rank 0 writes.
namespace setu {
namespace {

/// What a command of a worker prints on stderr, for rank 0.
class CaughtErrors {
 public:
  CaughtErrors() : file_(std::tmpfile()) {
    if (file_) dup2(fileno(file_), STDERR_FILENO);
    if (!std::freopen("/dev/null", "w", stdout)) say(stderr, "setu: /dev/null cannot be opened.\n");
  }
  ~CaughtErrors() {
    if (file_) std::fclose(file_);
  }
  CaughtErrors(const CaughtErrors&) = delete;
  CaughtErrors& operator=(const CaughtErrors&) = delete;
  std::string text() {
    std::fflush(stderr);
    std::string all;
    if (!file_) return "no temporary file";
    std::rewind(file_);
    for (int c; (c = std::fgetc(file_)) != EOF;) all += static_cast<char>(c);
    while (all.ends_with('\n')) all.pop_back();
    return all.starts_with("setu: ") ? all.substr(6) : all;
  }

 private:
  std::FILE* file_;
};

int lead(Ranks& ranks, const std::vector<std::string>& arguments) {
  PointsHooks hooks;
  if (ranks.size() > 1) hooks.crew = [&](const PointWork&, int) { return ranks.crew(); };
  const int code = run_program(arguments, points_commands(hooks));
  ranks.dismiss();
  return code;
}

void follow(Ranks& ranks, const std::vector<std::string>& arguments) {
  CaughtErrors errors;
  PointsHooks hooks;
  bool served = false;
  hooks.serve = [&](const PointWork& work) {
    served = true;
    ranks.begin("");
    ranks.serve(work);
  };
  run_program(arguments, points_commands(hooks));
  if (served) return;
  const std::string problem = errors.text();
  ranks.begin(problem.empty() ? "it had nothing to do" : problem);
  ranks.serve({});
}

}  // namespace
}  // namespace setu

int main(int argc, char** argv) {
  setu::occupy_standard_streams();
  setu::start_clock();
  setu::Ranks ranks(&argc, &argv);
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (ranks.rank() == 0) return setu::lead(ranks, arguments);
  setu::follow(ranks, arguments);
  return setu::kOk;
}
