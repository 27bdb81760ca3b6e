#include <algorithm>
#include <fstream>

#include <fmt/format.h>

#include "setu/base/error.hpp"
#include "table_writers.hpp"

namespace setu {

namespace {

struct Replacement {
  std::string_view from, to;
};
/// What means something to LaTeX, or has no glyph in its usual fonts.
constexpr Replacement kReplacements[] = {{"\\", "\\textbackslash{}"},
                                         {"{", "\\{"},
                                         {"}", "\\}"},
                                         {"$", "\\$"},
                                         {"&", "\\&"},
                                         {"#", "\\#"},
                                         {"%", "\\%"},
                                         {"_", "\\_"},
                                         {"^", "\\textasciicircum{}"},
                                         {"~", "\\textasciitilde{}"},
                                         {"<", "\\textless{}"},
                                         {">", "\\textgreater{}"},
                                         {"|", "\\textbar{}"},
                                         {"\"", "\\textquotedbl{}"},
                                         {"`", "\\textasciigrave{}"},
                                         {"–", "--"},
                                         {"—", "---"},
                                         {"−", "$-$"},
                                         {"→", "$\\rightarrow$"},
                                         {"≤", "$\\leq$"},
                                         {"≥", "$\\geq$"},
                                         {"×", "$\\times$"}};

/// Brackets and stars could belong to the command before them; of "--", "''" and ",," two signs would melt into one.
bool needs_braces(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  if (rest[0] == '[' || rest[0] == ']' || rest[0] == '*') return true;
  if (rest[0] == '-' || rest[0] == '\'' || rest[0] == ',') return at > 0 && text[at - 1] == rest[0];
  return false;
}

std::string cell_text(const TableCell& cell, const TableColumn& column) {
  if (const auto* words = std::get_if<std::string>(&cell)) return latex_escaped(*words);
  const std::string text = printed(cell, column);
  if (!number_in(cell)) return latex_escaped(text);
  return text.starts_with('-') ? "$-$" + text.substr(1) : text;
}

std::string heading(const std::string& text, bool left) {
  return text.empty() ? "" : fmt::format("\\multicolumn{{1}}{{{}}}{{{}}}", left ? 'l' : 'r', latex_escaped(text));
}

std::string joined(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t c = 0; c < cells.size(); ++c) line += (c ? " & " : "") + cells[c];
  return line + " \\\\\n";
}

/// The line of headings above several columns, with rules below them; nothing where no column has one.
std::string span_lines(const DataTable& table) {
  std::string line, rules;
  for (std::size_t c = 0; c < table.columns.size();) {
    const std::string& span = table.columns[c].span;
    std::size_t end = c + 1;
    while (!span.empty() && end < table.columns.size() && table.columns[end].span == span) ++end;
    if (c > 0) line += " & ";
    if (!span.empty()) {
      line += fmt::format("\\multicolumn{{{}}}{{c}}{{{}}}", end - c, latex_escaped(span));
      rules += fmt::format("\\cmidrule(lr){{{}-{}}}", c + 1, end);
    }
    c = end;
  }
  return rules.empty() ? "" : line + " \\\\\n" + rules + "\n";
}

std::string heading_lines(const DataTable& table) {
  std::vector<std::string> titles, units;
  bool any_unit = false;
  for (const auto& column : table.columns) {
    titles.push_back(heading(column.title, column.words));
    units.push_back(column.words ? "" : heading(column.unit, false));
    any_unit = any_unit || !units.back().empty();
  }
  return span_lines(table) + joined(titles) + (any_unit ? joined(units) : "");
}

std::string latex_of(const DataTable& table, const std::string& name) {
  std::string columns;
  for (const auto& column : table.columns) columns += column.words ? 'l' : 'r';
  const char* size = table.columns.size() > 9 ? "\\scriptsize" : table.columns.size() > 6 ? "\\footnotesize" : "\\small";
  std::string text = fmt::format(
      "\\begin{{table}}[htbp]\n\\centering\n{}\n\\setlength{{\\tabcolsep}}{{4pt}}\n\\caption{{{}}}\n\\label{{tab:{}}}\n"
      "\\begin{{tabular}}{{{}}}\n\\toprule\n{}\\midrule\n",
      size, latex_escaped(table.heading()), name, columns, heading_lines(table));
  for (const auto& row : table.rows) {
    if (row.rule) text += "\\midrule\n";
    std::vector<std::string> cells;
    for (std::size_t c = 0; c < row.cells.size(); ++c) cells.push_back(cell_text(row.cells[c], table.columns[c]));
    for (int i = 0; i < row.level; ++i) cells[0].insert(0, "\\quad ");
    text += joined(cells);
  }
  text += "\\bottomrule\n\\end{tabular}\n";
  for (const auto& note : table.notes) text += "\\par\\smallskip " + latex_escaped(note) + "\n";
  return text + "\\end{table}\n";
}

void write_file(const std::string& text, const std::filesystem::path& file) {
  std::ofstream out(file, std::ios::binary);
  out << text;
  out.close();
  if (!out) throw InputError(fmt::format("Could not write '{}': is the disk full?", file.string()));
}

}  // namespace

std::string latex_escaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto found = std::find_if(std::begin(kReplacements), std::end(kReplacements),
                                    [&](const Replacement& r) { return text.substr(at).starts_with(r.from); });
    if (found != std::end(kReplacements)) {
      out += found->to;
      at += found->from.size();
      continue;
    }
    const char c = text[at];
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    out += needs_braces(text, at) ? std::string{'{', c, '}'} : std::string(1, control ? ' ' : c);
    ++at;
  }
  return out;
}

void write_tables_latex(const TableSet& set, const std::filesystem::path& folder) {
  const auto names = file_names(set);
  std::string all =
      "% Needs \\usepackage{booktabs} and \\usepackage[T1]{fontenc}. From another folder: \\newcommand{\\setutables}{FOLDER} first.\n"
      "\\providecommand{\\setutables}{.}\n";
  for (std::size_t t = 0; t < set.tables.size(); ++t) {
    write_file(latex_of(set.tables[t], names[t]), folder / (names[t] + ".tex"));
    all += fmt::format("\\input{{\\setutables/{}}}\n", names[t]);
  }
  write_file(all, folder / "tables.tex");
  write_file(fmt::format("\\documentclass{{article}}\n\\usepackage[T1]{{fontenc}}\n\\usepackage[landscape,margin=2cm]{{geometry}}"
                         "\n\\usepackage{{booktabs}}\n"
                         "\\begin{{document}}\n\\section*{{{}}}\n\\input{{tables}}\n\\end{{document}}\n",
                         latex_escaped(set.title)),
             folder / "preview.tex");
}

}  // namespace setu
