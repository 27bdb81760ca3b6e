#include <limits>

#include "broken_inputs.hpp"
#include "setu/calibration/gtap/har.hpp"

namespace setu {
namespace {

namespace fs = std::filesystem;

/// Broken variants of the three header array files of one database.
class BrokenGtap : public BrokenInputs {
 protected:
  void SetUp() override {
    Program::SetUp();
    ASSERT_EQ(run({"export", database(), "--out", path("whole")}), kOk) << err_;
  }
  /// A copy of the folder in which `edit` changes one file's bytes.
  void bytes(const std::string& what, const std::string& file, const std::function<void(std::string&)>& edit,
             std::vector<std::string> parts) {
    fs::remove_all(path("gtap"));
    fs::copy(path("whole"), path("gtap"), fs::copy_options::recursive);
    const fs::path at = fs::path(path("gtap")) / file;
    std::string text = read(at);
    edit(text);
    std::ofstream(at, std::ios::binary) << text;
    parts.push_back(path("gtap") + "/");
    expect_refused(what, {"import", path("gtap"), "--out", path("x")}, parts);
  }
  /// The same, changing the headers.
  void headers(const std::string& what, const std::string& file, const std::function<void(std::vector<HarHeader>&)>& edit,
               const std::vector<std::string>& parts) {
    bytes(
        what, file,
        [&](std::string& text) {
          auto content = read_har(file, text).headers;
          edit(content);
          text = har_bytes(content);
        },
        parts);
  }
  static HarHeader& header(std::vector<HarHeader>& all, const std::string& name) {
    return *std::find_if(all.begin(), all.end(), [&](const auto& h) { return h.name == name; });
  }
};

TEST_F(BrokenGtap, BytesAreRefusedByHeaderAndByte) {
  bytes("cut off", "basedata.har", [](auto& t) { t.resize(t.size() / 2); }, {"header ", "byte "});
  bytes("cut off by one byte", "default.prm", [](auto& t) { t.pop_back(); }, {"header ", "byte "});
  bytes("empty", "basedata.har", [](auto& t) { t.clear(); }, {"empty"});
  bytes("text", "basedata.har", [](auto& t) { t = "VDFB,1,2,3\n"; }, {"not a header array file"});
  bytes("one length in the wrong byte order", "basedata.har", [](auto& t) { std::reverse(t.begin(), t.begin() + 4); }, {"byte "});
  bytes("2 GB claimed by a record", "basedata.har", [](auto& t) { t.replace(12, 4, std::string("\xF0\xFF\xFF\x7F", 4)); }, {"byte "});
  bytes("2 GB claimed by a dimension", "sets.har",
        [](auto& t) {
          const auto at = t.find("1CFULL");
          t.replace(at + 6 + 70 + 4, 4, std::string("\xF0\xFF\xFF\x7F", 4));
        },
        {"header "});
}

TEST_F(BrokenGtap, HeadersAreRefusedByNameAndElement) {
  headers("no flows", "basedata.har", [](auto& all) { std::erase_if(all, [](const auto& h) { return h.name == "VDFB"; }); }, {"VD"});
  headers("not a number", "basedata.har", [](auto& all) { header(all, "VMSB").reals[1] = std::numeric_limits<double>::quiet_NaN(); },
          {"VMSB", "finite"});
  headers("infinite", "basedata.har", [](auto& all) { header(all, "VFOB").reals[1] = std::numeric_limits<double>::infinity(); },
          {"VFOB", "finite"});
  headers("a negative elasticity", "default.prm", [](auto& all) { header(all, "ESBD").reals[0] = -2; }, {"ESBD"});
  headers("no elasticities", "default.prm", [](auto& all) { std::erase_if(all, [](const auto& h) { return h.name == "ESBD"; }); },
          {"ESBD"});
  headers("a missing sector", "sets.har",
          [](auto& all) {
            auto& text = header(all, "COMM").text;
            text.pop_back();
            header(all, "COMM").dims = {text.size()};
          },
          {"COMM"});
  headers("a sector twice", "sets.har", [](auto& all) { header(all, "COMM").text[1] = header(all, "COMM").text[0]; },
          {"sets.har", "COMM", "'" + invented().sets().by_name("COMM")[0] + "'", "twice"});
  headers("a header twice", "basedata.har", [](auto& all) { header(all, "VFOB").name = "VMSX"; }, {"VFOB"});
  headers("an unknown element", "basedata.har", [](auto& all) { header(all, "VMSB").axes[0].elements[0] = "elsewhere"; },
          {"VMSB", "elsewhere"});
}

/// Broken variants of a database in Setu's own folder.
class BrokenFolder : public BrokenInputs {
 protected:
  void file(const std::string& what, const std::string& name, const std::function<void(std::string&)>& edit,
            std::vector<std::string> parts) {
    fs::remove_all(path("broken"));
    fs::copy(database(), path("broken"), fs::copy_options::recursive);
    const fs::path at = fs::path(path("broken")) / name;
    std::string text = read(at);
    edit(text);
    std::ofstream(at, std::ios::binary) << text;
    parts.push_back(at.string());
    expect_refused(what, {"filter", path("broken"), "--threshold", "0.1", "--out", path("x")}, parts);
  }
  static std::string first_row(const std::string& text, const std::string& header) {
    const auto at = text.find("\n" + header + ",") + 1;
    return text.substr(at, text.find('\n', at) - at);
  }
};

TEST_F(BrokenFolder, RowsAreRefusedByLine) {
  const auto row = [&](const std::string& change) {
    return [change](std::string& text) {
      const std::string old = first_row(text, "VMSB");
      text = replaced(text, old, change == "twice" ? old + "\n" + old : old.substr(0, old.rfind(',')) + change);
    };
  };
  file("twice", "basedata.csv", row("twice"), {"VMSB", "line"});
  file("text", "basedata.csv", row(",much"), {"VMSB", "'much'"});
  file("not a number", "basedata.csv", row(",nan"), {"VMSB", "nan"});
  file("too few indices", "basedata.csv", row(""), {"the row has 5 fields"});
  file("an unknown header", "basedata.csv", [](auto& t) { t = replaced(t, "\nVMSB,", "\nVMSC,"); }, {"'VMSC'", "did you mean"});
  file("an open quote", "basedata.csv", [](auto& t) { t += "\"VMSB,"; }, {"never closed"});
  file("empty", "params.csv", [](auto& t) { t.clear(); }, {"empty"});
  file("no regions", "sets.csv", [](auto& t) { t = replaced(t, "REG,", "REGS,"); }, {"'REGS'"});
}

TEST_F(BrokenFolder, MappingsAreRefusedByElement) {
  std::string map = "old,new\n";
  const std::vector<std::string> regions = invented().sets().by_name("REG");
  for (const auto& r : regions) map += r + ",all\n";
  const auto refused = [&](const std::string& what, const std::string& text, const std::vector<std::string>& parts) {
    expect_refused(what, {"aggregate", database(), "--regions", write("map.csv", text), "--out", path("x")}, parts);
  };
  const std::string first = regions[0];
  refused("a region left out", replaced(map, "\n" + first + ",all", ""), {"map.csv", first});
  refused("a region twice", map + first + ",other\n", {"map.csv:5: ", first});
  refused("an unknown region", map + "nowhere,all\n", {"map.csv", "line 5", "'nowhere'"});
}

}  // namespace
}  // namespace setu
