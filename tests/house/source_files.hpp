#pragma once
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

/// Reading the source tree for the tests of the house's rules.
namespace setu::house {

inline std::filesystem::path root() { return SETU_SOURCE_DIR; }

inline std::string read(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

struct SourceFile {
  std::string path;  ///< relative to the root, with '/'
  std::vector<std::string> lines;
};

/// All files with one of the extensions below the given folders of the root.
inline std::vector<SourceFile> sources(const std::vector<std::string>& folders,
                                       const std::vector<std::string>& extensions = {".cpp", ".hpp"}) {
  std::vector<SourceFile> files;
  for (const auto& folder : folders) {
    if (!std::filesystem::is_directory(root() / folder)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root() / folder)) {
      const auto extension = entry.path().extension();
      if (std::find(extensions.begin(), extensions.end(), extension) == extensions.end()) continue;
      SourceFile file{std::filesystem::relative(entry.path(), root()).generic_string(), {}};
      std::istringstream text(read(entry.path()));
      for (std::string line; std::getline(text, line);) file.lines.push_back(line);
      files.push_back(std::move(file));
    }
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return files;
}

/// What the file includes: the text between the quotes or brackets.
inline std::vector<std::string> includes(const SourceFile& file) {
  std::vector<std::string> names;
  for (const auto& line : file.lines) {
    if (!line.starts_with("#include ")) continue;
    const auto open = line.find_first_of("\"<"), close = line.find_last_of("\">");
    if (open != std::string::npos && close > open) names.push_back(line.substr(open + 1, close - open - 1));
  }
  return names;
}

}  // namespace setu::house
