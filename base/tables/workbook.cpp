#include "workbook.hpp"

#include <algorithm>
#include <limits>
#include <pugixml.hpp>

#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"
#include "xml_scan.hpp"
#include "zip_parts.hpp"

namespace setu {

namespace {

constexpr std::size_t kSmallPart = std::size_t{16} << 20U;                 ///< bytes: lists of sheets and styles
constexpr std::size_t kAnyPart = std::numeric_limits<std::size_t>::max();  ///< strings and cells: what may be unpacked at all

pugi::xml_document parse(const ZipParts& zip, const std::string& name, const std::string& part) {
  const std::string xml = zip.read(part, kSmallPart);
  pugi::xml_document document;
  if (const auto result = document.load_buffer(xml.data(), xml.size()); !result)
    throw InputError(name + ": the part '" + part + "' of the workbook is not XML (" + result.description() + ").");
  return document;
}

/// The first child with this name, whatever its prefix.
pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  for (const auto& c : node.children()) {
    const std::string_view full = c.name();
    if (full == name || (full.size() > name.size() && full.ends_with(name) && full[full.size() - name.size() - 1] == ':')) return c;
  }
  return {};
}

struct Sheet {
  std::string name, part;
  bool hidden = false;
};

/// Where a relation of xl/workbook.xml points.
std::string part_path(std::string target) {
  if (target.starts_with('/')) return target.substr(1);
  return "xl/" + target;
}

/// The worksheets in the order of their tabs; charts are left out.
std::vector<Sheet> list_sheets(const ZipParts& zip, const std::string& name) {
  const auto workbook = parse(zip, name, "xl/workbook.xml");
  const auto relations = parse(zip, name, "xl/_rels/workbook.xml.rels");
  std::vector<Sheet> sheets;
  for (const auto& sheet : child(child(workbook, "workbook"), "sheets").children()) {
    std::string_view id;
    for (const auto& a : sheet.attributes())
      if (std::string_view(a.name()).ends_with(":id")) id = a.value();
    for (const auto& relation : child(relations, "Relationships").children())
      if (!id.empty() && id == relation.attribute("Id").value() &&
          std::string_view(relation.attribute("Type").value()).ends_with("/worksheet"))
        sheets.push_back({sheet.attribute("name").value(), part_path(relation.attribute("Target").value()),
                          std::string_view(sheet.attribute("state").as_string("visible")) != "visible"});
  }
  if (sheets.empty()) throw InputError(name + ": the workbook has no worksheet.");
  return sheets;
}

Sheet choose(const std::string& name, const std::vector<Sheet>& sheets, const std::string& wanted) {
  std::vector<std::string> names;
  std::string list;
  const bool one = std::count_if(sheets.begin(), sheets.end(), [](const Sheet& s) { return !s.hidden; }) == 1;
  for (const auto& s : sheets) {
    if (s.name == wanted || (wanted.empty() && (sheets.size() == 1 || (one && !s.hidden)))) return s;
    names.push_back(s.name);
    list += (list.empty() ? "" : ", ") + s.name;
  }
  if (wanted.empty()) throw InputError(name + ": the workbook has several sheets (" + list + "); say which with --sheet.");
  throw InputError(name + ": " + unknown_name("sheet", wanted, names) + ".");
}

/// True for number formats with years, days, hours or seconds outside quotes and brackets ("[Red]", "[h]:mm" by its m).
bool shows_date(std::string_view format) {
  for (std::size_t i = 0; i < format.size(); ++i) {
    const char c = format[i];
    if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '"' || c == '[') {
      i = std::min(format.find(c == '"' ? '"' : ']', i + 1), format.size());
    } else if (std::string_view("ymdhsYMDHS").find(c) != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

/// The formats 14 to 22, 27 to 36, 45 to 47 and 50 to 58 show dates and times (ECMA-376, part 1, 18.8.30).
bool built_in_date(int id) { return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58); }

std::vector<bool> date_styles(const ZipParts& zip, const std::string& name) {
  std::vector<bool> styles;
  if (!zip.has("xl/styles.xml")) return styles;
  const auto document = parse(zip, name, "xl/styles.xml");
  const auto sheet = child(document, "styleSheet");
  std::vector<int> own;
  for (const auto& f : child(sheet, "numFmts").children())
    if (shows_date(f.attribute("formatCode").value())) own.push_back(f.attribute("numFmtId").as_int());
  std::sort(own.begin(), own.end());
  for (const auto& xf : child(sheet, "cellXfs").children()) {
    const int id = xf.attribute("numFmtId").as_int();
    styles.push_back(built_in_date(id) || std::binary_search(own.begin(), own.end(), id));
  }
  return styles;
}

}  // namespace

SharedStrings::SharedStrings(const std::string& where, std::string_view xml) {
  XmlScan scan(where, xml);
  bool text = false, phonetic = false, whole = false;
  for (XmlToken token = scan.next(); token.kind != XmlToken::Kind::End; token = scan.next()) {
    if (token.opens("rPh")) phonetic = !token.empty;
    if (token.closes("rPh")) phonetic = false;
    if (token.opens("t")) text = !token.empty && !phonetic;
    if (token.closes("t")) text = false;
    if (token.closes("si") || (token.opens("si") && token.empty)) ends_.push_back(text_.size());
    if (token.closes("sst") || (token.opens("sst") && token.empty)) whole = true;
    if (token.kind == XmlToken::Kind::Text && text) append_text(token, text_);
  }
  if (!whole) throw InputError(where + ": the XML is cut off.");
}

std::vector<SheetName> sheet_names(const std::string& name, const std::string& bytes) {
  std::vector<SheetName> names;
  for (const auto& sheet : list_sheets(ZipParts(name, bytes), name)) names.push_back({sheet.name, sheet.hidden});
  return names;
}

WorkbookSheet open_sheet(const std::string& name, const std::string& bytes, const std::string& sheet) {
  const ZipParts zip(name, bytes);
  if (zip.has("xl/workbook.bin"))
    throw InputError(name + ": the workbook is in the binary format xlsb; save it as xlsx or the sheet as CSV.");
  if (!zip.has("xl/workbook.xml"))
    throw InputError(name + ": the file is a zip archive, but not an xlsx workbook (it has no xl/workbook.xml).");
  const Sheet chosen = choose(name, list_sheets(zip, name), sheet);
  WorkbookSheet out;
  out.name = chosen.name;
  if (zip.has("xl/sharedStrings.xml"))
    out.strings = SharedStrings(name + ", part 'xl/sharedStrings.xml'", zip.read("xl/sharedStrings.xml", kAnyPart));
  out.date_styles = date_styles(zip, name);
  out.xml = zip.read(chosen.part, kAnyPart);
  return out;
}

}  // namespace setu
