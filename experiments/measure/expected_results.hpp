#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

/// Another code's results, read from a file of any of the kinds that are known. Private to experiments/.
namespace setu {

struct ExpectedCell {
  std::string name;
  std::vector<std::string> elements;
  double value = 0;
  std::optional<bool> percent;  ///< the file says that it is a percentage change (or not); empty: it does not say
};

struct ExpectedResults {
  std::vector<ExpectedCell> cells;
  std::vector<std::string> empty;  ///< variables whose results the file leaves out
};

/// Reads name,i1,…,value (CSV), a header array file, one header for each variable, or a GEMPACK solution file; which one it is
/// follows from the file itself. Throws InputError with file and place for what is in none of these layouts.
ExpectedResults read_expected(const std::filesystem::path& path);

}  // namespace setu
