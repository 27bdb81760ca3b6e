#pragma once
#include <filesystem>
#include <span>
#include <string>

namespace setu {

/// No file, unpacked or not, may be larger: a claim of more is damage or a trap.
inline constexpr std::size_t kLargestFile = std::size_t{1} << 31U;

/// The whole file, as it stands. Throws InputError when it is missing, a folder, unreadable, empty or too large.
std::string read_bytes(const std::filesystem::path& path);

/// True for gzip's two magic bytes.
bool is_gzip(std::span<const char> bytes);

/// What a gzip file holds. Throws InputError when it is damaged, truncated or unpacks to more than kLargestFile.
std::string gunzip(const std::string& name, std::span<const char> bytes);

}  // namespace setu
