#include "report_option.hpp"

#include "setu/base/say.hpp"
#include "setu/experiments/report/report.hpp"

namespace setu {

namespace po = boost::program_options;

void add_report_option(po::options_description& options) {
  options.add_options()("no-report", "do not write report.html, the page with charts (setu report)");
}

bool wants_report(const po::variables_map& values) { return values.count("no-report") == 0 && has_report_page(); }

PageWriter page_writer(const po::variables_map& values) { return wants_report(values) ? PageWriter(write_own_report) : PageWriter(); }

void say_report(const po::variables_map& values, const std::filesystem::path& folder) {
  if (wants_report(values)) say("Report: {}\n", (folder / "report.html").string());
  else if (values.count("no-report") == 0) say("No report: setu was built without its web pages (nodejs, npm; SETU_WEB).\n");
}

}  // namespace setu
