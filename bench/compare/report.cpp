#include "report.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>
#include <thread>

#include "../machine.hpp"
#include "setu/base/files/csv.hpp"
#include "setu/base/error.hpp"
#include "setu/base/number.hpp"
#include "setu/solver/solve/versions.hpp"

#ifdef SETU_HAVE_KINSOL
#include <sundials/sundials_config.h>
#endif
#ifdef SETU_HAVE_PETSC
#include <petscversion.h>
#endif

namespace setu::bench {
namespace {

/// A column of the CSV file: a text or a number of the row.
struct Column {
  const char* name;
  std::string Row::*text = nullptr;
  double Row::*number = nullptr;
  int Row::*count = nullptr;
};

const std::vector<Column>& columns() {
  static const std::vector<Column> all = {{"model", &Row::model},
                                          {"size", &Row::size},
                                          {"rival", &Row::rival},
                                          {"status", &Row::status},
                                          {"equations", nullptr, &Row::equations},
                                          {"unknowns", nullptr, &Row::unknowns},
                                          {"wall_s", nullptr, &Row::wall},
                                          {"cpu_s", nullptr, &Row::cpu},
                                          {"runs", nullptr, nullptr, &Row::runs},
                                          {"peak_mb", nullptr, &Row::megabytes},
                                          {"economy_mb", nullptr, &Row::economy_megabytes},
                                          {"build_s", nullptr, &Row::build_seconds},
                                          {"build_mb", nullptr, &Row::build_megabytes},
                                          {"residual", nullptr, &Row::residual},
                                          {"walras", nullptr, &Row::slack},
                                          {"difference", nullptr, &Row::difference},
                                          {"iterations", nullptr, nullptr, &Row::iterations},
                                          {"message", &Row::message},
                                          {"settings", &Row::settings}};
  return all;
}

constexpr const char* setting_columns = "when,machine,threads,compiler,build_type,versions,revision";

std::string load_average() {
  std::ifstream file("/proc/loadavg");
  std::string load;
  file >> load;
  return load;
}

std::string versions() {
  std::string text;
  for (const auto& library : solver_versions()) text += fmt::format("{} {}; ", library.name, library.version);
#ifdef SETU_HAVE_KINSOL
  text += fmt::format("SUNDIALS {}; ", SUNDIALS_VERSION);
#endif
#ifdef SETU_HAVE_PETSC
  text += fmt::format("PETSc {}.{}.{}; ", PETSC_VERSION_MAJOR, PETSC_VERSION_MINOR, PETSC_VERSION_SUBMINOR);
#endif
  return text.substr(0, text.size() - 2);
}

/// The commit that the source tree holds, with "-dirty" where it was changed since.
std::string revision() {
  FILE* git = popen("git -C '" SETU_SOURCE_DIR "' describe --always --dirty 2>/dev/null", "r");
  char text[128] = "";
  if (git && !std::fgets(text, sizeof text, git)) text[0] = 0;
  if (git) pclose(git);
  const std::string word(text, std::strcspn(text, "\n"));
  return word.empty() ? "unknown" : word;
}

const Row* setus(const std::vector<Row>& rows) {
  const auto found = std::find_if(rows.begin(), rows.end(), [](const Row& r) { return r.rival == "setu" && r.ok(); });
  return found == rows.end() ? nullptr : &*found;
}

std::string ratio(double value, double base) { return base > 0 ? short_number(value / base) : ""; }

std::string line(const Row& r, const Row* setu) {
  if (!r.ok()) return fmt::format("| {} | {} | | | | | | | |\n", r.rival, r.status);
  return fmt::format("| {} | {} | {} | {} | {} | {:.0f} | {} | {:.0e} | {:.0e} |\n", r.rival, short_number(r.wall), short_number(r.cpu),
                     setu ? ratio(r.wall, setu->wall) : "", setu ? ratio(r.cpu, setu->cpu) : "", r.megabytes, r.iterations, r.residual,
                     r.difference);
}

std::string section(const std::vector<Row>& rows) {
  const Row* setu = setus(rows);
  double equations = 0, economy = 0;
  for (const Row& r : rows) equations = std::max(equations, r.equations), economy = std::max(economy, r.economy_megabytes);
  std::string text =
      fmt::format("\n{} {}: {:.0f} equations, {:.0f} MB before the solve\n\n", rows[0].model, rows[0].size, equations, economy);
  text += "| | wall, s | CPU, s | wall / setu | CPU / setu | MB | iterations | max F | difference |\n";
  text += "|---|---|---|---|---|---|---|---|---|\n";
  for (const Row& r : rows) text += line(r, setu);
  return text;
}

void write_row(std::ostream& out, const Row& row) {
  for (const auto& c : columns()) {
    std::string number;
    if (c.number) append_number(number, row.*c.number);
    if (c.count) number = std::to_string(row.*c.count);
    out << (c.text ? csv_field(row.*c.text) : number) << ',';
  }
}

}  // namespace

Setting this_setting(int threads) {
  Setting s;
  s.when = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
  s.machine = fmt::format("{}, {} threads, load {}", cpu_model(), std::thread::hardware_concurrency(), load_average());
  s.compiler = compiler(), s.build_type = SETU_BUILD_TYPE, s.versions = versions(), s.revision = revision();
  s.threads = threads;
  return s;
}

std::string short_number(double value) {
  if (value >= 99.5) return fmt::format("{:.0f}", value);
  return value >= 9.95 ? fmt::format("{:.1f}", value) : fmt::format("{:.2g}", value);
}

std::string heading(const Setting& s) {
  return fmt::format("{}: {}, OMP_NUM_THREADS={}; {}, {}; {}; setu {}\n", s.when, s.machine, s.threads, s.compiler, s.build_type,
                     s.versions, s.revision);
}

std::string markdown(const std::vector<Row>& rows) {
  std::string text;
  for (std::size_t begin = 0; begin < rows.size();) {
    std::size_t end = begin;
    while (end < rows.size() && rows[end].model == rows[begin].model && rows[end].size == rows[begin].size) ++end;
    text += section({rows.begin() + static_cast<std::ptrdiff_t>(begin), rows.begin() + static_cast<std::ptrdiff_t>(end)});
    begin = end;
  }
  return text;
}

void append_csv(const std::filesystem::path& file, const Setting& s, const std::vector<Row>& rows) {
  const bool fresh = !std::filesystem::exists(file);
  std::ofstream out(file, std::ios::app);
  if (fresh) {
    for (const auto& c : columns()) out << c.name << ',';
    out << setting_columns << '\n';
  }
  for (const Row& row : rows) {
    write_row(out, row);
    out << csv_field(s.when) << ',' << csv_field(s.machine) << ',' << s.threads << ',' << csv_field(s.compiler) << ',' << s.build_type
        << ',' << csv_field(s.versions) << ',' << s.revision << '\n';
  }
  if (!out.flush()) throw InputError(fmt::format("{}: cannot be written.", file.string()));
}

std::vector<Row> read_csv(const std::filesystem::path& file) {
  CsvReader csv(file);
  csv.next();
  if (csv.fields().size() < columns().size() || csv.fields()[0] != columns()[0].name) csv.fail("these are not the scoreboard's columns.");
  std::vector<Row> rows;
  while (csv.next()) {
    Row& row = rows.emplace_back();
    if (csv.fields().size() < columns().size()) csv.fail("too few fields.");
    for (std::size_t k = 0; k < columns().size(); ++k) {
      const auto& c = columns()[k];
      if (c.text) row.*c.text = csv.fields()[k];
      const double number = parse_number(csv.fields()[k]).value_or(0);
      if (c.number) row.*c.number = number;
      if (c.count) row.*c.count = static_cast<int>(number);
    }
  }
  return rows;
}

}  // namespace setu::bench
