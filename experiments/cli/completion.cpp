#include "completion.hpp"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "command.hpp"
#include "setu/calibration/formats/formats.hpp"
#include "setu/base/say.hpp"
#include "setu/experiments/policy/policy_file.hpp"
#include "setu/experiments/scenario/locate.hpp"
#include "setu/experiments/scenario/scenario.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

using Words = std::vector<Completion>;

/// Names of shipped files, with what `title` says of each; a file that cannot be read has no title.
Words titled(const std::vector<ShippedFile>& shipped, const std::function<std::string(const std::string&)>& title) {
  Words words;
  for (const auto& file : shipped) {
    std::string help;
    try {
      help = title(file.path.string());
    } catch (const std::exception&) { help.clear(); }
    words.push_back({file.name, help});
  }
  return words;
}

Words names_only(const std::vector<ShippedFile>& shipped) {
  return titled(shipped, [](const std::string&) { return std::string(); });
}

Words scenario_words() {
  return titled(shipped_scenarios(), [](const std::string& file) { return read_scenario(file).title; });
}

Words policy_words(PolicyUse use) {
  std::vector<ShippedFile> fitting;
  for (const auto& file : shipped_policies())
    if (policy_use(file.path.string()) == use) fitting.push_back(file);
  return titled(fitting, [&](const std::string& file) { return read_policy_file(file, use).title; });
}

template <class Format>
Words format_words(const std::vector<Format>& formats) {
  Words words;
  for (const auto& format : formats) words.push_back({format.name, format.summary});
  return words;
}

Words list_words(std::initializer_list<const char*> names) {
  Words words;
  for (const char* name : names) words.push_back({name, ""});
  return words;
}

/// What stands for an option's value or an argument.
struct Place {
  const char* command;  ///< "*": any
  const char* name;     ///< "--option", or the argument's name in the usage line
  std::function<Words()> words;
  bool files, folders;
};

const std::vector<Place>& places() {
  static const auto databases = [] { return names_only(shipped_databases()); };
  static const auto tables = [] { return list_words({"csv", "xlsx", "latex"}); };
  static const std::vector<Place> all = {
      {"*", "SCENARIO", scenario_words, true, true},  // elasticities and values also take a run's folder
      {"*", "--scenario", scenario_words, true, false},
      {"*", "--database", databases, false, true},
      {"*", "--against", databases, false, true},
      {"check", "DIR", databases, false, true},
      {"audit", "DIR", databases, false, true},
      {"validate", "DIR", databases, false, true},
      {"equations", "DIR", databases, false, true},
      {"export", "DIR", databases, false, true},
      {"aggregate", "DIR", databases, false, true},
      {"split", "DIR", databases, false, true},
      {"filter", "DIR", databases, false, true},
      {"altertax", "DIR", databases, false, true},
      {"sweep", "FILE", [] { return names_only(shipped_sweeps()); }, true, false},
      {"sensitivity", "FILE", [] { return names_only(shipped_sensitivities()); }, true, false},
      {"verdict", "--battery", [] { return names_only(shipped_batteries()); }, true, false},
      {"economy", "FOLDER", [] { return names_only(shipped_economies()); }, true, true},
      {"optimise", "POLICY", [] { return policy_words(PolicyUse::Optimise); }, true, false},
      {"frontier", "POLICY", [] { return policy_words(PolicyUse::Frontier); }, true, false},
      {"game", "POLICY", [] { return policy_words(PolicyUse::Game); }, true, false},
      {"*", "--solver",
       [] {
         return list_words({"newton", "ipopt", "both"});
       },
       false, false},
      {"*", "--separator",
       [] {
         return list_words({"comma", "semicolon", "tab"});
       },
       false, false},
      {"import", "--format", [] { return format_words(import_formats()); }, false, false},
      {"export", "--format", [] { return format_words(export_formats()); }, false, false},
      {"run", "--format", tables, false, false},
      {"tables", "--format", tables, false, false},
  };
  return all;
}

