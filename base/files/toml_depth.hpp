#pragma once
#include <string>
#include <string_view>

namespace setu {

/// Throws InputError, beginning with `name` and the line, where TOML text nests deeper than TOML_DEPTH. Parsers and the trees that they
/// make recurse, so this must be known before. It looks at brackets and dots alone and may count a number's point as a level.
void check_toml_depth(std::string_view text, const std::string& name);

}  // namespace setu
