#include "report.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fstream>
#include <iterator>

#include "setu/base/error.hpp"
#include "setu/base/number.hpp"

namespace setu::recipe {
namespace {

constexpr std::size_t rows = 12;

void write_table(std::string& out, const char* title, const std::vector<Move>& moves) {
  out += fmt::format("\n{}\n\n| account | before | after | change | % |\n|---|---:|---:|---:|---:|\n", title);
  for (std::size_t i = 0; i < moves.size() && i < rows; ++i) {
    const Move& m = moves[i];
    const std::string percent = m.before != 0 ? decimal(100 * (m.after / m.before - 1), 1) : "new";
    out += fmt::format("| {} | {} | {} | {} | {} |\n", m.account, decimal(m.before, 1), decimal(m.after, 1),
                       signed_decimal(m.after - m.before, 1), percent);
  }
}

void write_moves(std::string& out, std::vector<Move> moves, double smallest) {
  std::erase_if(moves, [](const Move& m) { return std::abs(m.after - m.before) < 0.05; });
  if (moves.empty()) return;
  std::stable_sort(moves.begin(), moves.end(),
                   [](const Move& a, const Move& b) { return std::abs(a.after - a.before) > std::abs(b.after - b.before); });
  write_table(out, "Largest in value (US$ million):", moves);
  const auto ratio = [](const Move& m) { return std::abs(std::log(std::max(m.after, 1e-9) / m.before)); };
  std::erase_if(moves, [&](const Move& m) { return std::max(m.before, m.after) < smallest || m.before <= 0; });
  std::stable_sort(moves.begin(), moves.end(), [&](const Move& a, const Move& b) { return ratio(a) > ratio(b); });
  write_table(out, fmt::format("Largest in percent (accounts of US$ {:g} million or more):", smallest).c_str(), moves);
}

}  // namespace

void Report::write(const std::filesystem::path& file, const std::string& heading, double smallest) const {
  std::string out = "# " + heading + "\n";
  for (const Step& step : steps_) {
    out += "\n## " + step.title + "\n\n";
    for (const auto& note : step.notes) out += "- " + note + "\n";
    write_moves(out, step.moves, smallest);
  }
  std::ofstream stream(file, std::ios::binary);
  stream << out;
  if (!stream.flush()) throw InputError("The report " + file.string() + " could not be written.");
}

}  // namespace setu::recipe
