#include "command.hpp"
#include "setu/base/say.hpp"
#include "setu/experiments/tables/tables.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

int run_tables(const po::variables_map& values) {
  const std::filesystem::path result = values["RESULT_DIR"].as<std::string>();
  const auto formats = values.count("format") ? parse_table_formats(values["format"].as<std::vector<std::string>>()) : all_table_formats();
  const std::filesystem::path out = values.count("out") ? std::filesystem::path(values["out"].as<std::string>()) : result / "tables";
  write_tables(result, formats, out);
  say("Tables: {}\n", out.string());
  return kOk;
}

}  // namespace

Command tables_command() {
  Command command{"tables",
                  "Write the tables of a run for papers and spreadsheets",
                  {{"RESULT_DIR", "result folder of setu run"}},
                  boost::program_options::options_description(104),
                  "csv: a file a table; xlsx: one workbook; latex: a file a table for booktabs, and tables.tex with all of them.\n"
                  "docs/tables.md says more.",
                  run_tables};
  command.options.add_options()("format", po::value<std::vector<std::string>>()->composing()->value_name("NAME"),
                                (table_formats_text() + "; several with commas, or the option again; default: all").c_str())(
      "out,o", po::value<std::string>()->value_name("PATH"), "folder to write; default: RESULT_DIR/tables");
  return command;
}

}  // namespace setu
