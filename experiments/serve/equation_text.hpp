#pragma once
#include <string>
#include <string_view>

namespace setu {

/// docs/equations.md as it was when the program was built.
std::string_view equations_document();

/// What the document says about equation `number` ("6.2"): its paragraph in words and its formula, as Markdown, from "**(6.2)**"
/// to the next numbered statement or section; for a row of a table, the table's introduction, headings and that row. Empty where
/// there is none.
std::string equation_text(const std::string& number);

}  // namespace setu
