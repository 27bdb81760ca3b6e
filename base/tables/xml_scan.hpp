#pragma once
#include <string>
#include <string_view>

namespace setu {

/// One step through an XML text.
struct XmlToken {
  enum class Kind { Open, Close, Text, End };
  Kind kind = Kind::End;
  std::string_view name;        ///< Open, Close: without its prefix
  std::string_view attributes;  ///< Open: as they stand
  bool empty = false;           ///< Open: <a/>, which has no Close
  std::string_view text;        ///< Text: as it stands
  bool verbatim = false;        ///< Text: from CDATA, without entities

  [[nodiscard]] bool opens(std::string_view element) const { return kind == Kind::Open && name == element; }
  [[nodiscard]] bool closes(std::string_view element) const { return kind == Kind::Close && name == element; }
};

/// Walks through XML without building a tree: sheets of millions of cells need no more memory than their text. Document
/// types are refused, so nothing expands. Throws InputError, beginning with `where`, for text that is cut off.
class XmlScan {
 public:
  XmlScan(std::string where, std::string_view text);
  XmlToken next();

 private:
  [[noreturn]] void cut_off() const;
  XmlToken tag();
  bool skip(std::string_view begin, std::string_view end);

  std::string where_;
  std::string_view rest_;
};

/// The value of one attribute, entities and all; empty if it is absent.
std::string_view attribute(const XmlToken& token, std::string_view name);

/// Appends the text of a token with its entities resolved; unknown ones stay as they are.
void append_text(const XmlToken& token, std::string& out);

}  // namespace setu
