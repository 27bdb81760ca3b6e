#pragma once
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
  Rows table(const std::string& file) const { return csv_rows(path(file)); }
  nlohmann::json json(const std::string& file) const { return nlohmann::json::parse(read(path(file))); }
};

}  // namespace setu
