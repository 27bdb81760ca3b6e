#pragma once
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "setu/base/tables/table_reader.hpp"
#include "table_number.hpp"

namespace setu {

/// Where a table's rows come from.
class TableSource {
 public:
  virtual ~TableSource() = default;
  virtual bool next() = 0;
  [[nodiscard]] virtual const std::vector<std::string_view>& cells() const = 0;
  [[nodiscard]] virtual std::size_t line() const = 0;
  [[nodiscard]] virtual NumberStyle numbers() const { return {}; }
  /// Why a cell of the current row that is not empty cannot be a number whatever its text, or nothing.
  [[nodiscard]] virtual std::string refusal(std::size_t) const { return {}; }
  /// "FILE:12: " or "FILE, sheet 'S', cell D12: ".
  [[nodiscard]] virtual std::string place(std::optional<std::size_t> column) const = 0;
};

std::unique_ptr<TableSource> open_text(std::string name, std::string bytes, const TableOptions& options);
std::unique_ptr<TableSource> open_workbook(const std::string& name, const std::string& bytes, const TableOptions& options);

}  // namespace setu