bool is_one_of(const std::string& name, std::initializer_list<const char*> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// The values of an option or argument; `shown` is its value's name in the help, which says the rest: "ras|gras", "DIR", "CSV".
Completions values_of(const Command& command, const std::string& name, const std::string& shown) {
  for (const auto& place : places())
    if ((place.command == std::string("*") || place.command == std::string(command.name)) && place.name == name)
      return {place.words(), place.files, place.folders};
  Completions values;
  for (std::size_t begin = 0, bar = shown.find('|'); begin < shown.size() && shown.find('|') != std::string::npos;) {
    values.words.push_back({shown.substr(begin, bar - begin), ""});
    if (bar == std::string::npos) break;
    begin = bar + 1;
    bar = shown.find('|', begin);
  }
  values.files = is_one_of(shown, {"FILE", "CSV", "MAP", "PATH", "TABLE", "RECIPE", "POLICY"});
  values.folders = values.files || is_one_of(shown, {"DIR", "FOLDER", "RESULT_DIR"});
  return values;
}

bool takes_value(const po::option_description& option) { return option.semantic()->max_tokens() > 0; }

std::string value_name(const po::option_description& option) {
  const std::string shown = option.format_parameter();
  return shown.substr(0, shown.find(' '));
}

/// The option that a word on the command line names, as --name or -n.
const po::option_description* option_named(const Command& command, const std::string& word) {
  for (const auto& option : command.options.options())
    if (word == "--" + option->long_name() || (word.size() == 2 && option->format_name().starts_with(word + " "))) return option.get();
  return nullptr;
}

Words command_words() {
  Words words;
  for (const auto& command : commands()) words.push_back({command.name, command.summary});
  return words;
}

Words option_words(const Command& command) {
  Words words;
  for (const auto& option : command.options.options()) words.push_back({"--" + option->long_name(), option->description()});
  return words;
}

/// What stands before the last word: how many arguments, and an option that waits for its value.
struct Before {
  std::size_t arguments = 0;
  const po::option_description* waiting = nullptr;
};

Before read_before(const Command& command, const std::vector<std::string>& words) {
  Before before;
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    if (before.waiting) {
      before.waiting = nullptr;
    } else if (words[i].size() > 1 && words[i][0] == '-') {
      const auto* option = option_named(command, words[i]);
      if (option && takes_value(*option)) before.waiting = option;
    } else {
      ++before.arguments;
    }
  }
  return before;
}

Completions of_command(const Command& command, const std::vector<std::string>& words) {
  const Before before = read_before(command, words);
  const std::string& last = words.back();
  const auto of_option = [&](const po::option_description& option) {
    return values_of(command, "--" + option.long_name(), value_name(option));
  };
  if (before.waiting) return of_option(*before.waiting);
  if (const auto equals = last.find('='); last.starts_with("--") && equals != std::string::npos) {
    const auto* option = option_named(command, last.substr(0, equals));
    if (!option || !takes_value(*option)) return {};
    Completions values = of_option(*option);
    for (auto& value : values.words) value.word = last.substr(0, equals + 1) + value.word;
    return values;
  }
  const auto& arguments = command.arguments;
  const bool more = before.arguments < arguments.size() || (!arguments.empty() && arguments.back().several);
  if (last.starts_with("-") || !more) return {option_words(command)};
  const Argument& argument = arguments[std::min(before.arguments, arguments.size() - 1)];
  return values_of(command, argument.name, argument.name);
}

/// Puts "--solver", "=", "new" together again; returns what of the last word the shell regards as written already.
std::string join_at_equals(std::vector<std::string>& words) {
  std::vector<std::string> joined;
  std::string written;
  bool open = false;
  for (const auto& word : words) {
    const bool equals = word == "=" && !joined.empty() && !open;
    if (equals) written = joined.back() + "=";
    else if (!open) written.clear();
    if (equals || open) joined.back() += word;
    else joined.push_back(word);
    open = equals;
  }
  words = joined;
  return written;
}

/// The first line without tabs, which mean something to the shells' scripts.
std::string one_line(std::string text) {
  text.resize(std::min(text.find('\n'), text.size()));
  std::replace(text.begin(), text.end(), '\t', ' ');
  return text;
}

}  // namespace

Completions complete(std::vector<std::string> words) {
  if (words.empty()) words.emplace_back();
  const std::string written = join_at_equals(words);
  Completions found;
  if (words.size() == 1) {
    found.words = command_words();
    for (const char* word : {"help", "--help", "--version"}) found.words.push_back({word, ""});
  } else if (words[0] == "help") {
    if (words.size() == 2) found.words = command_words();
  } else {
    for (const auto& command : commands())
      if (words[0] == command.name) found = of_command(command, words);
  }
  std::erase_if(found.words, [&](const auto& each) { return !each.word.starts_with(words.back()); });
  for (auto& each : found.words) each.word.erase(0, written.size());
  return found;
}

int print_completions(const std::vector<std::string>& words) {
  try {
    const Completions found = complete(words);
    for (const auto& [word, help] : found.words)
      if (one_line(word) == word) say("{}{}{}\n", word, help.empty() ? "" : "\t", one_line(help));
    if (found.files) say(":files\n");
    if (found.folders && !found.files) say(":folders\n");
  } catch (const std::exception&) { return kOk; }  // a mistake is told when the command runs
  return kOk;
}

std::vector<std::string> completed_places() {
  std::vector<std::string> names;
  for (const auto& place : places()) names.push_back(fmt::format("{} {}", place.command, place.name));
  return names;
}

}  // namespace setu
