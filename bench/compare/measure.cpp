#include "measure.hpp"

#include <fmt/format.h>
#include <malloc.h>
#include <sys/resource.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

#include "full_view.hpp"
#include "setu/base/error.hpp"

extern "C" __attribute__((weak)) int mallctl(const char*, void*, size_t*, void*, size_t);  // jemalloc's, where it is linked

namespace setu::bench {
namespace {

using Json = nlohmann::json;
using Clock = std::chrono::steady_clock;

constexpr double enough_seconds = 3;

double since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

double processor_seconds() {
  rusage use{};
  getrusage(RUSAGE_SELF, &use);
  const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec); };
  return seconds(use.ru_utime) + seconds(use.ru_stime);
}

/// "VmRSS" or "VmHWM" (the peak) of this process.
double megabytes(const std::string& name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(name + ":")) return std::stod(line.substr(name.size() + 1)) * 1024 / 1e6;
  return 0;
}

/// Makes the peak begin anew (Linux; where it is refused, the peak includes the building of the economy).
void forget_peak() {
  malloc_trim(0);
  if (mallctl) mallctl("arena.4096.purge", nullptr, nullptr, nullptr, 0);  // 4096: all arenas
  std::ofstream("/proc/self/clear_refs") << "5";
}

/// max |F_i| of the full system; infinite where it cannot be evaluated, or where a given variable is not as shocked.
double recomputed_residual(const Economy& economy, const std::vector<double>& x) {
  std::vector<double> given = economy.problem.start;
  economy.problem.path.apply(1.0, given);
  double worst = 0;
  for (std::size_t v = 0; v < x.size(); ++v)
    if (economy.problem.closure.exogenous[v] && x[v] != given[v]) worst = std::numeric_limits<double>::infinity();
  for (Index i = 0; i < economy.system.terms.equations(); ++i) {
    const double value = std::abs(equation_value(economy.system.terms, i, x));
    if (!(value <= worst)) worst = std::isnan(value) ? std::numeric_limits<double>::infinity() : value;
  }
  return worst;
}

void judge(const Economy& economy, const Outcome& outcome, Json& row) {
  row["message"] = outcome.message;
  row["iterations"] = outcome.iterations;
  row["unknowns"] = outcome.unknowns;
  if (outcome.x.empty()) {
    row["status"] = "failed: " + outcome.message;
    return;
  }
  const double residual = recomputed_residual(economy, outcome.x);
  row["residual"] = std::isfinite(residual) ? residual : 1e300;
  row["slack"] = std::abs(outcome.x[static_cast<std::size_t>(economy.slack)]);
  row["status"] = residual <= kGoal ? "ok" : fmt::format("failed: {}, max |F| {:.1e}", outcome.message, residual);
}

/// The logged variables, in which distances are relative; the others are known as well as their equations hold.
void write_point(const std::string& file, const EquationSystem& system, const std::vector<double>& x) {
  if (file.empty() || x.empty()) return;
  std::ofstream out(file, std::ios::binary);
  for (const auto& block : system.variables)
    if (block.unit == Unit::Log)
      out.write(reinterpret_cast<const char*>(x.data() + block.first), static_cast<std::streamsize>(block.count * sizeof(double)));
}

}  // namespace

void measure(const std::string& model, const std::string& size, const Rival& rival, int repeat, const std::string& point_file) {
  const auto begin = Clock::now();
  const auto economy = make_economy(model, parse_size(size));
  Json row;
  row["equations"] = economy->system.terms.equations();
  row["build_seconds"] = since(begin);
  row["build_megabytes"] = megabytes("VmHWM");
  if (rival.prepare) rival.prepare();
  forget_peak();
  row["economy_megabytes"] = megabytes("VmRSS");
  fmt::print("{}\nready\n", row.dump());
  std::fflush(stdout);
  Outcome outcome;
  double wall = std::numeric_limits<double>::infinity(), cpu = wall, total = 0;
  int runs = 0;
  for (; runs == 0 || (runs < repeat && total < enough_seconds); ++runs) {
    const double cpu_before = processor_seconds();
    const auto start = Clock::now();
    outcome = rival.run(*economy);
    const double seconds = since(start);
    wall = std::min(wall, seconds);
    cpu = std::min(cpu, processor_seconds() - cpu_before);
    total += seconds;
  }
  row["wall"] = wall, row["cpu"] = cpu, row["runs"] = runs;
  row["megabytes"] = megabytes("VmHWM");
  judge(*economy, outcome, row);
  write_point(point_file, economy->system, outcome.x);
  fmt::print("{}\n", row.dump());
}

void read_measured(const std::string& line, Row& row) {
  const Json json = Json::parse(line);
  const auto take = [&](const char* name, auto& value) {
    if (json.contains(name)) json.at(name).get_to(value);
  };
  take("equations", row.equations), take("unknowns", row.unknowns);
  take("wall", row.wall), take("cpu", row.cpu), take("runs", row.runs);
  take("megabytes", row.megabytes), take("economy_megabytes", row.economy_megabytes);
  take("build_seconds", row.build_seconds), take("build_megabytes", row.build_megabytes);
  take("residual", row.residual), take("slack", row.slack), take("iterations", row.iterations);
  take("status", row.status), take("message", row.message);
}

}  // namespace setu::bench
