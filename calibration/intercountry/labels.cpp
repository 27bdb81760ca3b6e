#include "labels.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>

namespace setu::detail {

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return out;
}

std::optional<Label> special_item(std::string_view code) {
  const auto use = [](FinalUse u) { return Label{Item::Final, {}, {}, u}; };
  const auto of = [](Item item) { return Label{item, {}, {}, 0}; };
  static const std::map<std::string, Label, std::less<>> known = {
      {"HFCE", use(Households)},
      {"HC", use(Households)},
      {"P3_S14", use(Households)},
      {"CONS_H", use(Households)},
      {"F1", use(Households)},
      {"NPISH", use(NonProfit)},
      {"P3_S15", use(NonProfit)},
      {"CONS_NP", use(NonProfit)},
      {"F2", use(NonProfit)},
      {"GGFC", use(Government)},
      {"P3_S13", use(Government)},
      {"CONS_G", use(Government)},
      {"F3", use(Government)},
      {"GFCF", use(FixedInvestment)},
      {"P51G", use(FixedInvestment)},
      {"F4", use(FixedInvestment)},
      {"INVNT", use(Inventories)},
      {"P5M", use(Inventories)},
      {"P52", use(Inventories)},
      {"P53", use(Inventories)},
      {"INVEN", use(Inventories)},
      {"F5", use(Inventories)},
      {"DIRP", use(PurchasesAbroad)},
      {"P33", use(PurchasesAbroad)},
      {"DPABR", use(PurchasesAbroad)},
      {"NONRES", use(PurchasesAbroad)},
      {"TLS", of(Item::Tax)},
      {"TAXSUB", of(Item::Tax)},
      {"D21X31", of(Item::Tax)},
      {"TXSP", of(Item::Tax)},
      {"VA", of(Item::ValueAdded)},
      {"VALU", of(Item::ValueAdded)},
      {"D1", of(Item::ValueAdded)},
      {"D29X39", of(Item::ValueAdded)},
      {"B2A3G", of(Item::ValueAdded)},
      {"OP_RES", of(Item::Other)},
      {"OP_NRES", of(Item::Other)},
      {"EXP_ADJ", of(Item::Other)},
      {"PURR", of(Item::Other)},
      {"PURNR", of(Item::Other)},
      {"INTTTM", of(Item::Other)},
      {"OUT", of(Item::Output)},
      {"OUTPUT", of(Item::Output)},
      {"TOTAL", of(Item::Output)},
      {"GO", of(Item::Output)},
      {"II_FOB", of(Item::Ignored)},
      {"TOT", of(Item::Ignored)},
      {"NPS", use(NonProfit)},
      {"INV", use(Inventories)},
      {"GFC", use(Government)},
      {"P51", use(FixedInvestment)},
      {"P51GN", use(FixedInvestment)},
      {"P51N", use(FixedInvestment)},
      {"P5", use(FixedInvestment)},
      {"CHINV", use(Inventories)},
      {"P3_S1", use(Households)},
      {"NPISHC", use(NonProfit)},
      {"GGFCE", use(Government)},
      {"NFCE", use(NonProfit)},
      {"CONS_ABR", use(PurchasesAbroad)},
      {"CONS_NONRES", use(PurchasesAbroad)},
      {"CONSABR", use(PurchasesAbroad)},
      {"VA+TAXSUB", of(Item::ValueAdded)},
      {"VA+TLS", of(Item::ValueAdded)},
      {"VA_TAXSUB", of(Item::ValueAdded)},
      {"VALUE_ADDED", of(Item::ValueAdded)},
      {"B1G", of(Item::ValueAdded)},
      {"D21_M_D31", of(Item::Tax)},
      {"TAX", of(Item::Tax)},
      {"TAXES", of(Item::Tax)},
      {"D21X31_S", of(Item::Tax)},
      {"DISC", of(Item::Ignored)},
      {"P1", of(Item::Output)},
  };
  const auto it = known.find(upper(code));
  if (it == known.end()) return std::nullopt;
  return it->second;
}

std::string whole_economy(std::string_view economy) {
  static const std::array<std::pair<std::string_view, std::string_view>, 2> parts = {{{"CN", "CHN"}, {"MX", "MEX"}}};
  if (economy.size() == 3 && economy[2] >= '1' && economy[2] <= '9')
    for (const auto& [prefix, whole] : parts)
      if (economy.substr(0, 2) == prefix) return std::string(whole);
  return std::string(economy);
}

std::optional<Label> matrix_label(std::string_view text) {
  if (auto special = special_item(text)) return special;
  if (const auto mark = text.find(' '); mark != std::string_view::npos && special_item(text.substr(0, mark)))
    return special_item(text.substr(0, mark));
  const std::size_t cut = text.find('_');
  if (cut == std::string_view::npos || cut == 0 || cut + 1 == text.size()) return std::nullopt;
  Label label{Item::Industry, std::string(text.substr(0, cut)), std::string(text.substr(cut + 1)), 0};
  const auto special = special_item(label.name);
  if (const auto first = special_item(label.economy); first && !special) {  // the edition of 2016: HFCE_AUS
    std::swap(label.economy, label.name);
    label.item = first->item, label.use = first->use;
  } else if (special) {
    label.item = special->item, label.use = special->use;
  }
  return label;
}

Label described_item(std::string_view words) {
  const std::string text = upper(words);
  const auto has = [&](std::string_view part) { return text.find(part) != std::string::npos; };
  const auto use = [](FinalUse u) { return Label{Item::Final, {}, {}, u}; };
  const auto of = [](Item item) { return Label{item, {}, {}, 0}; };
  if (has("NON-PROFIT") || has("NONPROFIT") || has("NPISH")) return use(NonProfit);
  if (has("HOUSEHOLD") && has("CONSUMPTION")) return use(Households);
  if (has("GOVERNMENT") && (has("CONSUMPTION") || has("EXPENDITURE"))) return use(Government);
  if (has("INVENTOR") || has("VALUABLES") || has("CHANGES IN STOCK")) return use(Inventories);
  if (has("FIXED CAPITAL FORMATION")) return use(FixedInvestment);
  if (has("TAXES LESS SUBSIDIES ON PRODUCTS")) return of(Item::Tax);
  if (has("DIRECT PURCHASE") || has("PURCHASES ON THE DOMESTIC") || has("TRANSPORT MARGIN") || has("CIF") || has("DISCREPANC"))
    return of(Item::Other);
  if (has("TOTAL INTERMEDIATE")) return of(Item::Ignored);
  if (has("VALUE ADDED") || has("COMPENSATION OF EMPLOYEES") || has("OPERATING SURPLUS") || has("TAXES ON PRODUCTION") ||
      has("SUBSIDIES ON PRODUCTION") || has("MIXED INCOME") || has("CONSUMPTION OF FIXED CAPITAL") || has("OTHER NET TAXES"))
    return of(Item::ValueAdded);
  if (has("OUTPUT")) return of(Item::Output);
  return of(Item::Ignored);
}

std::optional<std::size_t> numbered(std::string_view code) {
  if (code.size() < 2 || code.size() > 4 || (code[0] != 'c' && code[0] != 'r' && code[0] != 'C')) return std::nullopt;
  std::size_t n = 0;
  for (const char digit : code.substr(1)) {
    if (digit < '0' || digit > '9') return std::nullopt;
    n = 10 * n + static_cast<std::size_t>(digit - '0');
  }
  return n;
}

}  // namespace setu::detail
