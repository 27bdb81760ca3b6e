#pragma once
#include <filesystem>
#include <string_view>

namespace setu {

/// Writes `text` into `file`, complete or not at all, in place of what stood there. Makes the folder where it is missing. Throws
/// InputError where that is not possible.
void write_whole(const std::filesystem::path& file, std::string_view text);

}  // namespace setu
