#include "zip_parts.hpp"

#include <zip.h>

#include <algorithm>
#include <array>

#include "base/files/file_bytes.hpp"
#include "setu/base/error.hpp"

namespace setu {

namespace {

constexpr std::size_t kChunk = std::size_t{1} << 18U;
constexpr std::size_t kBestRatio = 1032;  ///< no deflate stream unpacks to more, in bytes per byte (zlib's technical notes)

}  // namespace

ZipParts::ZipParts(std::string name, const std::string& bytes) : name_(std::move(name)), packed_(bytes.size()) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source != nullptr) archive_ = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (archive_ == nullptr && source != nullptr) zip_source_free(source);
  zip_error_fini(&error);
  if (archive_ == nullptr)
    throw InputError(name_ + ": the file begins like a workbook (a zip archive), but it is damaged or cut off; fetch it again.");
}

ZipParts::~ZipParts() { zip_discard(archive_); }

bool ZipParts::has(const std::string& part) const { return zip_name_locate(archive_, part.c_str(), 0) >= 0; }

std::vector<std::string> ZipParts::names() const {
  std::vector<std::string> all;
  for (zip_int64_t i = 0; i < zip_get_num_entries(archive_, 0); ++i)
    if (const char* part = zip_get_name(archive_, static_cast<zip_uint64_t>(i), 0);
        part != nullptr && !std::string_view(part).ends_with('/'))
      all.emplace_back(part);
  return all;
}

std::string ZipParts::read(const std::string& part, std::size_t most) const {
  const auto damaged = [&] {
    return InputError(name_ + ": the part '" + part + "' of the workbook is damaged or cut off; fetch the file again.");
  };
  const auto large = [&] {
    return InputError(name_ + ": the part '" + part + "' of the workbook unpacks to more than " + std::to_string(most >> 20U) +
                      " MiB, more than any table here.");
  };
  const zip_int64_t index = zip_name_locate(archive_, part.c_str(), 0);
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (index < 0 || zip_stat_index(archive_, static_cast<zip_uint64_t>(index), 0, &stat) != 0)
    throw InputError(name_ + ": the workbook has no part '" + part + "'.");
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE)
    throw InputError(name_ + ": the workbook is encrypted; save it without a password.");
  const std::size_t claimed = (stat.valid & ZIP_STAT_SIZE) != 0 ? stat.size : 0;
  const std::string what = name_ + ": the part '" + part + "' of the workbook";
  if (claimed > most) throw large();
  if (claimed / kBestRatio > packed_) throw damaged();
  check_unpacked(what, packed_, claimed);
  const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(zip_fopen_index(archive_, static_cast<zip_uint64_t>(index), 0),
                                                                &zip_fclose);
  if (!file) throw damaged();
  std::string out;
  out.reserve(claimed);
  for (;;) {
    const std::size_t used = out.size();
    out.resize(used + std::min(kChunk, std::max<std::size_t>(claimed > used ? claimed - used : 0, 4096)));
    const zip_int64_t got = zip_fread(file.get(), out.data() + used, out.size() - used);
    if (got < 0) throw damaged();
    out.resize(used + static_cast<std::size_t>(got));
    if (got == 0) return out;
    if (out.size() > most) throw large();
    check_unpacked(what, packed_, out.size());
  }
}

}  // namespace setu
