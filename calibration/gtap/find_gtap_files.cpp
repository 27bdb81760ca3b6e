#include <algorithm>
#include <fstream>
#include <functional>

#include "base/files/file_bytes.hpp"
#include "place.hpp"
#include "setu/base/error.hpp"
#include "setu/calibration/gtap/gtap.hpp"

namespace setu {
namespace {

using Path = std::filesystem::path;
using Test = std::function<bool(const HarFile&)>;

/// The file's name in lower case without the ".gz" of compression.
std::string plain_name(const Path& file) {
  std::string name = detail::lower(file.filename().string());
  if (name.ends_with(".gz")) name.resize(name.size() - 3);
  return name;
}

/// Whether the file itself begins like header arrays, whatever it is called: .har, .prm, .upd, .dat, …
bool holds_headers(const Path& file) {
  std::string start(8, '\0');
  std::ifstream in(file, std::ios::binary);
  in.read(start.data(), static_cast<std::streamsize>(start.size()));
  if (!in) return false;
  if (!is_gzip(start)) return looks_like_har(start);
  try {
    return looks_like_har(gunzip(file.string(), read_bytes(file)));
  } catch (const InputError&) {
    return false;  // somebody else's archive
  }
}

std::vector<Path> candidates(const Path& folder) {
  if (!std::filesystem::is_directory(folder)) throw InputError("There is no folder '" + folder.string() + "'.");
  std::vector<Path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = plain_name(entry.path());
    const bool named = name.ends_with(".har") || name.ends_with(".prm");
    if (entry.is_regular_file() && !name.ends_with(".sl4") && (named || holds_headers(entry.path()))) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool has(const HarFile& file, const char* header) { return file.find(header) != nullptr; }

/// The file of this name, else the only one that passes the test, else none.
Path find(const std::vector<Path>& files, const std::string& name, const Path& folder, const Test& test) {
  for (const auto& file : files)
    if (plain_name(file) == name) return file;
  std::vector<Path> fitting;
  for (const auto& file : files)
    if (test(read_har(file))) fitting.push_back(file);
  if (fitting.size() > 1)
    throw InputError(folder.string() + ": both " + fitting[0].filename().string() + " and " + fitting[1].filename().string() +
                     " can stand for " + name + (name == "basedata.har" ? "; name the file itself." : "; keep one of them in the folder."));
  return fitting.empty() ? Path{} : fitting.front();
}

}  // namespace

GtapFiles find_gtap_files(const Path& path) {
  const bool one = std::filesystem::is_regular_file(path);
  Path folder = one ? path.parent_path() : path;
  if (folder.empty()) folder = ".";
  const auto files = candidates(folder);
  GtapFiles found;
  const Test holds_flows = [](const auto& f) { return has(f, "VDFB") || has(f, "VDFM"); };
  const Test holds_elasticities = [](const auto& f) { return has(f, "ESBD") && has(f, "ESBV"); };
  if (one) {
    const HarFile file = read_har(path);
    if (!holds_flows(file))
      throw InputError(path.string() + ": the file holds no flows (VDFB or VDFM); name the file that does, or the folder of all three.");
    found.data = path;
    if (holds_elasticities(file)) found.parameters = path;
  } else {
    found.data = find(files, "basedata.har", folder, holds_flows);
  }
  if (found.parameters.empty()) found.parameters = find(files, "default.prm", folder, holds_elasticities);
  found.sets = find(files, "sets.har", folder, [](const auto& f) {
    const auto* regions = f.find("REG") ? f.find("REG") : f.find("H1");
    return regions && regions->type == HarType::Text && !has(f, "VDFB") && !has(f, "VDFM");
  });
  if (found.data.empty())
    throw InputError(folder.string() + ": there is no basedata.har, nor another header array file with VDFB or VDFM.");
  if (found.parameters.empty())
    throw InputError(folder.string() + ": there is no default.prm, nor another header array file with ESBD and ESBV.");
  return found;
}

}  // namespace setu
