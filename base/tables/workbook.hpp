#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace setu {

/// The strings that a workbook's cells refer to by number.
class SharedStrings {
 public:
  SharedStrings() = default;
  SharedStrings(const std::string& where, std::string_view xml);
  [[nodiscard]] std::size_t size() const { return ends_.size(); }
  [[nodiscard]] std::string_view operator[](std::size_t i) const {
    const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
    return std::string_view(text_).substr(begin, ends_[i] - begin);
  }

 private:
  std::string text_;
  std::vector<std::size_t> ends_;
};

/// One sheet of an xlsx workbook and what is needed to read its cells.
struct WorkbookSheet {
  std::string name;  ///< as its tab says
  std::string xml;   ///< the worksheet part
  SharedStrings strings;
  std::vector<bool> date_styles;  ///< by cell style: numbers are shown as dates or times
};

/// A worksheet as its tab says, and whether the tab is hidden.
struct SheetName {
  std::string name;
  bool hidden = false;
};
std::vector<SheetName> sheet_names(const std::string& name, const std::string& bytes);

/// Opens `sheet`, or the only sheet if that is empty. Throws InputError for archives that are no xlsx workbook, damaged or too
/// large, for unknown sheets and, if `sheet` is empty, for several (the known ones are listed).
WorkbookSheet open_sheet(const std::string& name, const std::string& bytes, const std::string& sheet);

}  // namespace setu
