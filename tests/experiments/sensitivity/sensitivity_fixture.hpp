#pragma once
#include <cmath>
#include <map>

#include "broken_inputs.hpp"

namespace setu {

/// Analyses of the invented economy: how far tariffs are cut, and two elasticities.
class Sensitivity : public BrokenInputs {
 protected:
  static constexpr const char* kAxes =
      "[[vary]]\nname='cut'\nkey='shocks.0.cut'\ndistribution={kind='uniform', from=20, to=80}\n"
      "[[vary]]\nname='among'\nparameter='ESBM'\ndistribution={kind='normal', mean=1, sd=0.15}\n"
      "[[vary]]\nname='home'\nparameter='ESBD'\ndistribution={kind='normal', mean=1, sd=0.1}\n"
      "[results]\nkeep=['EV', 'qgdp']\n";

  std::string study(const std::string& tables, const std::string& name = "study.toml") {
    tariff_scenario();
    return write(name, "scenario = 'cut'\ndatabase = '" + database() + "'\n" + tables);
  }
  std::string standard(const std::string& design, const std::string& name = "study.toml", const std::string& more = "") {
    return study(std::string(kAxes) + more + "[design]\n" + design + "\n", name);
  }

  using Row = std::map<std::string, std::string>;
  /// A CSV file of a folder of results, each row by its heading.
  [[nodiscard]] std::vector<Row> table(const std::string& folder, const std::string& file) const {
    std::vector<Row> rows;
    std::vector<std::string> heading;
    std::istringstream lines(read(path(folder) + "/" + file));
    for (std::string line; std::getline(lines, line);) {
      const auto fields = fields_of(line);
      if (heading.empty()) {
        heading = fields;
        continue;
      }
      EXPECT_EQ(fields.size(), heading.size()) << line;
      rows.emplace_back();
      for (std::size_t i = 0; i < heading.size() && i < fields.size(); ++i) rows.back()[heading[i]] = fields[i];
    }
    return rows;
  }
  static std::vector<std::string> fields_of(const std::string& line) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (const char c : line) {
      if (c == '"') quoted = !quoted;
      if (c == ',' && !quoted) fields.emplace_back();
      else if (c != '"') fields.back() += c;
    }
    return fields;
  }
  static double value(const Row& row, const std::string& key) { return row.at(key).empty() ? std::nan("") : std::stod(row.at(key)); }
};

}  // namespace setu
