#include <algorithm>
#include <functional>

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

std::vector<Path> candidates(const Path& folder) {
  if (!std::filesystem::is_directory(folder)) throw InputError("There is no folder '" + folder.string() + "'.");
  std::vector<Path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = plain_name(entry.path());
    if (entry.is_regular_file() && (name.ends_with(".har") || name.ends_with(".prm"))) files.push_back(entry.path());
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
                     " can stand for " + name + "; name the files one by one.");
  return fitting.empty() ? Path{} : fitting.front();
}

}  // namespace

GtapFiles find_gtap_files(const Path& folder) {
  const auto files = candidates(folder);
  GtapFiles found;
  found.data = find(files, "basedata.har", folder, [](const auto& f) { return has(f, "VDFB") || has(f, "VDFM"); });
  found.parameters = find(files, "default.prm", folder, [](const auto& f) { return has(f, "ESBD") && has(f, "ESBV"); });
  found.sets = find(files, "sets.har", folder, [](const auto& f) {
    const auto* regions = f.find("REG") ? f.find("REG") : f.find("H1");
    return regions && regions->type == HarType::Text && !has(f, "VDFB") && !has(f, "VDFM");
  });
  if (found.data.empty()) throw InputError(folder.string() + ": there is no basedata.har, nor another .har file with VDFB or VDFM.");
  if (found.parameters.empty())
    throw InputError(folder.string() + ": there is no default.prm, nor another .prm or .har file with ESBD and ESBV.");
  return found;
}

}  // namespace setu
