#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "setu/calibration/sam/sam.hpp"

/// Roles by their names. Private to calibration/sam.
namespace setu::sam {

struct RoleName {
  AccountRole role;
  const char* name;
  FactorKind factor = FactorKind::Other;
};

/// The names that files use, without their other spellings.
std::vector<std::string> role_names();
/// "labour", "Direct tax", "import_duty", … or nothing.
std::optional<RoleName> role_of(std::string_view name);
/// Small letters, blanks and hyphens as underscores.
std::string lower_ascii(std::string_view text);

}  // namespace setu::sam
