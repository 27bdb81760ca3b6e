#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "setu/model/database/database.hpp"

namespace setu::recipe {

/// Some columns of a comma-separated file with a header line, in memory.
class RawTable {
 public:
  /// Reads `columns` (in this order) of the file. Throws InputError for a missing file or column.
  RawTable(const std::filesystem::path& file, const std::vector<std::string>& columns);

  [[nodiscard]] std::size_t size() const { return lines_.size(); }
  [[nodiscard]] const std::string& text(std::size_t row, std::size_t column) const { return cells_[row * columns_.size() + column]; }
  /// The cell as a number. Throws InputError "FILE:LINE: …".
  [[nodiscard]] double number(std::size_t row, std::size_t column) const;
  /// The cell as a number, nothing if it is empty or "NA".
  [[nodiscard]] std::optional<double> maybe(std::size_t row, std::size_t column) const;
  [[noreturn]] void fail(std::size_t row, const std::string& message) const;

 private:
  std::filesystem::path file_;
  std::vector<std::string> columns_, cells_;
  std::vector<std::size_t> lines_;
};

/// An ordered list of labels with fast look-up.
class Labels {
 public:
  Labels() = default;
  explicit Labels(std::vector<std::string> names);
  void add(const std::string& name);
  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
  [[nodiscard]] const std::string& operator[](std::size_t i) const { return names_[i]; }
  [[nodiscard]] std::size_t size() const { return names_.size(); }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

 private:
  std::vector<std::string> names_;
  std::map<std::string, std::size_t, std::less<>> index_;
};

/// A dense work array of zeros.
inline Array grid(std::size_t n, std::size_t m = 1, std::size_t k = 1, std::size_t l = 1) { return Array({}, {n, m, k, l}); }

}  // namespace setu::recipe
