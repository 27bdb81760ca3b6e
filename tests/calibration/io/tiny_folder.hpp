#pragma once
#include <functional>
#include <map>
#include <string>

#include "setu/model/database/database.hpp"
#include "temporary_folder.hpp"

namespace setu::testing {

/// A complete but meaningless database folder, 2 regions × 2 sectors × 3 endowments: every required header is given,
/// each cell its own number. Tests change one thing and read.
class TinyFolder {
 public:
  TinyFolder() {
    write_text(sets(),
               "REG,USA,rest of world\nCOMM,food,svces\nACTS,food,svces\nENDW,land,labour,capital\n"
               "MARG,svces\nENDM,labour,capital\nENDS,land\n");
    Sets names;
    names.reg = {"USA", "rest of world"};
    names.comm = names.acts = {"food", "svces"};
    names.endw = {"land", "labour", "capital"};
    names.marg = {"svces"};
    std::string base = "name,i1,i2,i3,i4,value\n", params = base;
    for (const auto& header : header_catalogue())
      if (!header.optional || header.name == "POP") append(header.parameter ? params : base, header, names, 0, header.name);
    write_text(basedata(), base);
    write_text(params_file(), params);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return folder_.path(); }
  [[nodiscard]] std::filesystem::path sets() const { return path() / "sets.csv"; }
  [[nodiscard]] std::filesystem::path basedata() const { return path() / "basedata.csv"; }
  [[nodiscard]] std::filesystem::path params_file() const { return path() / "params.csv"; }

  /// Replaces the first occurrence of `from`, which must be there.
  void edit(const std::filesystem::path& file, const std::string& from, const std::string& to) const {
    std::string text = read_text(file);
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    write_text(file, text.replace(at, from.size(), to));
  }
  void append_line(const std::filesystem::path& file, const std::string& line) const { write_text(file, read_text(file) + line + "\n"); }
  [[nodiscard]] static std::size_t lines_in(const std::filesystem::path& file) {
    const std::string text = read_text(file);
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  }

 private:
  void append(std::string& out, const HeaderInfo& header, const Sets& names, std::size_t depth, const std::string& row) {
    if (depth == header.sets.size()) {
      out += row + std::string(4 - depth, ',') + "," + std::to_string(++counter_) + ".5\n";
      return;
    }
    for (const auto& element : names.by_name(header.sets[depth])) append(out, header, names, depth + 1, row + "," + element);
  }
  TemporaryFolder folder_;
  int counter_ = 0;
};

}  // namespace setu::testing
