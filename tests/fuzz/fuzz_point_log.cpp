#include <cstdint>
#include <cstdlib>

#include "experiments/sweep/point_log.hpp"
#include "scratch_folder.hpp"
#include "setu/base/error.hpp"
#include "setu/base/files/content_hash.hpp"

namespace {

std::string line_hash(const std::string& chain, std::string_view text) {
  setu::ContentHash hash;
  hash.text(chain);
  hash.text(text);
  return hash.hex().substr(0, 32);
}

setu::LogIdentity identity() { return {"0", "1", "2", "3", "4", 5, {"cut"}, {"EV(A)", "EV(B)"}}; }

/// What a fresh log holds: its header.
std::string header(const ScratchFolder& folder) {
  const auto file = folder.path() / "fresh.log";
  { const setu::PointLog log(file, identity()); }
  std::string text;
  std::getline(std::ifstream(file), text);
  return text;
}

}  // namespace

/// Lines of a log. No mutation survives a hash, so a line gets the hash that belongs to it, unless it begins with "!"; the header stands
/// before them, unless the first line begins with "?" and takes its place. Every record that is read belongs to the design.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const ScratchFolder folder;
  static const std::string head = header(folder);
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  std::string text = head + "\n", chain = head.substr(0, 32);
  for (bool first = true; !rest.empty(); first = false) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string line(rest.substr(0, end));
    if (first && line.starts_with('?')) text = line_hash("", line.substr(1)) + " " + line.substr(1) + "\n";
    else if (line.starts_with('!')) text += line.substr(1) + "\n";
    else text += line_hash(chain, line) + " " + line + (end < rest.size() ? "\n" : "");
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  const auto file = folder.write("points.log", text);
  try {
    for (const auto& [point, outcome] : setu::read_point_log(file, identity()))
      if (point >= 5) std::abort();
    const setu::PointLog log(file, identity());
  } catch (const setu::InputError&) {}
  return 0;
}
