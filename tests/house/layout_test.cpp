#include <gtest/gtest.h>

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
