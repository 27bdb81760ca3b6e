#include <gtest/gtest.h>

#include <regex>

#include "source_files.hpp"

namespace setu::house {
namespace {

const std::vector<std::string> kCode = {"include", "base", "solver", "model", "calibration", "experiments", "bench", "bindings", "tests"};
constexpr std::size_t kColumns = 140, kLines = 300;

/// Columns of a UTF-8 line: every code point counts as one.
std::size_t columns(const std::string& line) {
  return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// Without the types of files' formats, which are generated.
std::vector<SourceFile> scripts() {
  auto files = sources({"experiments", "tests"}, {".ts", ".mjs"});
  std::erase_if(files, [](const auto& file) { return file.path.ends_with(".d.ts"); });
  return files;
}

TEST(Layout, LinesAreNotLong) {
  auto files = sources(kCode);
  EXPECT_GT(files.size(), 500u);
  for (const auto& more : {scripts(), sources({"experiments"}, {".css", ".html"})}) files.insert(files.end(), more.begin(), more.end());
  for (const auto& file : files)
    for (std::size_t i = 0; i < file.lines.size(); ++i) EXPECT_LE(columns(file.lines[i]), kColumns) << file.path << ":" << i + 1;
}

struct Body {
  std::size_t lines;
  std::string where;
};

/// Functions at the top of a namespace and in the bodies of types, as clang-format lays them out: from the line that begins one to the
/// bracket that stands under it.
std::vector<Body> functions(const SourceFile& file) {
  static const std::regex statement(R"(^ *(?:if|for|while|switch|return|else|do|case|const auto|auto)\b)");
  std::vector<Body> all;
  for (const std::string& indent : {std::string(), std::string("  ")}) {
    std::size_t begin = std::string::npos;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const std::string& line = file.lines[i];
      if (line == indent + "}" && begin != std::string::npos) {
        all.push_back({i - begin + 1, file.path + ":" + std::to_string(begin + 1)});
        begin = std::string::npos;
      } else if (line.size() > indent.size() && line.starts_with(indent) &&
                 std::string_view(" }#/").find(line[indent.size()]) == std::string_view::npos) {
        const bool member = indent.empty() || (line.find('(') != std::string::npos && !std::regex_search(line, statement));
        if (member && !line.starts_with("namespace")) begin = i;
      } else if (!line.empty() && !line.starts_with(indent)) {
        begin = std::string::npos;
      }
    }
  }
  return all;
}

TEST(Layout, FunctionsStayShort) {
  std::vector<Body> all;
  for (const auto& file : sources({"include", "base", "solver", "model", "calibration", "experiments", "bindings"}))
    for (auto& body : functions(file)) all.push_back(std::move(body));
  ASSERT_GT(all.size(), 2500u);
  std::sort(all.begin(), all.end(), [](const Body& a, const Body& b) { return a.lines > b.lines; });
  for (const auto& body : all) EXPECT_LE(body.lines, 80u) << body.where;
  EXPECT_LE(all[all.size() / 20].lines, 25u) << "one in twenty is longer than " << all[all.size() / 20].where;
}

TEST(Layout, ScriptsAndStylesStayShort) {
  const auto files = scripts();
  EXPECT_GT(files.size(), 35u);
  for (const auto& file : files) EXPECT_LE(file.lines.size(), kLines) << file.path;
  for (const auto& file : sources({"experiments"}, {".css"})) EXPECT_LE(file.lines.size(), kLines) << file.path;
}

/// Names of regions, goods and axes come from files and may be markup.
TEST(Pages, WriteTextAndNoHtml) {
  const auto files = sources({"experiments/web/src"}, {".ts"});
  EXPECT_GT(files.size(), 20u);
  for (const auto& file : files)
    for (std::size_t i = 0; i < file.lines.size(); ++i)
      for (const char* way :
           {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "createContextualFragment", "<br", "srcdoc"})
        EXPECT_EQ(file.lines[i].find(way), std::string::npos) << file.path << ":" << i + 1 << " " << way;
}

/// What ECharts draws for the pointer must pass through shared/tooltip.ts, which keeps it from being HTML.
TEST(Pages, DrawTheirTooltips) {
  std::size_t charts = 0;
  for (const auto& file : sources({"experiments/web/src"}, {".ts"})) {
    std::string text;
    for (const auto& line : file.lines) text += line + "\n";
    if (text.find("echarts.init") == std::string::npos) continue;
    ++charts;
    EXPECT_NE(text.find("tooltip: drawn("), std::string::npos) << file.path;
  }
  EXPECT_EQ(charts, 2u);
}

/// Titles, names and messages come from files; base/say.cpp shows what a terminal would obey.
TEST(Output, GoesThroughOnePlace) {
  for (const auto& file : sources({"include", "base", "solver", "model", "calibration", "experiments"})) {
    if (file.path == "base/say.cpp") continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i)
      for (const char* way :
           {"fmt::print", "std::cout", "std::cerr", "std::clog", " printf(", "fprintf(", "std::puts", "std::fputs", "std::perror"})
        EXPECT_EQ(file.lines[i].find(way), std::string::npos) << file.path << ":" << i + 1 << " " << way;
  }
}

}  // namespace
}  // namespace setu::house
