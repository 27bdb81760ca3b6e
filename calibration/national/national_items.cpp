#include "national_items.hpp"

#include <array>
#include <cctype>

namespace setu::national {

namespace {

struct Code {
  std::string_view code;
  Item item;
  int rank = 1;
};

constexpr std::array kColumns = {Code{"P3_S14", Item::Households, 2},
                                 Code{"P3_S15", Item::Households, 2},
                                 Code{"P3_S14_S15", Item::Households, 2},
                                 Code{"P31_S14", Item::Households, 2},
                                 Code{"P31_S15", Item::Households, 2},
                                 Code{"HFCE", Item::Households, 2},
                                 Code{"NPISH", Item::Households, 2},
                                 Code{"DPABR", Item::Households, 2},
                                 Code{"CONS_ABR", Item::Households, 2},
                                 Code{"P33", Item::Households, 2},
                                 Code{"P3", Item::Ignored},
                                 Code{"P3_S1", Item::Ignored},
                                 Code{"P3_S13", Item::Government, 2},
                                 Code{"P3_S13S", Item::Government, 2},
                                 Code{"GGFC", Item::Government, 2},
                                 Code{"P51G", Item::Investment, 3},
                                 Code{"P51", Item::Investment, 3},
                                 Code{"GFCF", Item::Investment, 3},
                                 Code{"P52", Item::Investment, 3},
                                 Code{"P53", Item::Investment, 3},
                                 Code{"INVNT", Item::Investment, 3},
                                 Code{"P5M", Item::Investment, 2},
                                 Code{"P52_P53", Item::Investment, 3},
                                 Code{"P5", Item::Ignored},
                                 Code{"P5G", Item::Ignored},
                                 Code{"P6", Item::Exports, 3},
                                 Code{"EXPO", Item::Exports, 3},
                                 Code{"CONS_NONRES", Item::Exports, 3},
                                 Code{"NONRES", Item::Exports, 3},
                                 Code{"P61", Item::Exports, 2},
                                 Code{"P62", Item::Exports, 2},
                                 Code{"P7", Item::Imports, 3},
                                 Code{"IMPO", Item::Imports, 3},
                                 Code{"IMP", Item::Imports, 3},
                                 Code{"TOTAL", Item::Output},
                                 Code{"TU", Item::Output},
                                 Code{"OUTPUT", Item::Output},
                                 Code{"P1", Item::Output},
                                 Code{"TS_BP", Item::Output},
                                 Code{"TFU", Item::Ignored},
                                 Code{"P2", Item::Ignored},
                                 Code{"TI", Item::Ignored}};

constexpr std::array kRows = {Code{"P7", Item::Imports, 2},
                              Code{"IMP", Item::Imports, 2},
                              Code{"IMPORTS", Item::Imports, 2},
                              Code{"TTL_IMP", Item::Imports, 2},
                              Code{"D21X31", Item::ProductTax, 2},
                              Code{"D21_M_D31", Item::ProductTax, 2},
                              Code{"TLS", Item::ProductTax, 2},
                              Code{"TXS_INT_FNL", Item::ProductTax, 2},
                              Code{"TXS_IMP_FNL", Item::ProductTax, 2},
                              Code{"TXS", Item::ProductTax, 2},
                              Code{"D21", Item::ProductTax},
                              Code{"D31", Item::ProductTax},
                              Code{"D29X39", Item::OutputTax, 2},
                              Code{"D29_M_D39", Item::OutputTax, 2},
                              Code{"OTXS", Item::OutputTax, 2},
                              Code{"D29", Item::OutputTax},
                              Code{"D39", Item::OutputTax},
                              Code{"D1", Item::Labour, 2},
                              Code{"LABR", Item::Labour, 2},
                              Code{"D11", Item::Labour},
                              Code{"D12", Item::Labour},
                              Code{"B2A3G", Item::Capital, 3},
                              Code{"B2G_B3G", Item::Capital, 3},
                              Code{"GOPS", Item::Capital, 3},
                              Code{"B2G", Item::Capital, 2},
                              Code{"B3G", Item::Capital, 2},
                              Code{"B2A3N", Item::Capital, 1},
                              Code{"P51C", Item::Capital, 1},
                              Code{"K1", Item::Capital, 1},
                              Code{"B1G", Item::ValueAdded},
                              Code{"B1GQ", Item::Ignored},
                              Code{"VALU", Item::ValueAdded},
                              Code{"VA", Item::ValueAdded},
                              Code{"P1", Item::Output},
                              Code{"OUTPUT", Item::Output},
                              Code{"TOTAL", Item::Output},
                              Code{"TS_BP", Item::Ignored},
                              Code{"P2", Item::Ignored},
                              Code{"TTL_INT_FNL", Item::Ignored},
                              Code{"TU", Item::Ignored}};

std::string capitals(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '.' || c == '-' || c == ' ' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return out;
}

bool has(const std::string& text, std::string_view word) { return text.find(word) != std::string::npos; }

Meaning words(const std::string& text, bool row) {
  if (has(text, "IMPORT") && !has(text, "TAX")) return {Item::Imports, 1};
  if (has(text, "EXPORT")) return {Item::Exports, 1};
  if (has(text, "HOUSEHOLD") || has(text, "PRIVATE_CONSUMPTION") || has(text, "NPISH") || has(text, "NON_PROFIT"))
    return {Item::Households, 1};
  if (has(text, "GOVERNMENT") || has(text, "PUBLIC_CONSUMPTION")) return {Item::Government, 1};
  if (has(text, "FIXED_CAPITAL_FORMATION") || has(text, "INVENTOR") || has(text, "VALUABLES") || has(text, "CHANGES_IN_STOCK") ||
      has(text, "INVESTMENT"))
    return {Item::Investment, 1};
  if (has(text, "GROSS_CAPITAL_FORMATION")) return {Item::Investment, 0};
  if (has(text, "TAX") && has(text, "PRODUCTS")) return {Item::ProductTax, 1};
  if (has(text, "TAX") && has(text, "PRODUCTION")) return {Item::OutputTax, 1};
  if (has(text, "COMPENSATION_OF_EMPLOYEES") || has(text, "WAGES")) return {Item::Labour, 1};
  if (has(text, "OPERATING_SURPLUS") || has(text, "MIXED_INCOME") || has(text, "CONSUMPTION_OF_FIXED_CAPITAL")) return {Item::Capital, 1};
  if (has(text, "TOTAL_INTERMEDIATE") || has(text, "FINAL_USE") || has(text, "FINAL_DEMAND") ||
      has(text, "FINAL_CONSUMPTION_EXPENDITURE") || has(text, "TOTAL_SUPPLY"))
    return {Item::Ignored, 0};
  if (has(text, "VALUE_ADDED") || has(text, "GDP")) return {Item::ValueAdded, 0};
  if (has(text, "OUTPUT") || has(text, "TOTAL_USE")) return {Item::Output, 0};
  if (text.starts_with("TOTAL")) return {row ? Item::Ignored : Item::Output, 0};
  return {};
}

template <class Codes>
Meaning by_code(const Codes& codes, std::string_view label, bool row) {
  const std::string text = capitals(label);
  for (const Code& c : codes)
    if (text == c.code) return {c.item, c.rank};
  if (!row && text.starts_with("P6_")) return {Item::Exports, 1};
  return words(text, row);
}

}  // namespace

Meaning column_meaning(std::string_view label) { return by_code(kColumns, label, false); }
Meaning row_meaning(std::string_view label) { return by_code(kRows, label, true); }

std::string industry_key(std::string_view label) {
  std::string key = capitals(label);
  for (const std::string_view front : {"TTL_", "DOM_", "DOMIMP_", "CPA_"})
    if (key.starts_with(front)) key.erase(0, front.size());
  return key;
}

}  // namespace setu::national
