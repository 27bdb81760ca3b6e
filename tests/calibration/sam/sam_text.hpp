#pragma once
#include <span>
#include <string>

#include "setu/base/error.hpp"
#include "setu/calibration/sam/sam.hpp"
#include "temporary_folder.hpp"

namespace setu::testing {

inline TableReader table_of(const std::string& text, const std::string& name = "sam.csv") {
  return TableReader(name, std::span<const char>(text.data(), text.size()));
}

inline Sam sam_of(const std::string& text, double tolerance = 1e-6) {
  TableReader table = table_of(text);
  return read_sam(table, tolerance);
}

inline std::string refusal(const std::string& text) {
  return message_of<InputError>([&] { sam_of(text); });
}

inline std::filesystem::path sam_data(const std::string& file) { return std::filesystem::path(SETU_SOURCE_DIR) / "tests/data/sam" / file; }

}  // namespace setu::testing
