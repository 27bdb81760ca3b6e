#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "experiments/files/csv_formats.hpp"
#include "experiments/files/json_files.hpp"
#include "experiments/files/other_manifests.hpp"
#include "experiments/files/run_log.hpp"
#include "experiments/tables/text_table.hpp"
#include "experiments/tables/versions_json.hpp"
#include "experiments/tables/csv_file.hpp"
#include "setu/base/files/atomic_directory.hpp"
#include "setu/experiments/economy/economy.hpp"

namespace setu {

namespace {

namespace fs = std::filesystem;

constexpr const char* kKind = "economy";
constexpr int kMostRows = 60;  ///< of a printed table; the files hold all

std::string joined(const std::vector<std::string>& elements) {
  std::string text;
  for (const auto& e : elements) text += (text.empty() ? "" : ",") + e;
  return text;
}

std::optional<double> percent(double before, double after) {
  if (std::abs(before) < 1e-9) return std::nullopt;  // zero, or the rounding of a slack
  return 100 * (after / before - 1);
}

/// Name, elements and the values of base and run.
struct Row {
  std::string name, elements;
  double base = 0, value = 0;
  bool given = false;
};

std::vector<Row> variable_rows(const EconomyResults& r) {
  const EquationSystem& system = r.economy.system();
  std::vector<Row> rows;
  for (const auto& block : system.variables)
    for (Index id = block.first; id < block.first + block.count; ++id)
      rows.push_back({block.name, joined(system.variable_elements(id)), system.value(id, r.base.equilibria[0].x),
                      system.value(id, r.run.equilibria[0].x), r.economy.closure().exogenous[id] != 0});
  return rows;
}

std::vector<Row> report_rows(const EconomyResults& r) {
  const auto before = r.economy.reports(r.base.equilibria[0].x), after = r.economy.reports(r.run.equilibria[0].x);
  std::vector<Row> rows;
  for (std::size_t i = 0; i < after.size(); ++i)
    rows.push_back({after[i].name, joined(after[i].elements), before[i].value, after[i].value, false});
  return rows;
}

std::string table(const char* title, const std::vector<Row>& rows) {
  TextTable text(title, {"", "base", "result", "% change"});
  for (std::size_t i = 0; i < rows.size() && i < kMostRows; ++i) {
    const Row& row = rows[i];
    text.row({row.elements.empty() ? row.name : row.name + "[" + row.elements + "]", number(row.base, 6), number(row.value, 6),
              number(percent(row.base, row.value), 4)});
  }
  if (rows.size() > kMostRows) text.note(fmt::format("{} further rows stand in the files.", rows.size() - kMostRows));
  return text.text();
}

std::string solution_text(const EconomyRun& run) {
  const Equilibrium& e = run.equilibria[0];
  std::string text = fmt::format("Certified: {} equations, largest scaled residual {:.1e} (route: {}).\n", e.certificate.equations,
                                 e.certificate.max_scaled_residual, e.certificate.route);
  if (run.solver_agreement) text += fmt::format("Newton and Ipopt differ by {:.1e} at most.\n", *run.solver_agreement);
  if (run.equilibria.size() == 1) return text;
  text += fmt::format(
      "{} solutions were found. Reported is the first, {}.\n", run.equilibria.size(),
      run.from_start_values ? "which Newton's method reaches from the start values" : "which the first successful start led to");
  for (std::size_t i = 0; i < run.equilibria.size(); ++i)
    text += fmt::format("  solution {}: index {:+d}, found from {} start{}\n", i + 1, run.equilibria[i].index, run.equilibria[i].found,
                        run.equilibria[i].found == 1 ? "" : "s");
  if (run.failed_starts > 0) text += fmt::format("  {} starts led to no solution.\n", run.failed_starts);
  return text;
}

void write_rows(const std::vector<Row>& rows, const fs::path& path) {
  CsvFile csv(path, csv_format(kKind, path.filename().string()).header());
  for (const auto& row : rows) {
    csv.add(row.name);
    csv.add(row.elements);
    csv.add(row.given ? "given" : "solved");
    csv.add(row.base);
    csv.add(row.value);
    if (const auto change = percent(row.base, row.value)) csv.add(*change);
    else csv.add_empty();
    csv.end_row();
  }
  csv.close();
}

void write_equilibria(const EconomyResults& r, const fs::path& path) {
  const EquationSystem& system = r.economy.system();
  CsvFile csv(path, csv_format(kKind, "equilibria.csv").header());
  for (std::size_t k = 0; k < r.run.equilibria.size(); ++k)
    for (const auto& block : system.variables)
      for (Index id = block.first; id < block.first + block.count; ++id) {
        csv.add(std::to_string(k + 1));
        csv.add(std::to_string(r.run.equilibria[k].index));
        csv.add(block.name);
        csv.add(joined(system.variable_elements(id)));
        csv.add(system.value(id, r.run.equilibria[k].x));
        csv.end_row();
      }
  csv.close();
}

/// "hosoe/economy.toml".
std::string place_of(const fs::path& file) {
  const fs::path full = log_path(file);
  return (full.parent_path().filename() / full.filename()).string();
}

void write_manifest(const EconomyResults& r, const EconomyOptions& options, const fs::path& folder) {
  const Certificate& c = r.run.equilibria[0].certificate;
  EconomyManifest out;
  out.economy = r.economy.source().name;
  out.file = place_of(r.economy.source().file);
  out.case_name = r.case_name;
  if (!r.shocks.empty()) out.set.emplace();
  for (const auto& shock : r.shocks) out.set->emplace_back(shock.key, shock.formula);
  out.solver = {to_string(options.solver), c.route, options.starts, options.seed};
  out.certificate = {"certified",
                     c.max_scaled_residual,
                     c.iterations,
                     static_cast<std::size_t>(c.equations),
                     static_cast<std::size_t>(c.reduced_equations),
                     r.run.solver_agreement};
  out.solutions = r.run.equilibria.size();
  out.versions = versions_list();
  out.formats = formats_in(folder, kKind);
  write_json_file(out, folder / "manifest.json");
  RunLog log;
  log.paths = {{"economy", log_path(r.economy.source().file)}};
  write_run_log(std::move(log), folder);
}

}  // namespace

std::string economy_tables(const EconomyResults& r) {
  std::string text = r.economy.source().title.empty() ? r.economy.source().name : r.economy.source().title;
  text += (r.case_name.empty() ? "" : ", case " + r.case_name) + "\n" + solution_text(r.run);
  text += table("Reports", report_rows(r));
  std::vector<Row> solved = variable_rows(r);
  std::erase_if(solved, [](const Row& row) { return row.given; });
  return text + table("Unknowns", solved);
}

void write_economy(const EconomyResults& r, const EconomyOptions& options, const fs::path& folder) {
  AtomicDirectory out(folder, "manifest.json");
  write_rows(variable_rows(r), out.path() / "variables.csv");
  write_rows(report_rows(r), out.path() / "reports.csv");
  if (options.starts > 1) write_equilibria(r, out.path() / "equilibria.csv");
  std::ofstream(out.path() / "tables.txt", std::ios::binary) << economy_tables(r);
  write_manifest(r, options, out.path());
  out.commit();
}

}  // namespace setu
