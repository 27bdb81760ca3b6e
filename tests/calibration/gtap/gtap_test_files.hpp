#pragma once
#include <gtest/gtest.h>

#include <algorithm>

#include "setu/calibration/gtap/gtap.hpp"
#include "setu/calibration/synthetic/synthetic.hpp"

namespace setu::test {

/// `database` with every number rounded to single precision, as a GTAP file would have it.
inline Database in_single_precision(Database database) {
  for (const auto& info : header_catalogue())
    if (database.has(info.name))
      for (double& value : database[info.name].values()) value = static_cast<double>(static_cast<float>(value));
  return database;
}

/// Sets and every header of the catalogue agree; numbers to `relative`. If that is zero, so does which headers are
/// given.
inline void expect_same_database(const Database& a, const Database& b, double relative = 0) {
  for (const char* set : {"REG", "COMM", "ACTS", "ENDW", "MARG", "ENDM", "ENDS", "ENDF", "ENDC", "ENDL"})
    EXPECT_EQ(a.sets().by_name(set), b.sets().by_name(set)) << set;
  EXPECT_TRUE(relative > 0 || database_hash(a) == database_hash(b));
  for (const auto& info : header_catalogue()) {
    const auto x = a[info.name].values(), y = b[info.name].values();
    ASSERT_EQ(x.size(), y.size()) << info.name;
    for (std::size_t i = 0; i < x.size(); ++i)
      ASSERT_LE(std::abs(x[i] - y[i]), relative * std::abs(x[i])) << info.name << " cell " << i << ": " << x[i] << ", " << y[i];
  }
}

/// The three files of a folder, to be changed and read again.
struct OpenFiles {
  explicit OpenFiles(const std::filesystem::path& folder)
      : sets(read_har(folder / "sets.har")), data(read_har(folder / "basedata.har")), parameters(read_har(folder / "default.prm")) {
    sets.name = "sets.har", data.name = "basedata.har", parameters.name = "default.prm";
  }
  [[nodiscard]] Imported read() const { return read_gtap(sets, data, parameters); }
  HarFile sets, data, parameters;
};

inline HarHeader& header_of(HarFile& file, const std::string& name) {
  return *std::find_if(file.headers.begin(), file.headers.end(), [&](const auto& h) { return h.name == name; });
}

}  // namespace setu::test
