#pragma once
#include <zip.h>

#include <map>
#include <stdexcept>
#include <string>

namespace setu::testing {

using Parts = std::map<std::string, std::string>;

/// A zip archive of these files.
inline std::string zip_bytes(const Parts& parts) {
  zip_source_t* source = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_source_keep(source);
  zip_t* archive = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  for (const auto& [name, text] : parts) {
    const auto index = zip_file_add(archive, name.c_str(), zip_source_buffer(archive, text.data(), text.size(), 0), ZIP_FL_ENC_UTF_8);
    zip_file_set_mtime(archive, static_cast<zip_uint64_t>(index), 946684800, 0);
  }
  if (zip_close(archive) != 0) throw std::runtime_error("zip_close");
  zip_stat_t stat;
  zip_source_stat(source, &stat);
  std::string bytes(stat.size, '\0');
  zip_source_open(source);
  zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  zip_source_free(source);
  return bytes;
}

/// The parts of a workbook whose sheets have these names and rows ("<row>…</row>"). Cell style 1 is a date, 2 a percentage,
/// 3 a date by a format of its own. Shared strings: food, R&D, "Rice, paddy".
inline Parts workbook_parts(const std::map<std::string, std::string>& sheets) {
  const std::string open = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const std::string relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  std::string list, relations;
  Parts parts;
  int i = 0;
  for (const auto& [name, rows] : sheets) {
    const std::string number = std::to_string(++i);
    list += "<sheet name=\"" + name + "\" sheetId=\"" + number + "\" r:id=\"rId" + number + "\"/>";
    relations +=
        "<Relationship Id=\"rId" + number + "\" Type=\"" + relation + "/worksheet\" Target=\"worksheets/sheet" + number + ".xml\"/>";
    parts["xl/worksheets/sheet" + number + ".xml"] =
        open + "<worksheet xmlns=\"" + main + "\"><sheetData>" + rows + "</sheetData></worksheet>";
  }
  parts["xl/workbook.xml"] =
      open + "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + relation + "\"><sheets>" + list + "</sheets></workbook>";
  parts["xl/_rels/workbook.xml.rels"] = open + "<Relationships>" + relations + "</Relationships>";
  parts["xl/sharedStrings.xml"] = open +
                                  "<sst><si><t>food</t></si><si><r><t>R&amp;</t></r><r><t>D</t></r><rPh><t>x</t></rPh></si>"
                                  "<si><t xml:space=\"preserve\"> Rice, paddy </t></si></sst>";
  parts["xl/styles.xml"] = open +
                           "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"[Red]0.0&quot; days&quot;\"/>"
                           "<numFmt numFmtId=\"165\" formatCode=\"yyyy\\-mm\"/></numFmts><cellXfs><xf numFmtId=\"0\"/>"
                           "<xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/></cellXfs></styleSheet>";
  return parts;
}

/// A workbook with one sheet.
inline std::string workbook(const std::string& rows, const std::string& sheet = "Data") {
  return zip_bytes(workbook_parts({{sheet, rows}}));
}

}  // namespace setu::testing
