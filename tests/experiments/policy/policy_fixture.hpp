#pragma once
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "../program_fixture.hpp"

/// Policy commands on an invented database.
namespace setu {

class PolicyCommand : public Program {
 protected:
  const Sets sets_ = invented().sets();
  const std::string home_ = sets_.reg[0], partner_ = sets_.reg[1];

  /// Instruments: the tariffs between two regions, each from 0 to 0.6.
  std::string instruments(const std::string& more = "") const {
    return fmt::format("[[instrument]]\n{2}variable = 'tms(all,{0},{1})'\nrate = [0, 0.6]\n", partner_, home_, more);
  }
  std::string answer(const std::string& text) { return write("policy.toml", text); }
  int ask(const std::string& command, const std::string& text) {
    return run({command, answer(text), "--database", database(), "--out", path("out")});
  }
  std::vector<std::vector<std::string>> table(const std::string& file) const {
    std::vector<std::vector<std::string>> rows;
    std::istringstream in(read(path(file)));
    for (std::string line; std::getline(in, line);) {
      auto& row = rows.emplace_back();
      bool quoted = false;
      row.emplace_back();
      for (const char c : line) {
        if (c == '"') quoted = !quoted;
        else if (c == ',' && !quoted) row.emplace_back();
        else row.back() += c;
      }
    }
    return rows;
  }
  nlohmann::json json(const std::string& file) const { return nlohmann::json::parse(read(path(file))); }
};

}  // namespace setu
