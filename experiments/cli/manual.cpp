#include "manual.hpp"

#include <cctype>
#include <filesystem>
#include <sstream>

#include <fmt/format.h>

#include "command.hpp"
#include "setu/base/error.hpp"
#include "setu/base/files/whole_file.hpp"
#include "setu/experiments/tables/versions.hpp"

namespace setu {

namespace {

/// Text for a line of its own: what troff would read otherwise is escaped, as is a leading control character.
std::string troff(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') out += "\\e";
    else if (c == '-') out += "\\-";
    else out += c;
  }
  return out.starts_with('.') || out.starts_with('\'') ? "\\&" + out : out;
}

std::string bold(const std::string& text) { return "\\fB" + troff(text) + "\\fR"; }
std::string italic(const std::string& text) { return "\\fI" + troff(text) + "\\fR"; }

std::string head(const std::string& page, const std::string& summary) {
  std::string lower = summary;
  if (lower.size() > 1 && !std::isupper(static_cast<unsigned char>(lower[1])))
    lower[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(lower[0])));
  std::string title = page;
  for (char& c : title) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return fmt::format(".TH {} 1 \"\" \"setu {}\" \"Setu\"\n.SH NAME\n{} \\- {}\n", troff(title), setu_version(), troff(page), troff(lower));
}

/// A term with its explanation below it.
std::string item(const std::string& term, const std::string& text) { return fmt::format(".TP\n{}\n{}\n", term, troff(text)); }

/// "-d, --database DIR" and what the help says of it.
std::string option_item(const boost::program_options::option_description& option) {
  const std::string name = option.format_name();
  std::string term = name[1] == '-' ? "" : bold(name.substr(0, 2)) + ", ";
  term += bold("--" + option.long_name());
  if (option.semantic()->max_tokens() > 0) {
    const std::string value = option.format_parameter();
    const auto space = value.find(' ');
    term += " " + italic(value.substr(0, space));
    if (space != std::string::npos) term += troff(value.substr(space));
  }
  return item(term, option.description());
}

/// Paragraphs; lines that are indented keep their breaks.
std::string paragraphs(const std::string& text) {
  std::string out;
  bool kept = false;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const bool keep = line.starts_with(' ');
    if (keep != kept) out += keep ? ".PP\n.nf\n" : ".fi\n.PP\n";
    kept = keep;
    out += (line.empty() ? ".PP" : troff(line)) + "\n";
  }
  return out + (kept ? ".fi\n" : "");
}

std::string exit_section() {
  std::string out = ".SH EXIT STATUS\n";
  for (const auto& status : exit_statuses()) out += item(bold(std::to_string(status.value)), std::string(status.meaning));
  return out;
}

std::string environment_section() {
  return ".SH ENVIRONMENT\n" +
         item(bold("SETU_DATA"),
              "The folder that holds data and experiments/scenarios. Default: share/setu beside the program's bin, "
              "else the nearest such folder above the program or the working directory.") +
         item(bold("OMP_NUM_THREADS"), "How many threads a command may use.");
}

/// The help's documents stand in share/doc/setu.
std::string see_also(const std::string& own) {
  std::string out = ".SH SEE ALSO\n";
  if (own != "setu") out += ".BR setu (1),\n";
  for (const auto& command : commands())
    if (own != std::string("setu-") + command.name) out += fmt::format(".BR setu\\-{} (1),\n", troff(command.name));
  return out + "and the documents in share/doc/setu/docs, which begin with README.md beside them.\n";
}

}  // namespace

std::string program_manual() {
  std::string page = head("setu", "Open CGE trade laboratory");
  page += ".SH SYNOPSIS\n.B setu\n.I COMMAND\n[arguments] [options]\n.SH DESCRIPTION\n";
  page += paragraphs(
      "Setu states the GTAP v7 model of the world economy in levels, solves it to a certificate, and answers questions about\n"
      "tariffs, trade agreements, non-tariff costs and investment funds with tables that can be read without knowing the\n"
      "program. Scenarios are short TOML files; several are shipped, with a balanced database.\n");
  page += ".SH COMMANDS\n";
  for (const auto& command : commands()) page += item(bold(command.name), std::string(command.summary) + ".");
  page += ".SH OPTIONS\n" + item(bold("-h") + ", " + bold("--help"), "Show the help; setu COMMAND --help shows a command's.");
  page += item(bold("-v") + ", " + bold("--version"), "Show the versions of setu and its libraries.");
  page += exit_section() + environment_section();
  page += ".SH EXAMPLES\n" + item(bold("setu list"), "Shows the shipped scenarios, policies, sweeps and databases.");
  page += item(bold("setu run package"), "Solves a shipped scenario, prints its tables and writes results/package.");
  page += item(bold("setu run india_fund --set fund.total=4000"), "Does so with another number.");
  return page + see_also("setu");
}

std::string command_manual(const Command& command) {
  const std::string name = std::string("setu-") + command.name;
  std::string page = head(name, command.summary);
  page += ".SH SYNOPSIS\n.B setu " + troff(command.name) + "\n";
  for (const auto& a : command.arguments)
    page += fmt::format("{}{}{}{}\n", a.required ? "" : "[", italic(a.name), a.several ? "..." : "", a.required ? "" : "]");
  page += "[options]\n.SH DESCRIPTION\n" + paragraphs(std::string(command.summary) + ".\n");
  if (*command.details) page += ".PP\n" + paragraphs(command.details);
  if (!command.arguments.empty()) page += ".SH ARGUMENTS\n";
  for (const auto& a : command.arguments) page += item(italic(a.name), a.help);
  page += ".SH OPTIONS\n";
  for (const auto& option : command.options.options()) page += option_item(*option);
  return page + exit_section() + environment_section() + see_also(name);
}

int write_manual(const std::vector<std::string>& arguments) {
  if (arguments.size() != 1) throw InputError("setu manual: name the folder for the manual pages.");
  const std::filesystem::path folder = arguments.front();
  write_whole(folder / "setu.1", program_manual());
  for (const auto& command : commands()) write_whole(folder / fmt::format("setu-{}.1", command.name), command_manual(command));
  return kOk;
}

}  // namespace setu
