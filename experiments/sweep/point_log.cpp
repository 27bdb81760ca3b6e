#include "point_log.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "setu/base/files/content_hash.hpp"
#include "setu/base/error.hpp"

namespace setu {

namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

constexpr std::size_t kHashDigits = 32;
constexpr int kFormat = 1;

std::string line_hash(const std::string& chain, std::string_view text) {
  ContentHash hash;
  hash.text(chain);
  hash.text(text);
  return hash.hex().substr(0, kHashDigits);
}

Json header(const LogIdentity& id) {
  return {{"setu_points", kFormat}, {"program", id.program}, {"sweep", id.sweep}, {"scenario", id.scenario}, {"database", id.database},
          {"design", id.design},    {"points", id.points},   {"axes", id.axes},   {"results", id.results}};
}

/// Reads the lines of a log one by one; `end` is where the last complete line ended.
class Lines {
 public:
  Lines(const fs::path& file, std::string text) : file_(file), text_(std::move(text)) {}

  /// The next line's JSON text; false at the end or at a torn last line. Throws InputError for damage before the end.
  bool next(const std::string& chain, std::string_view& json) {
    const std::size_t newline = text_.find('\n', end_);
    if (newline == std::string::npos) return false;
    ++number_;
    const std::string_view line = std::string_view(text_).substr(end_, newline - end_);
    const bool sound = line.size() > kHashDigits + 1 && line[kHashDigits] == ' ' &&
                       line.substr(0, kHashDigits) == line_hash(chain, line.substr(kHashDigits + 1));
    if (!sound && newline + 1 == text_.size()) return false;
    if (!sound)
      throw InputError(
          fmt::format("{}:{}: this line of the log is damaged: its hash does not fit. Move the log away to begin "
                      "again, or delete the line to run its point again.",
                      file_.string(), number_));
    json = line.substr(kHashDigits + 1);
    end_ = newline + 1;
    return true;
  }
  [[nodiscard]] std::size_t end() const { return end_; }
  [[nodiscard]] std::size_t number() const { return number_; }

 private:
  const fs::path& file_;
  std::string text_;
  std::size_t end_ = 0, number_ = 0;
};

void check_header(const Json& found, const Json& expected, const fs::path& file) {
  static const std::pair<const char*, const char*> fields[] = {{"setu_points", "another format of logs"},
                                                               {"program", "another version of setu"},
                                                               {"sweep", "another text of the sweep file"},
                                                               {"scenario", "another text of the scenario"},
                                                               {"database", "another database"},
                                                               {"design", "other points"},
                                                               {"points", "other points"},
                                                               {"axes", "other axes"},
                                                               {"results", "other results"}};
  for (const auto& [key, what] : fields)
    if (!found.contains(key) || found[key] != expected[key])
      throw InputError(
          fmt::format("{} was begun with {}. Its points cannot be mixed with new ones: choose another --out, or "
                      "move the folder away.",
                      file.string(), what));
}

/// Throws Json::exception where it is no record of a point; nothing where it is one of another design.
std::optional<std::pair<std::size_t, PointOutcome>> record_of(const Json& json, std::size_t points) {
  const Json& point = json.at("point");
  if (!point.is_number_unsigned() || point.get<std::uint64_t>() >= points) return {};
  PointOutcome outcome;
  outcome.results = json.at("results").get<std::vector<double>>();
  outcome.failure = json.at("failure").get<std::string>();
  const Json& residual = json.at("residual");  // JSON has no infinity: null
  outcome.residual = residual.is_null() ? std::numeric_limits<double>::infinity() : residual.get<double>();
  const Json& iterations = json.at("iterations");
  if (!iterations.is_number_integer()) return {};
  outcome.iterations = static_cast<int>(std::clamp<std::int64_t>(iterations.get<std::int64_t>(), 0, std::numeric_limits<int>::max()));
  outcome.seconds = json.at("seconds").get<double>();
  return std::pair{point.get<std::size_t>(), std::move(outcome)};
}

std::optional<std::pair<std::size_t, PointOutcome>> parse_record(std::string_view text, std::size_t points) {
  try {
    return record_of(Json::parse(text), points);
  } catch (const Json::exception&) { return {}; }
}

/// All records of `text`; `end` receives where the sound part ends (0: not even a header).
PointRecords parse(const fs::path& file, std::string text, const LogIdentity& identity, std::size_t& end) {
  PointRecords records;
  Lines lines(file, std::move(text));
  std::string_view json;
  end = 0;
  if (!lines.next("", json)) return records;
  const Json expected = header(identity);
  check_header(Json::parse(json, nullptr, false), expected, file);
  const std::string chain = line_hash("", expected.dump());
  while (lines.next(chain, json)) {
    auto record = parse_record(json, identity.points);
    if (!record)
      throw InputError(
          fmt::format("{}:{}: this line of the log is no record of a point, though its hash fits. Move the log away to begin again.",
                      file.string(), lines.number()));
    records.insert_or_assign(record->first, std::move(record->second));
  }
  end = lines.end();
  return records;
}

[[noreturn]] void fail(const fs::path& file, const char* what) {
  throw InputError(fmt::format("{} {}: {}.", file.string(), what, std::strerror(errno)));
}

std::string read_all(int descriptor, const fs::path& file) {
  std::string text;
  char buffer[1 << 16];
  for (;;) {
    const auto n = read(descriptor, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) fail(file, "cannot be read");
    if (n == 0) return text;
    text.append(buffer, static_cast<std::size_t>(n));
  }
}

void write_all(int descriptor, std::string_view text, const fs::path& file) {
  while (!text.empty()) {
    const auto n = write(descriptor, text.data(), text.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) fail(file, "cannot be written");
    text.remove_prefix(static_cast<std::size_t>(n));
  }
}

}  // namespace

PointLog::PointLog(fs::path file, const LogIdentity& identity) : file_(std::move(file)) {
  descriptor_ = open(file_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (descriptor_ < 0) fail(file_, "cannot be opened");
  try {
    // A lock of this process alone: workers do not inherit it, and it goes with the process however that ends.
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    if (fcntl(descriptor_, F_SETLK, &lock) != 0 && (errno == EAGAIN || errno == EACCES))
      throw InputError(fmt::format("{}: another setu is running these points.", file_.string()));
    std::size_t end = 0;
    records_ = parse(file_, read_all(descriptor_, file_), identity, end);
    if (ftruncate(descriptor_, static_cast<off_t>(end)) != 0) fail(file_, "cannot be shortened");
    const std::string head = header(identity).dump();
    chain_ = line_hash("", head);
    if (end == 0) write_all(descriptor_, fmt::format("{} {}\n", chain_, head), file_);
  } catch (...) {
    close(descriptor_);
    throw;
  }
}

PointLog::~PointLog() {
  if (descriptor_ >= 0) close(descriptor_);
}

void PointLog::append(std::size_t point, const PointOutcome& outcome) {
  const Json json = {{"point", point},
                     {"results", outcome.results},
                     {"failure", outcome.failure},
                     {"residual", outcome.residual},
                     {"iterations", outcome.iterations},
                     {"seconds", outcome.seconds}};
  const std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  write_all(descriptor_, fmt::format("{} {}\n", line_hash(chain_, text), text), file_);
}

PointRecords read_point_log(const fs::path& file, const LogIdentity& identity) {
  const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) fail(file, "cannot be opened");
  std::string text;
  try {
    text = read_all(descriptor, file);
  } catch (...) {
    close(descriptor);
    throw;
  }
  close(descriptor);
  std::size_t end = 0;
  return parse(file, std::move(text), identity, end);
}

}  // namespace setu
