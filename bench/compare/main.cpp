#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <cmath>
#include <fstream>
#include <map>
#include <thread>

#include "child.hpp"
#include "report.hpp"
#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"

namespace {

namespace po = boost::program_options;
namespace fs = std::filesystem;
using namespace setu::bench;
using setu::InputError;
using Names = std::vector<std::string>;

struct Choice {
  Names models, sizes, rivals;
  Limits limits;
  int repeat = 5, threads = 2;
  bool persist = false;
  std::string csv;
};

po::options_description options() {
  const int threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  po::options_description o("Options");
  o.add_options()("help", "this text")("list", "the solvers, their settings, and what is missing")(
      "models", po::value<Names>()->multitoken()->default_value({"gtap", "armington"}, "gtap armington"), "economies")(
      "sizes", po::value<Names>()->multitoken()->default_value({"3x3", "5x10", "10x10", "15x25"}, "3x3 5x10 10x10 15x25"),
      "regions x sectors, smallest first")("rivals", po::value<Names>()->multitoken()->default_value({}, "all"), "solvers by name")(
      "seconds", po::value<double>()->default_value(300), "limit of one solve, processor time")(
      "megabytes", po::value<double>()->default_value(12000), "limit of one process")(
      "repeat", po::value<int>()->default_value(5), "solves at most, while they take less than three seconds together; the fastest counts")(
      "threads", po::value<int>()->default_value(threads), "OMP_NUM_THREADS and OPENBLAS_NUM_THREADS")(
      "persist", "try larger sizes of a model even after a solver ran out of time or memory")(
      "csv", po::value<std::string>()->default_value(""), "append the rows to this file")("table", po::value<std::string>(),
                                                                                          "only print the tables of this CSV file")(
      "measure", po::value<Names>()->multitoken(), "for its own use: MODEL SIZE SOLVER REPEAT [POINT-FILE]");
  return o;
}

const Rival& rival_named(const std::vector<Rival>& all, const std::string& name) {
  Names known;
  for (const auto& rival : all) {
    if (rival.name == name) return rival;
    known.push_back(rival.name);
  }
  throw InputError(fmt::format("There is {}.", setu::unknown_name("solver", name, known)));
}

std::vector<double> read_point(const fs::path& file) {
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  if (!in) return {};
  std::vector<double> x(static_cast<std::size_t>(in.tellg()) / sizeof(double));
  in.seekg(0);
  in.read(reinterpret_cast<char*>(x.data()), static_cast<std::streamsize>(x.size() * sizeof(double)));
  return x;
}

/// Runs one solver in a child and compares its point with the first good one, which `reference` keeps.
Row run_row(const Choice& choice, const std::string& model, const std::string& size, const Rival& rival, std::vector<double>& reference) {
  Row row{model, size, rival.name, rival.settings, {}, {}};
  if (!rival.run) {
    row.status = "missing: " + rival.missing;
    return row;
  }
  const fs::path file = fs::temp_directory_path() / fmt::format("setu_compare_{}.point", getpid());
  const std::string threads = std::to_string(choice.threads);
  const ChildReport report = run_child({"--measure", model, size, rival.name, std::to_string(choice.repeat), file.string()},
                                       {"OMP_NUM_THREADS=" + threads, "OPENBLAS_NUM_THREADS=" + threads}, choice.limits);
  for (const auto& line : report.lines)
    if (line.starts_with("{")) read_measured(line, row);
  if (!report.failure.empty()) row.status = report.failure;
  if (row.status.empty()) row.status = "failed: no result";
  const auto x = read_point(file);
  fs::remove(file);
  if (!row.ok()) return row;
  if (reference.empty()) reference = x;
  for (std::size_t v = 0; v < x.size(); ++v) row.difference = std::max(row.difference, std::abs(x[v] - reference[v]));
  return row;
}

void say(const Row& r) {
  fmt::print(
      stderr, "{:10} {:7} {:18} {}\n", r.model, r.size, r.rival,
      r.ok() ? fmt::format("{} s ({} s CPU), {:.0f} MB, max F {:.0e}", short_number(r.wall), short_number(r.cpu), r.megabytes, r.residual)
             : r.status);
}

std::vector<Row> run_all(const Choice& choice, const std::vector<Rival>& rivals, const Setting& setting) {
  std::vector<Row> rows;
  for (const auto& model : choice.models) {
    std::map<std::string, std::string> exhausted;  // solvers that ran into a limit, and at which size
    for (const auto& size : choice.sizes) {
      std::vector<double> reference;
      for (const auto& rival : rivals) {
        Row row{model, size, rival.name, rival.settings, {}, {}};
        if (exhausted.contains(rival.name) && !choice.persist) row.status = "not tried: " + exhausted.at(rival.name);
        else row = run_row(choice, model, size, rival, reference);
        if (row.status.starts_with(">")) exhausted[rival.name] = row.status + " at " + size;
        say(row);
        rows.push_back(row);
        if (!choice.csv.empty()) append_csv(choice.csv, setting, {row});
      }
    }
  }
  return rows;
}

int list(const std::vector<Rival>& rivals) {
  for (const auto& rival : rivals) fmt::print("{:18} {}\n", rival.name, rival.run ? rival.settings : "MISSING: install " + rival.missing);
  return 0;
}

int measure_one(const Names& words, const std::vector<Rival>& rivals) {
  if (words.size() < 4) throw InputError("--measure wants MODEL SIZE SOLVER REPEAT [POINT-FILE].");
  measure(words[0], words[1], rival_named(rivals, words[2]), std::stoi(words[3]), words.size() > 4 ? words[4] : "");
  return 0;
}

Choice chosen(const po::variables_map& given) {
  Choice c{given["models"].as<Names>(), given["sizes"].as<Names>(), given["rivals"].as<Names>(), {}, 0, 0, false, {}};
  c.limits.seconds = given["seconds"].as<double>(), c.limits.megabytes = given["megabytes"].as<double>();
  c.repeat = given["repeat"].as<int>(), c.threads = given["threads"].as<int>();
  c.persist = given.count("persist") > 0, c.csv = given["csv"].as<std::string>();
  for (const auto& model : c.models)
    if (model != "gtap" && model != "armington")
      throw InputError(fmt::format("There is {}.", setu::unknown_name("model", model, {"gtap", "armington"})));
  for (const auto& size : c.sizes) parse_size(size);
  return c;
}

/// 1 when a solver that was tried within its limits gave no solution or another one than the first.
int verdict(const std::vector<Row>& rows) {
  const bool setu_failed =
      std::any_of(rows.begin(), rows.end(), [](const Row& r) { return r.rival.starts_with("setu") && r.status.starts_with("failed"); });
  const bool differs = std::any_of(rows.begin(), rows.end(), [](const Row& r) { return r.ok() && !(r.difference <= 1e-6); });
  return setu_failed || differs ? 1 : 0;
}

}  // namespace

