#pragma once
#include "setu/calibration/formats/formats.hpp"

/// Import formats that are single tables. Private to this folder.
namespace setu {

/// What the formats say of one table, a line each; empty where it fits.
struct TableVerdict {
  std::string intercountry, national, sam;

  [[nodiscard]] const std::string& of(const std::string& format) const {
    return format == "icio" ? intercountry : format == "io" ? national : sam;
  }
};

/// Looks at the table, by the options given. Throws InputError for what is no table at all.
TableVerdict judge_table(const std::filesystem::path& path, const ImportOptions& options);

Imported read_sam_file(const std::filesystem::path& path, const ImportOptions& options);
Imported read_national_file(const std::filesystem::path& path, const ImportOptions& options);

}  // namespace setu
