#include "table_dialect.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/files/delimited_text.hpp"
#include "setu/base/error.hpp"

namespace setu {

namespace {

constexpr std::array kSeparators = {',', ';', '\t'};
constexpr std::size_t kSampleLines = 200;

const char* word(char separator) { return separator == ',' ? "commas" : separator == ';' ? "semicolons" : "tabs"; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// How often each candidate stands outside quotes in each sampled line.
struct Sample {
  std::array<std::vector<int>, kSeparators.size()> counts;
  std::vector<bool> decimal_commas;   ///< of each line: every comma outside quotes stands between two digits
  bool commas_between_digits = true;  ///< the same of all lines

  explicit Sample(std::string_view text) {
    for (std::size_t lines = 0; lines < kSampleLines && !text.empty();) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      const std::string_view line = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      if (line.find_first_not_of(" \t\r;,") == std::string_view::npos) continue;
      add(line);
      ++lines;
    }
  }

  void add(std::string_view line) {
    std::array<int, kSeparators.size()> count{};
    bool quoted = false, decimal = true;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] == '"') quoted = !quoted;
      if (quoted) continue;
      for (std::size_t s = 0; s < kSeparators.size(); ++s) count[s] += line[i] == kSeparators[s] ? 1 : 0;
      if (line[i] == ',' && (i == 0 || i + 1 == line.size() || !is_digit(line[i - 1]) || !is_digit(line[i + 1])))
        commas_between_digits = decimal = false;
    }
    decimal_commas.push_back(decimal);
    for (std::size_t s = 0; s < kSeparators.size(); ++s) counts[s].push_back(count[s]);
  }

  [[nodiscard]] bool everywhere(std::size_t s) const {
    return std::all_of(counts[s].begin(), counts[s].end(), [](int n) { return n > 0; });
  }
  [[nodiscard]] bool regular(std::size_t s) const {
    return everywhere(s) && std::all_of(counts[s].begin(), counts[s].end(), [&](int n) { return n == counts[s][0]; });
  }
  [[nodiscard]] bool anywhere(std::size_t s) const {
    return std::any_of(counts[s].begin(), counts[s].end(), [](int n) { return n > 0; });
  }
};

/// The candidates that stand equally often in most lines, titles and notes being few; a comma that only separates decimals there is none.
std::vector<char> usual(const Sample& sample) {
  std::vector<std::size_t> found;
  const std::size_t lines = sample.counts[0].size();
  const auto at_mode = [&](std::size_t s) {
    std::map<int, std::size_t> often;
    for (const int n : sample.counts[s]) ++often[n];
    const auto mode = std::max_element(often.begin(), often.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return mode == often.end() ? std::pair<int, std::size_t>{} : std::pair<int, std::size_t>(mode->first, mode->second);
  };
  for (std::size_t s = 0; s < kSeparators.size() && lines >= 4; ++s)
    if (const auto [count, share] = at_mode(s); count > 0 && share * 10 >= lines * 6) found.push_back(s);
  if (found.size() == 2 && found[0] == 0) {
    const auto [count, share] = at_mode(found[1]);
    bool decimals = true;
    for (std::size_t i = 0; i < lines; ++i) decimals = decimals && (sample.counts[found[1]][i] != count || sample.decimal_commas[i]);
    if (decimals) found.erase(found.begin());
  }
  std::vector<char> separators;
  for (const std::size_t s : found) separators.push_back(kSeparators[s]);
  return separators;
}

/// The candidates that pass the strictest test that any of them passes.
std::vector<char> likely(const Sample& sample) {
  std::vector<char> found;
  const auto collect = [&](auto test) {
    for (std::size_t s = 0; s < kSeparators.size() && !sample.counts[0].empty(); ++s)
      if ((sample.*test)(s)) found.push_back(kSeparators[s]);
    return !found.empty();
  };
  if (collect(&Sample::regular) || collect(&Sample::everywhere) || collect(&Sample::anywhere)) return found;
  return found;
}

char sniff_separator(const std::string& name, std::string_view text) {
  const Sample sample(text);
  std::vector<char> found = usual(sample);
  if (found.size() == 1) return found[0];
  found = likely(sample);
  if (found.size() > 1 && sample.commas_between_digits) std::erase(found, ',');  // 1,5;2,5: decimal commas
  if (found.empty()) return ',';
  if (found.size() == 1) return found[0];
  throw InputError(name + ": the columns may be separated by " + word(found[0]) + " or by " + word(found[1]) +
                   "; say which with --separator.");
}

struct Evidence {
  std::size_t line = 0;
  std::string cell;
};

/// Looks at every numeric cell of the text.
std::map<NumberEvidence, Evidence> collect_evidence(const std::string& name, std::string_view text, char separator) {
  std::map<NumberEvidence, Evidence> found;
  DelimitedText rows(name, text, separator);
  while (rows.next())
    for (const auto cell : rows.fields()) {
      const NumberEvidence kind = number_evidence(cell);
      if (kind != NumberEvidence::None) found.try_emplace(kind, Evidence{rows.line(), std::string(cell)});
    }
  return found;
}

bool sniff_decimal_comma(const std::string& name, std::string_view text, char separator) {
  const bool may_hold_commas = separator == ',' ? text.find('"') != std::string_view::npos : text.find(',') != std::string_view::npos;
  if (!may_hold_commas) return false;  // every point is a decimal point
  const auto found = collect_evidence(name, text, separator);
  const auto comma = found.find(NumberEvidence::Comma), point = found.find(NumberEvidence::Point);
  const auto place = [&](const Evidence& e) { return "'" + e.cell + "' on line " + std::to_string(e.line); };
  if (comma != found.end() && point != found.end())
    throw InputError(name + ": numbers are written in two ways, with a decimal comma (" + place(comma->second) +
                     ") and with a decimal point (" + place(point->second) + "); write them in one.");
  if (comma != found.end()) return true;
  const auto either = found.find(NumberEvidence::EitherComma);
  if (point == found.end() && either != found.end())
    throw InputError(name + ":" + std::to_string(either->second.line) + ": '" + either->second.cell +
                     "' may have a decimal comma or a separator of thousands, and no other number tells; say which with "
                     "--decimal-comma yes or no.");
  return false;
}

}  // namespace

Dialect sniff_dialect(const std::string& name, std::string_view text, const TableOptions& options) {
  Dialect dialect;
  if (options.separator && std::find(kSeparators.begin(), kSeparators.end(), *options.separator) == kSeparators.end())
    throw InputError("--separator: '" + std::string(1, *options.separator) + "' is not understood; known: comma, semicolon, tab.");
  dialect.separator = options.separator ? *options.separator : sniff_separator(name, text);
  if (options.numbers_later) return dialect;
  dialect.numbers.decimal_comma = options.decimal_comma ? *options.decimal_comma : sniff_decimal_comma(name, text, dialect.separator);
  return dialect;
}

}  // namespace setu
