#pragma once
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

/// Private to experiments/.
namespace setu {

/// One CSV file; labels are quoted where they need to be. Throws InputError when the disk is full.
class CsvFile {
 public:
  CsvFile(const std::filesystem::path& path, const std::string& header);
  void add(std::string_view label);
  /// The same for a label that `encoded` made ready before.
  void add_encoded(std::string_view text);
  /// An empty cell where it is no number.
  void add(double value);
  void add_empty() { add(std::string_view{}); }
  void end_row();
  void close();
  /// A label as it stands in the file: quoted where it needs to be.
  static std::string encoded(std::string_view label);

 private:
  void separate();
  std::filesystem::path path_;
  std::ofstream out_;
  std::string text_;  // not written yet
  bool first_ = true;
};

}  // namespace setu
