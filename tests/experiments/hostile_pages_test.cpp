#include <openssl/evp.h>

#include <array>

#include <nlohmann/json.hpp>

#include "experiments/web/page_policy.hpp"
#include "program_fixture.hpp"
#include "setu/base/error.hpp"
#include "setu/experiments/report/report.hpp"
#include "setu/experiments/web/web.hpp"

namespace setu {
namespace {

/// What stands between the first `open` and the next `close` from `from` on.
std::string between(const std::string& text, const std::string& open, const std::string& close, std::size_t from = 0) {
  const auto begin = text.find(open, from);
  if (begin == std::string::npos) return {};
  return text.substr(begin + open.size(), text.find(close, begin + open.size()) - begin - open.size());
}

std::string sha256(const std::string& text) {
  std::array<unsigned char, 32> digest{};
  EVP_Digest(text.data(), text.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
  std::array<unsigned char, 45> base64{};
  EVP_EncodeBlock(base64.data(), digest.data(), 32);
  return "'sha256-" + std::string(base64.begin(), base64.end() - 1) + "'";
}

TEST(PagePolicy, NamesWhatStandsInThePageAndNothingElse) {
  const std::string page =
      "<head><meta charset=\"utf-8\" /><!-- <script>no</script> --><style>p {}</style>"
      "<script type=\"module\">let a = \"<style>x</style>\";</script></head><script id=\"d\" type=\"application/json\">{}</script>";
  const std::string policy = page_policy(page, PageFrom::File);
  EXPECT_HAS(policy, "default-src 'none'; script-src " + sha256("let a = \"<style>x</style>\";") + "; style-src " + sha256("p {}") + ";");
  EXPECT_EQ(policy.find("connect-src"), std::string::npos);
  EXPECT_HAS(page_policy(page, PageFrom::Server), "connect-src 'self'; frame-ancestors 'none'");
  EXPECT_HAS(page_policy("<p>", PageFrom::File), "script-src 'none'; style-src 'none';");
  EXPECT_HAS(with_policy(page),
             "<meta charset=\"utf-8\" />\n    <meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\" />");
  EXPECT_THROW(with_policy("<p>"), LogicError);
}

/// A result whose names are markup, as one page.
class HostilePage : public Program {
 protected:
  std::string page() {
    if (!has_report_page()) return {};
    const std::string title = "</script><script>alert(1)</script><!--<script>";
    const auto file = write("s.toml", "title = \"" + title + "\"\n[[shocks]]\nvariable = 'tms'\ncut = 50\n");
    const std::string folder = path("<img src=x onerror=alert(1)>");
    EXPECT_EQ(run({"run", file, "--database", database(), "--out", folder, "--set", "description=" + title}), kOk) << err_;
    return read(std::filesystem::path(folder) / "report.html");
  }
};

TEST_F(HostilePage, ItsDataCannotCloseItsElement) {
  const std::string html = page();
  if (html.empty()) GTEST_SKIP() << "built without the web pages";
  const std::string data = between(html, "<script id=\"data\" type=\"application/json\">", "</script>");
  EXPECT_EQ(data.find('<'), std::string::npos);
  const auto json = nlohmann::json::parse(data);
  EXPECT_EQ(json["runs"][0]["folder"], "<img src=x onerror=alert(1)>");
  EXPECT_HAS(json["runs"][0]["manifest"]["overrides"].dump(), "</script><script>alert(1)</script><!--<script>");
}

TEST_F(HostilePage, ItsPolicyHoldsTheHashesOfItsScriptAndStyle) {
  const std::string html = page();
  if (html.empty()) GTEST_SKIP() << "built without the web pages";
  const std::string policy = between(html, "<meta http-equiv=\"Content-Security-Policy\" content=\"", "\"");
  EXPECT_HAS(policy, "script-src " + sha256(between(html, "<script type=\"module\" crossorigin>", "</script>")) + ";");
  EXPECT_HAS(policy, "style-src " + sha256(between(html, "<style rel=\"stylesheet\" crossorigin>", "</style>")) + ";");
  EXPECT_EQ(policy.find("unsafe"), std::string::npos);
  EXPECT_EQ(policy.find("http"), std::string::npos);
  EXPECT_LT(html.find("http-equiv"), html.find("<script"));
}

/// The licences' words, as the packages have them, must go with what is made from them.
TEST(Pages, HoldTheLicencesOfWhatTheyAreMadeFrom) {
  if (!has_report_page()) GTEST_SKIP() << "built without the web pages";
  for (const std::string_view page : {workbench_page(), report_page()})
    for (const char* words :
         {"Apache ECharts", "This product includes software developed at", "The Apache Software Foundation (https://www.apache.org/)",
          "Apache License", "BSD 3-Clause License", "Copyright (c) 2017, Baidu Inc.", "zrender", "tslib"})
      EXPECT_NE(page.find(words), std::string_view::npos) << words;
}

}  // namespace
}  // namespace setu
