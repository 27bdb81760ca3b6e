#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace setu {

/// Throws InputError, beginning with `what`, where `unpacked` bytes out of `packed` are more than any honest file holds (limits.hpp).
void check_unpacked(const std::string& what, std::uint64_t packed, std::uint64_t unpacked);

/// The whole file, as it stands. Throws InputError when it is missing, a folder, unreadable, empty or too large.
std::string read_bytes(const std::filesystem::path& path);

/// True for gzip's two magic bytes.
bool is_gzip(std::span<const char> bytes);

/// What a gzip file holds. Throws InputError when it is damaged, truncated or unpacks to too much.
std::string gunzip(const std::string& name, std::span<const char> bytes);

}  // namespace setu
