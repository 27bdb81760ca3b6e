#include "draft_words.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>

#include "account_roles.hpp"
#include "calibration/sheets/label_words.hpp"

namespace setu::sam {

namespace {

constexpr std::array kLabels = {Word{"cap", "capital"},
                                Word{"capital", "capital"},
                                Word{"kap", "capital"},
                                Word{"fcap", "capital"},
                                Word{"f-cap", "capital"},
                                Word{"k", "capital"},
                                Word{"gos", "capital"},
                                Word{"ebe", "capital"},
                                Word{"mix", "capital"},
                                Word{"rent", "capital"},
                                Word{"va", "factor"},
                                Word{"fac", "factor"},
                                Word{"factor", "factor"},
                                Word{"factors", "factor"},
                                Word{"fact", "factor"},
                                Word{"lab", "labour"},
                                Word{"labour", "labour"},
                                Word{"labor", "labour"},
                                Word{"flab", "labour"},
                                Word{"l", "labour"},
                                Word{"skl", "labour"},
                                Word{"usk", "labour"},
                                Word{"unskl", "labour"},
                                Word{"coe", "labour"},
                                Word{"wages", "labour"},
                                Word{"land", "land"},
                                Word{"lnd", "land"},
                                Word{"flnd", "land"},
                                Word{"fland", "land"},
                                Word{"ntr", "resource"},
                                Word{"natres", "resource"},
                                Word{"hoh", "household"},
                                Word{"hh", "household"},
                                Word{"hhd", "household"},
                                Word{"hou", "household"},
                                Word{"hog", "household"},
                                Word{"hogar", "household"},
                                Word{"men", "household"},
                                Word{"fam", "household"},
                                Word{"ent", "enterprise"},
                                Word{"firm", "enterprise"},
                                Word{"firms", "enterprise"},
                                Word{"corp", "enterprise"},
                                Word{"emp", "enterprise"},
                                Word{"gov", "government"},
                                Word{"govt", "government"},
                                Word{"gob", "government"},
                                Word{"gvt", "government"},
                                Word{"adm", "government"},
                                Word{"etat", "government"},
                                Word{"idt", "output_tax"},
                                Word{"atax", "output_tax"},
                                Word{"acttax", "output_tax"},
                                Word{"itx", "output_tax"},
                                Word{"act", "output_tax"},
                                Word{"ptax", "output_tax"},
                                Word{"ytax", "income_tax"},
                                Word{"dtax", "income_tax"},
                                Word{"dirtax", "income_tax"},
                                Word{"dtx", "income_tax"},
                                Word{"instax", "income_tax"},
                                Word{"td", "income_tax"},
                                Word{"inctax", "income_tax"},
                                Word{"trf", "tariff"},
                                Word{"mtax", "tariff"},
                                Word{"imptax", "tariff"},
                                Word{"tar", "tariff"},
                                Word{"tm", "tariff"},
                                Word{"tariff", "tariff"},
                                Word{"tariffs", "tariff"},
                                Word{"ttic", "sales_tax"},
                                Word{"ti", "sales_tax"},
                                Word{"stax", "sales_tax"},
                                Word{"vat", "sales_tax"},
                                Word{"vatax", "sales_tax"},
                                Word{"iva", "sales_tax"},
                                Word{"tva", "sales_tax"},
                                Word{"gst", "sales_tax"},
                                Word{"saltax", "sales_tax"},
                                Word{"ssub", "sales_tax"},
                                Word{"etax", "export_tax"},
                                Word{"exptax", "export_tax"},
                                Word{"tx", "export_tax"},
                                Word{"ftax", "factor_tax"},
                                Word{"factax", "factor_tax"},
                                Word{"inv", "saving"},
                                Word{"s-i", "saving"},
                                Word{"sav", "saving"},
                                Word{"saving", "saving"},
                                Word{"savings", "saving"},
                                Word{"i-s", "saving"},
                                Word{"investment", "saving"},
                                Word{"ahorro", "saving"},
                                Word{"acc", "saving"},
                                Word{"capital account", "saving"},
                                Word{"gfcf", "saving"},
                                Word{"stocks", "stocks"},
                                Word{"dstk", "stocks"},
                                Word{"stk", "stocks"},
                                Word{"vstk", "stocks"},
                                Word{"invnt", "stocks"},
                                Word{"trc", "margin"},
                                Word{"trcd", "margin"},
                                Word{"trcm", "import_margin"},
                                Word{"trce", "export_margin"},
                                Word{"marg", "margin"},
                                Word{"ext", "world"},
                                Word{"row", "world"},
                                Word{"wld", "world"},
                                Word{"rdm", "world"},
                                Word{"ag-row", "world"},
                                Word{"rest of world", "world"},
                                Word{"rest of the world", "world"},
                                Word{"resto del mundo", "world"},
                                Word{"household", "household"},
                                Word{"households", "household"},
                                Word{"enterprises", "enterprise"},
                                Word{"government", "government"}};

/// Beginnings that a separator or figure follows: "hhd-rural", "HH1".
constexpr std::array kBeginnings = {
    Word{"hhd", "household"},     Word{"hh", "household"},    Word{"hoh", "household"},  Word{"hog", "household"},
    Word{"hou", "household"},     Word{"flab", "labour"},     Word{"f-lab", "labour"},   Word{"lab", "labour"},
    Word{"fcap", "capital"},      Word{"f-cap", "capital"},   Word{"cap", "capital"},    Word{"flnd", "land"},
    Word{"fland", "land"},        Word{"f-lnd", "land"},      Word{"lnd", "land"},       Word{"ent", "enterprise"},
    Word{"gov", "government"},    Word{"row", "world"},       Word{"ag-row", "world"},   Word{"ag-h", "household"},
    Word{"ag-gvt", "government"}, Word{"ag-f", "enterprise"}, Word{"oth-inv", "saving"}, Word{"oth-vstk", "stocks"},
    Word{"ag-td", "income_tax"},  Word{"ag-ti", "sales_tax"}, Word{"ag-tm", "tariff"},   Word{"ag-tx", "export_tax"},
    Word{"l-", "labour"},         Word{"k-", "capital"},      Word{"stk", "stocks"},     Word{"dstk", "stocks"},
    Word{"s-i", "saving"},        Word{"inv", "saving"}};

constexpr std::array kTwins = {
    Twin{"act-", "com-", true}, Twin{"act_", "com_", true},  Twin{"act", "com", true},    Twin{"a-", "c-", true}, Twin{"a_", "c_", true},
    Twin{"j-", "i-", true},     Twin{"j_", "i_", true},      Twin{"a", "c", true},        Twin{"p-", "c-", true}, Twin{"-a", "-c", false},
    Twin{"_a", "_c", false},    Twin{"_act", "_com", false}, Twin{"-act", "-com", false}, Twin{"j.", "i.", true}, Twin{"a.", "c.", true},
    Twin{"ind-", "com-", true}, Twin{"ind_", "com_", true}};

std::string small(std::string_view text) { return sheets::joined(text, true); }

/// The same with one kind of hyphen: AG.GVT and ag_gvt are ag-gvt.
std::string hyphened(std::string_view text) {
  std::string out = small(text);
  for (char& c : out)
    if (c == '.' || c == '_' || c == ' ' || c == ':') c = '-';
  return out;
}

bool is_letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || (static_cast<unsigned char>(c) & 0x80U) != 0; }

bool has_word(const std::string& text, std::string_view word) {
  const bool beginning = word.ends_with('*');
  if (beginning) word.remove_suffix(1);
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_letter(text[at - 1])) && (beginning || end == text.size() || !is_letter(text[end]))) return true;
  }
  return false;
}

}  // namespace

