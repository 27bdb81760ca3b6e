#include "containers.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <limits>

#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"
#include "zip_parts.hpp"

namespace setu {

namespace {

struct Container {
  std::size_t at;          ///< where `magic` stands
  std::string_view magic;  ///< bytes
  const char* what;
  const char* cure;
};

constexpr const char* kFromR = "in R, write it with write.csv(table, \"table.csv\")";
constexpr const char* kFromPython = "in Python, write it with pandas: frame.to_csv(\"table.csv\")";
constexpr const char* kFromStata = "in Stata, write it with: export delimited using table.csv";

constexpr std::array kContainers = {
    Container{0, "RDX2\n", "an R data file (RData)", kFromR},
    Container{0, "RDX3\n", "an R data file (RData)", kFromR},
    Container{0, "RDA2\n", "an R data file (RData)", kFromR},
    Container{0, "RDA3\n", "an R data file (RData)", kFromR},
    Container{0, std::string_view("X\n\0\0\0", 5), "an R object (RDS)", kFromR},
    Container{0, "<stata_dta>", "a Stata file (dta)", kFromStata},
    Container{0, "ARROW1", "an Arrow (Feather) file", kFromPython},
    Container{0, "FEA1", "a Feather file", kFromPython},
    Container{0, std::string_view("\x89HDF\r\n", 6), "an HDF5 file (or MATLAB 7.3)",
              "write the table as CSV with the program that made it"},
    Container{0, "MATLAB 5.0", "a MATLAB file", "in MATLAB, write it with writetable or writematrix(table, 'table.csv')"},
    Container{0, "$FL2", "an SPSS file", "in SPSS, save it as CSV"},
    Container{0, "$FL3", "an SPSS file", "in SPSS, save it as CSV"},
    Container{12, "\xC2\xEA\x81\x60\xB3\x14\x11\xCF", "a SAS file", "in SAS, write it with PROC EXPORT DBMS=CSV"},
    Container{0, "SQLite format 3", "an SQLite database", "write its table with: sqlite3 -header -csv FILE \"select * from TABLE\""},
    Container{0, "%PDF-", "a PDF document", "fetch the table itself; figures in a PDF are not read"},
    Container{0, "\x93NUMPY", "a NumPy array", kFromPython},
    Container{0, "CDF\x01", "a NetCDF file", "write the table as CSV with the program that made it"},
    Container{0, "CDF\x02", "a NetCDF file", "write the table as CSV with the program that made it"},
    Container{0, "7z\xBC\xAF\x27\x1C", "a 7z archive", "unpack it"},
    Container{0, "Rar!", "a RAR archive", "unpack it"},
    Container{0,
              std::string_view("\xFD"
                               "7zXZ",
                               5),
              "compressed with xz (R writes its data so)", "unpack it with xz -d, or open it in the program that made it"},
    Container{4, "1AY&SY", "compressed with bzip2", "unpack it with bunzip2"},
    Container{0, "\x28\xB5\x2F\xFD", "compressed with zstd", "unpack it with zstd -d"},
    Container{257, "ustar", "a tar archive", "unpack it with tar -xf"},
    Container{0, "{\\rtf", "a text document (RTF)", "save the table as CSV or xlsx"},
    Container{0, "\x89PNG", "a picture", "fetch the table itself"},
};

std::string lower_start(std::span<const char> bytes) {
  std::string text;
  for (std::size_t i = 0; i < std::min<std::size_t>(bytes.size(), 600); ++i)
    if (!text.empty() || std::isspace(static_cast<unsigned char>(bytes[i])) == 0)
      text += static_cast<char>(std::tolower(static_cast<unsigned char>(bytes[i])));
  return text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text;
}

[[noreturn]] void complain(const std::string& name, const std::string& what, const std::string& cure) {
  throw InputError(name + ": the file is " + what + ", which is not read; " + cure + ".");
}

/// Stata's files of before 2013 begin with their number, the order of bytes and 1.
bool is_old_stata(std::span<const char> b) {
  return b.size() > 60 && (b[0] >= 0x69 && b[0] <= 0x73) && (b[1] == 1 || b[1] == 2) && b[2] == 1 && b[3] == 0;
}

void refuse_markup(const std::string& name, std::span<const char> bytes) {
  const std::string start = lower_start(bytes);
  if (start.starts_with("<!doctype html") || start.starts_with("<html"))
    complain(name, "a web page (HTML), perhaps the page in front of a download or an error in its place", "fetch the table itself");
  if (start.starts_with("<?xml") && start.find("urn:schemas-microsoft-com:office:spreadsheet") != std::string::npos)
    complain(name, "a spreadsheet in Excel's XML of 2003", "save it as xlsx or CSV");
  if (start.starts_with("<?xml") || start.starts_with("<message:") || start.starts_with("<mes:"))
    complain(name, "XML (perhaps SDMX)", "fetch the table as CSV or xlsx");
  const auto second = start.find_first_not_of(" \t\r\n", 1);
  if ((start.starts_with('{') && second != std::string::npos && start[second] == '"') || start.starts_with("[{"))
    complain(name, "JSON", "fetch the table as CSV or xlsx");
}

std::string extension(const std::string& file) {
  std::string end;
  if (const auto at = file.rfind('.'); at != std::string::npos && file.find('/', at) == std::string::npos) end = file.substr(at + 1);
  std::transform(end.begin(), end.end(), end.begin(),
                 [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
  return end;
}

bool may_be_table(const std::string& file) {
  static constexpr std::array<std::string_view, 9> ends = {"csv", "txt", "tsv", "tab", "dat", "xlsx", "xlsm", "gz", "prn"};
  const std::string leaf = file.substr(file.rfind('/') == std::string::npos ? 0 : file.rfind('/') + 1);
  if (file.starts_with("__MACOSX/") || leaf.starts_with('.') || leaf.empty()) return false;
  std::string start = leaf.substr(0, 6);
  std::transform(start.begin(), start.end(), start.begin(),
                 [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
  const bool words = start == "readme" || start.starts_with("read_m") || start.starts_with("licen");
  return !words && std::find(ends.begin(), ends.end(), extension(leaf)) != ends.end();
}

std::string list(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < 20; ++i) text += (i ? ", " : "") + names[i];
  return text + (names.size() > 20 ? ", … (" + std::to_string(names.size()) + " in all)" : "");
}

}  // namespace

void refuse_container(const std::string& name, std::span<const char> bytes) {
  const std::string_view view(bytes.data(), bytes.size());
  if (view.substr(0, 40).find("GAMSGDX") != std::string_view::npos)
    complain(name, "a GDX file of GAMS", "write its table with: gdxdump FILE.gdx symb=SAM format=csv cdim=y > sam.csv");
  for (const auto& c : kContainers)
    if (view.size() >= c.at + c.magic.size() && view.substr(c.at, c.magic.size()) == c.magic) complain(name, c.what, c.cure);
  if (view.starts_with("PAR1") && (view.size() == 4 || std::string_view(",;\t\r").find(view[4]) == std::string_view::npos))
    complain(name, "a Parquet file", kFromPython);
  if (is_old_stata(bytes)) complain(name, "a Stata file (dta)", kFromStata);
  refuse_markup(name, bytes);
}

void refuse_zip_container(const std::string& name, const ZipParts& zip) {
  if (zip.has("xl/workbook.bin"))
    throw InputError(name + ": the workbook is in the binary format xlsb; save it as xlsx or the sheet as CSV.");
  if (zip.has("mimetype")) {
    const std::string type = zip.read("mimetype", 1000);
    if (type.find("opendocument.spreadsheet") != std::string::npos)
      complain(name, "an OpenDocument spreadsheet (ods)", "save it as xlsx or the sheet as CSV (soffice --convert-to xlsx FILE)");
    if (type.find("opendocument") != std::string::npos) complain(name, "an OpenDocument document", "save its table as CSV or xlsx");
  }
  if (zip.has("word/document.xml")) complain(name, "a Word document", "save its table as CSV or xlsx");
  if (zip.has("Index/Document.iwa") || zip.has("Index.zip")) complain(name, "a document of Apple's Numbers", "export it as CSV or xlsx");
  for (const auto& part : zip.names())
    if (part.ends_with(".npy")) complain(name, "a set of NumPy arrays (npz)", kFromPython);
}

std::vector<std::string> table_members(const ZipParts& zip) {
  const std::vector<std::string> all = zip.names();
  std::vector<std::string> tables;
  std::copy_if(all.begin(), all.end(), std::back_inserter(tables), may_be_table);
  return tables;
}

ArchiveMember only_member(const std::string& name, const ZipParts& zip, const std::string& wanted) {
  const std::vector<std::string> all = zip.names(), tables = table_members(zip);
  std::string file = wanted, rest;
  const auto known = [&](const std::string& part) { return std::find(all.begin(), all.end(), part) != all.end(); };
  if (const auto mark = wanted.rfind('!'); mark != std::string::npos && !known(wanted))
    file = wanted.substr(0, mark), rest = wanted.substr(mark + 1);
  if (!file.empty() && !known(file) && tables.size() == 1) rest = file, file = tables[0];  // a sheet of the only file
  if (!file.empty() && !known(file)) throw InputError(name + ": " + unknown_name("file in the archive", file, tables) + ".");
  if (file.empty() && tables.size() == 1) file = tables[0];
  if (file.empty() && tables.empty())
    throw InputError(name + ": the file is a zip archive, but not an xlsx workbook, and holds no table (it holds " + list(all) + ").");
  if (file.empty())
    throw InputError(name + ": the archive holds several tables (" + list(tables) + "); say which with --sheet FILE, or unpack it.");
  return {file, zip.read(file, std::numeric_limits<std::size_t>::max()), rest};
}

}  // namespace setu
