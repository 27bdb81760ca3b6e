#include <cstdio>

#include <fmt/format.h>

#include "command.hpp"
#include "headers_text.hpp"
#include "reshape_output.hpp"
#include "setu/base/error.hpp"
#include "setu/base/say.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

int run_headers(const po::variables_map& values) {
  const std::string path = values["FILE"].as<std::string>(), only = option_text(values, "only"), out = option_text(values, "out");
  const HarFile file = read_har(std::filesystem::path(path));
  if (!is_solution(file)) {
    say("{}", headers_text(file, only));
    if (!out.empty()) say("\n{} rows in {}.\n", write_headers_csv(file, only, out), out);
    return kOk;
  }
  const GempackSolution solution = read_solution(file);
  say("{}", solution_text(solution, only));
  if (!out.empty()) say("\n{} rows in {}.\n", write_solution_csv(solution, only, out), out);
  return kOk;
}

}  // namespace

Command headers_command() {
  Command command{"headers",
                  "List what a GEMPACK file (.har, .prm, .upd, .sl4) holds",
                  {{"FILE", "header array file or solution file"}},
                  po::options_description(104),
                  "Headers with type, size, sets and long names; of a solution file its variables, closure, shocks and subtotals; and the\n"
                  "elements of all sets. --out writes the numbers as name,i1,i2,i3,i4,value, which setu validate reads.",
                  run_headers};
  command.options.add_options()("only", po::value<std::string>()->value_name("NAME"), "one header, coefficient or variable")(
      "out,o", po::value<std::string>()->value_name("CSV"), "write the numbers to this file too");
  return command;
}

}  // namespace setu