std::optional<Guess> usual_label(std::string_view label) {
  const std::string name = small(label), plain = hyphened(label);
  for (const auto& word : kLabels)
    if (plain == word.text) return Guess{word.role, "a usual name for it"};
  for (const auto& word : kLabels)
    if (name == word.text) return Guess{word.role, "a usual name for it"};
  return std::nullopt;
}

std::optional<Guess> usual_beginning(std::string_view label) {
  const std::string name = hyphened(label);
  for (const auto& word : kBeginnings) {
    const std::string_view start = word.text;
    if (name.size() < start.size() || !name.starts_with(start)) continue;
    const char next = name.size() == start.size() ? '-' : name[start.size()];
    if (start.ends_with('-') || std::isalpha(static_cast<unsigned char>(next)) == 0)
      return Guess{word.role, fmt::format("names that begin with '{}' usually are", label.substr(0, start.size()))};
  }
  return std::nullopt;
}

std::optional<Guess> usual_tail(std::string_view label) {
  const std::string name = hyphened(label);
  const std::size_t cut = name.find('-');
  if (cut == std::string::npos || name.size() - cut < 3) return std::nullopt;
  for (const auto& word : kLabels)
    if (name.substr(cut + 1) == word.text) return Guess{word.role, fmt::format("'{}' is a usual name for it", label.substr(cut + 1))};
  return std::nullopt;
}

std::optional<Guess> usual_words(std::string_view text) {
  const std::string name = small(text);
  for (const auto& word : role_words())
    if (has_word(name, word.text)) {
      std::string_view shown = word.text;
      if (shown.ends_with('*')) shown.remove_suffix(1);
      return Guess{word.role, fmt::format("'{}' in its name or beside it", shown)};
    }
  return std::nullopt;
}

const Twin* twins(std::size_t& count) {
  count = kTwins.size();
  return kTwins.data();
}

}  // namespace setu::sam
