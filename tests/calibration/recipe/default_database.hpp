#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <utility>

#include "calibration/recipe/raw_table.hpp"
#include "setu/calibration/folder/database_io.hpp"

namespace setu::testing {

/// The shipped database, read once.
inline const std::filesystem::path& default_folder() {
  static const std::filesystem::path folder = std::filesystem::path(SETU_SOURCE_DIR) / "data/indo-pacific-2022";
  return folder;
}

inline const Database& default_database() {
  static const Database db = read_database(default_folder());
  return db;
}

/// What it was asked to meet: controls.csv by name and two labels.
inline const std::map<std::string, std::map<std::pair<std::string, std::string>, double>>& default_controls() {
  static const auto all = [] {
    std::map<std::string, std::map<std::pair<std::string, std::string>, double>> result;
    const recipe::RawTable t(default_folder() / "controls.csv", {"name", "i1", "i2", "value"});
    for (std::size_t i = 0; i < t.size(); ++i) result[t.text(i, 0)][{t.text(i, 1), t.text(i, 2)}] = t.number(i, 3);
    return result;
  }();
  return all;
}

inline std::size_t position(const std::vector<std::string>& list, const std::string& name) {
  for (std::size_t i = 0; i < list.size(); ++i)
    if (list[i] == name) return i;
  throw std::runtime_error("no element " + name);
}
inline std::size_t region(const std::string& name) { return position(default_database().sets().reg, name); }
inline std::size_t sector(const std::string& name) { return position(default_database().sets().comm, name); }

/// The goods are the first fifteen sectors, services the rest.
inline constexpr std::size_t goods = 15;

/// Exports at basic prices over the sectors [first, last), US$ million.
inline double exports(std::size_t s, std::size_t d, std::size_t first, std::size_t last) {
  double sum = 0;
  for (std::size_t c = first; c < last; ++c) sum += default_database()["VXSB"](c, s, d);
  return sum;
}

}  // namespace setu::testing