/// The scoreboard: Setu and other solvers on the same equations, from the same start, to the same residual.
int main(int argc, char** argv) try {
  po::variables_map given;
  const auto known = options();
  po::store(po::command_line_parser(argc, argv).options(known).run(), given);
  po::notify(given);
  const auto all = all_rivals();
  if (given.count("help")) {
    fmt::print("setu_compare: Setu and other solvers side by side, see bench/README.md.\n");
    std::ostringstream text;
    text << known;
    fmt::print("{}", text.str());
    return 0;
  }
  if (given.count("list")) return list(all);
  if (given.count("table")) {
    fmt::print("{}", markdown(read_csv(given["table"].as<std::string>())));
    return 0;
  }
  if (given.count("measure")) return measure_one(given["measure"].as<Names>(), all);
  const Choice choice = chosen(given);
  std::vector<Rival> rivals;
  for (const auto& name : choice.rivals) rivals.push_back(rival_named(all, name));
  if (rivals.empty()) rivals = all;
  for (const auto& rival : rivals)
    if (!rival.run) fmt::print(stderr, "MISSING from this build: {} (install {} and configure again)\n", rival.name, rival.missing);
  const Setting setting = this_setting(choice.threads);
  fmt::print(stderr, "{}", heading(setting));
  const auto rows = run_all(choice, rivals, setting);
  fmt::print("{}{}", heading(setting), markdown(rows));
  return verdict(rows);
} catch (const InputError& error) {
  fmt::print(stderr, "{}\n", error.what());
  return 2;
} catch (const po::error& error) {
  fmt::print(stderr, "{}. See setu_compare --help.\n", error.what());
  return 2;
} catch (const std::exception& error) {
  fmt::print(stderr, "{}\n", error.what());
  return 3;
}
