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

namespace {

struct FinalCode {
  std::string_view code;
  FinalUse use;
};
struct ItemCode {
  std::string_view code;
  Item item;
};

constexpr std::array kFinals = {FinalCode{"HFCE", Households},
                                FinalCode{"HC", Households},
                                FinalCode{"P3_S14", Households},
                                FinalCode{"CONS_H", Households},
                                FinalCode{"F1", Households},
                                FinalCode{"NPISH", NonProfit},
                                FinalCode{"P3_S15", NonProfit},
                                FinalCode{"CONS_NP", NonProfit},
                                FinalCode{"F2", NonProfit},
                                FinalCode{"GGFC", Government},
                                FinalCode{"P3_S13", Government},
                                FinalCode{"CONS_G", Government},
                                FinalCode{"F3", Government},
                                FinalCode{"GFCF", FixedInvestment},
                                FinalCode{"P51G", FixedInvestment},
                                FinalCode{"F4", FixedInvestment},
                                FinalCode{"INVNT", Inventories},
                                FinalCode{"P5M", Inventories},
                                FinalCode{"P52", Inventories},
                                FinalCode{"P53", Inventories},
                                FinalCode{"INVEN", Inventories},
                                FinalCode{"F5", Inventories},
                                FinalCode{"DIRP", PurchasesAbroad},
                                FinalCode{"P33", PurchasesAbroad},
                                FinalCode{"DPABR", PurchasesAbroad},
                                FinalCode{"NONRES", PurchasesAbroad},
                                FinalCode{"NPS", NonProfit},
                                FinalCode{"INV", Inventories},
                                FinalCode{"GFC", Government},
                                FinalCode{"P51", FixedInvestment},
                                FinalCode{"P51GN", FixedInvestment},
                                FinalCode{"P51N", FixedInvestment},
                                FinalCode{"P5", FixedInvestment},
                                FinalCode{"CHINV", Inventories},
                                FinalCode{"P3_S1", Households},
                                FinalCode{"NPISHC", NonProfit},
                                FinalCode{"GGFCE", Government},
                                FinalCode{"NFCE", NonProfit},
                                FinalCode{"CONS_ABR", PurchasesAbroad},
                                FinalCode{"CONS_NONRES", PurchasesAbroad},
                                FinalCode{"CONSABR", PurchasesAbroad}};

constexpr std::array kItems = {ItemCode{"TLS", Item::Tax},
                               ItemCode{"TAXSUB", Item::Tax},
                               ItemCode{"D21X31", Item::Tax},
                               ItemCode{"TXSP", Item::Tax},
                               ItemCode{"VA", Item::ValueAdded},
                               ItemCode{"VALU", Item::ValueAdded},
                               ItemCode{"D1", Item::ValueAdded},
                               ItemCode{"D29X39", Item::ValueAdded},
                               ItemCode{"B2A3G", Item::ValueAdded},
                               ItemCode{"OP_RES", Item::Other},
                               ItemCode{"OP_NRES", Item::Other},
                               ItemCode{"EXP_ADJ", Item::Other},
                               ItemCode{"PURR", Item::Other},
                               ItemCode{"PURNR", Item::Other},
                               ItemCode{"INTTTM", Item::Other},
                               ItemCode{"OUT", Item::Output},
                               ItemCode{"OUTPUT", Item::Output},
                               ItemCode{"TOTAL", Item::Output},
                               ItemCode{"GO", Item::Output},
                               ItemCode{"II_FOB", Item::Ignored},
                               ItemCode{"TOT", Item::Ignored},
                               ItemCode{"VA+TAXSUB", Item::ValueAdded},
                               ItemCode{"VA+TLS", Item::ValueAdded},
                               ItemCode{"VA_TAXSUB", Item::ValueAdded},
                               ItemCode{"VALUE_ADDED", Item::ValueAdded},
                               ItemCode{"B1G", Item::ValueAdded},
                               ItemCode{"D21_M_D31", Item::Tax},
                               ItemCode{"TAX", Item::Tax},
                               ItemCode{"TAXES", Item::Tax},
                               ItemCode{"D21X31_S", Item::Tax},
                               ItemCode{"DISC", Item::Ignored},
                               ItemCode{"P1", Item::Output}};

}  // namespace

std::optional<Label> special_item(std::string_view code) {
  static const auto known = [] {
    std::map<std::string, Label, std::less<>> all;
    for (const auto& c : kFinals) all.emplace(c.code, Label{Item::Final, {}, {}, c.use});
    for (const auto& c : kItems) all.emplace(c.code, Label{c.item, {}, {}, 0});
    return all;
  }();
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
