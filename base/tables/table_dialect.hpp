#pragma once
#include <string>
#include <string_view>

#include "setu/base/tables/table_reader.hpp"
#include "table_number.hpp"

namespace setu {

/// How a text table is written.
struct Dialect {
  char separator = ',';
  NumberStyle numbers;
};

/// Finds what `options` leave open by looking at the text. Throws InputError naming both readings when two fit.
Dialect sniff_dialect(const std::string& name, std::string_view text, const TableOptions& options);

}  // namespace setu
