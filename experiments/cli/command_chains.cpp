#include <algorithm>

#include <fmt/format.h>

#include "command.hpp"
#include "experiments/chains/chains_tables.hpp"
#include "experiments/files/json_files.hpp"
#include "experiments/files/manifests.hpp"
#include "experiments/files/table_set.hpp"
#include "reshape_output.hpp"
#include "setu/base/error.hpp"
#include "setu/base/say.hpp"
#include "setu/base/suggest.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/experiments/files/question.hpp"
#include "setu/experiments/scenario/locate.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

/// A database, or the two states of a run.
struct ChainQuestion {
  std::string title, database;
  std::optional<Database> before;
  Database now;
  std::vector<std::string> regions;  ///< that the run's report looks at
};

ChainQuestion states_of_run(const std::filesystem::path& folder, const std::filesystem::path& manifest) {
  const auto run = from_json<RunManifest>(read_json_object(manifest), manifest);
  const Question question = read_question(folder.string(), {}, "");
  ChainQuestion q;
  q.title = run.scenario;
  q.database = run.database.name;
  q.before = read_database(find_database(question.database));
  question.check_unchanged(database_hash(*q.before));
  q.now = read_database(folder / "database");
  q.regions = run.report.pair;
  return q;
}

ChainQuestion ask_chains(const std::string& what) {
  const std::filesystem::path manifest = std::filesystem::path(what) / "manifest.json";
  std::error_code none;
  if (std::filesystem::is_regular_file(manifest, none)) return states_of_run(what, manifest);
  ChainQuestion q;
  q.title = q.database = what;
  q.now = read_database(find_database(what));
  return q;
}

std::vector<std::size_t> chosen_chain_regions(const ChainQuestion& q, const po::variables_map& values) {
  const auto& all = q.now.sets().reg;
  std::vector<std::string> names = q.regions;
  if (values.count("region")) names = values["region"].as<std::vector<std::string>>();
  if (names.empty()) names.push_back(all.front());
  std::vector<std::size_t> chosen;
  for (const auto& name : names) {
    const auto it = std::find(all.begin(), all.end(), name);
    if (it == all.end()) throw InputError(fmt::format("--region: {}.", unknown_name("region", name, all)));
    chosen.push_back(static_cast<std::size_t>(it - all.begin()));
  }
  return chosen;
}

int run_chains(const po::variables_map& values) {
  const ChainQuestion q = ask_chains(values["DIR_OR_RESULT"].as<std::string>());
  const auto chosen = chosen_chain_regions(q, values);
  const auto formats = values.count("format") ? parse_table_formats(values["format"].as<std::vector<std::string>>()) : all_table_formats();
  const std::string out = option_text(values, "out");
  if (out.empty() && values.count("format")) throw InputError("--format needs --out, the folder to write.");
  std::optional<Chains> before;
  if (q.before) before.emplace(world_table(*q.before));
  const Chains now(world_table(q.now));
  const TableSet set = chains_tables({now, before ? &*before : nullptr}, chosen, q.title);
  for (const auto& table : set.tables) say("{}", text_of(table));
  if (out.empty()) return kOk;
  write_table_set(set, {{"Value chains of", q.title}, {"Database", q.database}}, formats, out);
  say("\nTables: {}\n", out);
  return kOk;
}

}  // namespace

Command chains_command() {
  Command command{"chains",
                  "Say whose value added is in whose exports, before and after a run",
                  {{"DIR_OR_RESULT", "folder or name of a database, or result folder of setu run"}},
                  po::options_description(104),
                  "Content of gross exports (Borin and Mancini), backward and forward participation, origins of value added, direct and\n"
                  "look-through reliance on suppliers, position of sectors. Of a result: before, after and the change. docs/chains.md\n"
                  "has the equations and conventions.",
                  run_chains};
  command.options.add_options()("region", po::value<std::vector<std::string>>()->composing()->value_name("NAME"),
                                "a region whose origins, suppliers and sectors are shown; again for more; default: the pair of the run's "
                                "report, or the first region")(
      "format", po::value<std::vector<std::string>>()->composing()->value_name("NAME"),
      (table_formats_text() + "; several with commas, or the option again; default: all").c_str())(
      "out,o", po::value<std::string>()->value_name("PATH"), "folder to write the tables to");
  return command;
}

}  // namespace setu
