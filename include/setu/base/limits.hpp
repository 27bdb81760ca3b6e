#pragma once
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace setu {

/// What one input may cost. An input that asks for more is refused with a sentence; the environment variable SETU_LIMIT_NAME=NUMBER
/// sets another limit (docs/limits.md, which is compared with this table).
enum class Limit {
  FileBytes,
  UnpackedBytes,
  UnpackedRatio,
  RowBytes,
  RowCells,
  TableCells,
  TomlBytes,
  TomlDepth,
  AliasDepth,
  ScenarioFiles,
  ScenarioTables,
  ShockedFlows,
  Threads
};

struct LimitInfo {
  Limit limit;
  const char* name;  ///< without SETU_LIMIT_
  std::uint64_t standard;
  const char* what;  ///< is counted
};

inline constexpr std::array kLimits = {
    LimitInfo{Limit::FileBytes, "FILE_BYTES", 2'147'483'648, "bytes of a file that is read"},
    LimitInfo{Limit::UnpackedBytes, "UNPACKED_BYTES", 2'147'483'648, "bytes of a gzip file or a part of a workbook once it is unpacked"},
    LimitInfo{Limit::UnpackedRatio, "UNPACKED_RATIO", 200, "bytes for each packed byte, of what unpacks to more than 64 MiB"},
    LimitInfo{Limit::RowBytes, "ROW_BYTES", 16'777'216, "bytes of one row of a table"},
    LimitInfo{Limit::RowCells, "ROW_CELLS", 100'000, "cells of one row of a table"},
    LimitInfo{Limit::TableCells, "TABLE_CELLS", 400'000'000, "cells of a table, empty ones before a row's last included"},
    LimitInfo{Limit::TomlBytes, "TOML_BYTES", 16'777'216, "bytes of a TOML file"},
    LimitInfo{Limit::TomlDepth, "TOML_DEPTH", 100, "tables and lists inside one another in TOML, a dot in a key being one"},
    LimitInfo{Limit::AliasDepth, "ALIAS_DEPTH", 100, "aliases that stand for one another in a chain"},
    LimitInfo{Limit::ScenarioFiles, "SCENARIO_FILES", 1'000, "scenarios that one scenario includes, each as often as it is included"},
    LimitInfo{Limit::ScenarioTables, "SCENARIO_TABLES", 10'000, "shocks, rules and other listed tables of a scenario with its includes"},
    LimitInfo{Limit::ShockedFlows, "SHOCKED_FLOWS", 5'000'000, "elements that the shocks of a scenario select"},
    LimitInfo{Limit::Threads, "THREADS", 1'024, "threads that OMP_NUM_THREADS asks for"},
};

constexpr const LimitInfo& limit_info(Limit which) { return kLimits[static_cast<std::size_t>(which)]; }

/// A limit as the environment writes it: digits alone, at least 1.
inline std::optional<std::uint64_t> parse_limit(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value == 0) return std::nullopt;
  return value;
}

/// The limit that holds. Throws InputError where the environment's text is not a number.
std::uint64_t limit(Limit which);

/// "; the limit is 100, and SETU_LIMIT_TOML_DEPTH=NUMBER sets another": how a sentence about something too large ends, before its period.
std::string limit_hint(Limit which);

/// Throws InputError for a variable SETU_LIMIT_… that is no limit or has no number.
void check_limits();

}  // namespace setu
