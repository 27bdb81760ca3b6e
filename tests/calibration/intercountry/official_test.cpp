#include "official_codes.hpp"

#include <chrono>
#include <cstdio>
#include <functional>

#include "small_tables.hpp"
#include "temporary_folder.hpp"

namespace setu::testing {
namespace {

/// A table of invented numbers under official codes. Columns are industries, then the edition's final uses, economy by economy.
struct Official {
  Codes economies, industries, uses;

  [[nodiscard]] std::size_t rows() const { return economies.size() * industries.size(); }
  /// What row (source, industry) sells to a column of `economy`: industry `item`, or use `item` − industries.
  [[nodiscard]] static int flow(std::size_t row, std::size_t economy, std::size_t item) {
    const std::size_t mixed = (row * 2654435761U) ^ (economy * 40503U + item * 9973U);
    return static_cast<int>((mixed >> 3U) % 97U) - (item % 61 == 60 ? 40 : 0);
  }
  [[nodiscard]] static int tax(std::size_t economy, std::size_t item) { return static_cast<int>((economy * 31 + item * 17) % 23); }
  [[nodiscard]] int value_added(std::size_t economy, std::size_t item) const {
    return item < industries.size() ? 1000 + static_cast<int>((economy * 7 + item * 13) % 501) : 0;
  }
};

using Cell = std::function<int(std::size_t economy, std::size_t item)>;

/// Appends a row of numbers: industries of all economies, then uses of all economies.
void append(std::string& text, const Official& t, const Cell& cell, char separator = ',') {
  const std::size_t C = t.industries.size();
  for (std::size_t r = 0; r < t.economies.size(); ++r)
    for (std::size_t c = 0; c < C; ++c) text += separator + std::to_string(cell(r, c));
  for (std::size_t r = 0; r < t.economies.size(); ++r)
    for (std::size_t u = 0; u < t.uses.size(); ++u) text += separator + std::to_string(cell(r, C + u));
}

/// The same order for titles.
template <class Text>
void titles(std::string& text, const Official& t, Text one) {
  const std::size_t C = t.industries.size();
  for (std::size_t r = 0; r < t.economies.size(); ++r)
    for (std::size_t c = 0; c < C; ++c) text += "," + one(r, c);
  for (std::size_t r = 0; r < t.economies.size(); ++r)
    for (std::size_t u = 0; u < t.uses.size(); ++u) text += "," + one(r, C + u);
}

std::string code_of(const Official& t, std::size_t item) {
  return item < t.industries.size() ? t.industries[item] : t.uses[item - t.industries.size()];
}

/// OECD and FIGARO: labels with the economy in front (in 2016 uses have it behind); rows of taxes, value added, output.
std::string as_matrix(const Official& t, const std::vector<std::pair<std::string, std::string>>& bottom, bool use_first,
                      bool tax_by_economy) {
  std::string text = "V1";
  titles(text, t, [&](std::size_t r, std::size_t item) {
    return use_first && item >= t.industries.size() ? code_of(t, item) + "_" + t.economies[r] : t.economies[r] + "_" + code_of(t, item);
  });
  for (std::size_t row = 0; row < t.rows(); ++row) {
    text += "\n" + t.economies[row / t.industries.size()] + "_" + t.industries[row % t.industries.size()];
    append(text, t, [&](std::size_t r, std::size_t item) { return Official::flow(row, r, item); });
  }
  for (const auto& [label, what] : bottom) {
    if (what == "tax" && tax_by_economy) {
      for (std::size_t of = 0; of < t.economies.size(); ++of) {
        text += "\n" + t.economies[of] + "_" + label;
        append(text, t, [&](std::size_t r, std::size_t item) { return r == of ? Official::tax(r, item) : 0; });
      }
      continue;
    }
    text += "\n" + label;
    append(text, t, [&](std::size_t r, std::size_t item) {
      if (what == "tax") return Official::tax(r, item);
      if (what == "both") return Official::tax(r, item) + t.value_added(r, item);
      return what == "va" ? t.value_added(r, item) : 0;
    });
  }
  return text + "\n";
}

/// WIOD and ADB MRIO: titles above, code, name, economy and number in front of each row.
std::string as_grid(const Official& t, const std::string& number_row, const std::vector<std::pair<std::string, std::string>>& bottom,
                    bool codes, const std::vector<int>& use_numbers) {
  std::string text = "Intercountry Input-Output Table\n\"2022, current prices\"\n";
  const std::string left = codes ? ",,," : ",,";
  if (codes) {
    text += left;
    titles(text, t, [&](std::size_t, std::size_t item) { return code_of(t, item); });
    text += "\n";
  }
  text += left;
  titles(text, t, [&](std::size_t, std::size_t item) { return "\"Name of " + code_of(t, item) + "\""; });
  text += "\n" + left;
  titles(text, t, [&](std::size_t r, std::size_t) { return t.economies[r]; });
  text += ",TOT\n" + left;
  const std::size_t C = t.industries.size();
  titles(text, t, [&](std::size_t, std::size_t item) {
    return item < C              ? "c" + std::to_string(item + 1)
           : use_numbers.empty() ? "F" + std::to_string(item - C + 1)
                                 : "c" + std::to_string(use_numbers[item - C]);
  });
  text += ",TOT";
  for (std::size_t row = 0; row < t.rows(); ++row) {
    text += "\n" + (codes ? t.industries[row % C] + "," : "") + "\"Name, of industry\"," + t.economies[row / C] + "," + number_row +
            std::to_string(row % C + 1);
    append(text, t, [&](std::size_t r, std::size_t item) { return Official::flow(row, r, item); });
    text += ",999";
  }
  for (const auto& [label, what] : bottom) {
    text += "\n" + (codes ? "," : std::string()) + label;
    append(text, t, [&](std::size_t r, std::size_t item) {
      return what == "tax" ? Official::tax(r, item) : what == "va" ? t.value_added(r, item) : 0;
    });
    text += ",";
  }
  return text + "\n";
}

/// Every number is where it belongs.
void expect_table(const std::string& text, const Official& t, const std::string& format, const std::vector<FinalUse>& uses,
                  bool taxes_apart = true) {
  const auto begin = std::chrono::steady_clock::now();
  TableOptions options;
  options.separator = ',';
  options.decimal_comma = false;
  TableReader table("official.csv", text, options);
  const InterCountryTable read = read_intercountry_table(table);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  std::printf("%s: %zu economies x %zu industries, %zu MB, read in %.1f s\n", format.c_str(), t.economies.size(), t.industries.size(),
              text.size() >> 20U, seconds);
  EXPECT_EQ(read.format, format);
  ASSERT_EQ(read.economies, t.economies);
  ASSERT_EQ(read.industries.size(), t.industries.size());
  const std::size_t C = t.industries.size(), wide = C + final_uses;
  std::size_t wrong = 0;
  std::vector<double> use(final_uses);
  for (std::size_t row = 0; row < t.rows(); ++row)
    for (std::size_t r = 0; r < t.economies.size(); ++r) {
      for (std::size_t c = 0; c < C; ++c) wrong += read.flows[row * read.columns() + r * wide + c] != Official::flow(row, r, c) ? 1 : 0;
      std::fill(use.begin(), use.end(), 0);
      for (std::size_t u = 0; u < uses.size(); ++u) use[uses[u]] += Official::flow(row, r, C + u);
      for (std::size_t u = 0; u < final_uses; ++u) wrong += read.flows[row * read.columns() + r * wide + C + u] != use[u] ? 1 : 0;
    }
  EXPECT_EQ(wrong, 0U);
  for (std::size_t r = 0; r < t.economies.size(); ++r)
    for (std::size_t c = 0; c < C; ++c) {
      const double tax = Official::tax(r, c), added = t.value_added(r, c);
      ASSERT_EQ(read.taxes[r * wide + c], taxes_apart ? tax : 0) << t.economies[r] << " " << t.industries[c];
      ASSERT_EQ(read.value_added[r * wide + c], taxes_apart ? added : added + tax);
    }
}

const std::vector<FinalUse> kSix = {Households, NonProfit, Government, FixedInvestment, Inventories, PurchasesAbroad};
const std::vector<FinalUse> kFive = {Households, NonProfit, Government, FixedInvestment, Inventories};

TEST(Official, Icio2016) {
  Official t{icio_economies(2016), icio_industries(2016), codes_of("HFCE NPISH GGFC GFCF INVNT DIRP")};
  expect_table(as_matrix(t, {{"VA+TAXSUB", "both"}, {"OUT", "-"}}, true, false), t, "OECD ICIO", kSix, false);
}

TEST(Official, Icio2018) {
  Official t{icio_economies(2018), icio_industries(2018), codes_of("HFCE NPISH GGFC GFCF INVNT P33")};
  expect_table(as_matrix(t, {{"TAXSUB", "tax"}, {"VALU", "va"}, {"OUTPUT", "-"}}, false, true), t, "OECD ICIO", kSix);
}

TEST(Official, Icio2021) {
  Official t{icio_economies(2021), icio_industries(2021), codes_of("HFCE NPISH GGFC GFCF INVNT DPABR")};
  expect_table(as_matrix(t, {{"TAXSUB", "tax"}, {"VALU", "va"}, {"OUTPUT", "-"}}, false, true), t, "OECD ICIO", kSix);
}

TEST(Official, Icio2023) {
  Official t{icio_economies(2023), icio_industries(2023), codes_of("HFCE NPISH GGFC GFCF INVNT DPABR")};
  expect_table(as_matrix(t, {{"TLS", "tax"}, {"VA", "va"}, {"OUT", "-"}}, false, false), t, "OECD ICIO", kSix);
}

TEST(Official, Icio2025) {
  Official t{icio_economies(2025), icio_industries(2025), codes_of("HFCE NPISH GGFC GFCF INVNT DPABR")};
  expect_table(as_matrix(t, {{"TLS", "tax"}, {"VA", "va"}, {"OUT", "-"}}, false, false), t, "OECD ICIO", kSix);
}

TEST(Official, FigaroMatrix) {
  Official t{figaro_economies(), figaro_industries(), codes_of("P3_S13 P3_S14 P3_S15 P51G P5M")};
  expect_table(
      as_matrix(t, {{"W2_D21X31", "tax"}, {"W2_OP_RES", "-"}, {"W2_OP_NRES", "-"}, {"W2_D1", "va"}, {"W2_D29X39", "-"}, {"W2_B2A3G", "-"}},
                false, false),
      t, "FIGARO, industry by industry", {Government, Households, NonProfit, FixedInvestment, Inventories});
}

TEST(Official, Wiod2013) {
  Official t{wiod_economies(false), wiod_industries(false), codes_of("CONS_h CONS_np CONS_g GFCF INVEN")};
  expect_table(as_grid(t, "r",
                       {{"Total intermediate consumption,TOT,r60", "-"},
                        {"taxes less subsidies on products,TOT,r99", "tax"},
                        {"Cif/ fob adjustments on exports,TOT,r61", "-"},
                        {"Direct purchases abroad by residents,TOT,r62", "-"},
                        {"Purchases on the domestic territory by non-residents,TOT,r63", "-"},
                        {"Value added at basic prices,TOT,r64", "va"},
                        {"International Transport Margins,TOT,r65", "-"},
                        {"Output at basic prices,TOT,r69", "-"}},
                       true, {37, 38, 39, 41, 42}),
               t, "WIOD 2013", kFive);
}

TEST(Official, Wiod2016) {
  Official t{wiod_economies(true), wiod_industries(true), codes_of("CONS_h CONS_np CONS_g GFCF INVEN")};
  expect_table(as_grid(t, "r",
                       {{"Total intermediate consumption,TOT,r65", "-"},
                        {"taxes less subsidies on products,TOT,r66", "tax"},
                        {"Cif/ fob adjustments on exports,TOT,r67", "-"},
                        {"Direct purchases abroad by residents,TOT,r68", "-"},
                        {"Purchases on the domestic territory by non-residents,TOT,r69", "-"},
                        {"Value added at basic prices,TOT,r70", "va"},
                        {"International Transport Margins,TOT,r71", "-"},
                        {"Output at basic prices,TOT,r73", "-"}},
                       true, {57, 58, 59, 60, 61}),
               t, "WIOD 2016", kFive);
}

TEST(Official, Wiod2016Wide) {
  Official t{wiod_economies(true), wiod_industries(true), codes_of("57 58 59 60 61")};
  const std::size_t C = t.industries.size();
  std::string text = "IndustryCode,IndustryDescription,Country,RNr,Year";
  titles(text, t, [&](std::size_t r, std::size_t item) { return t.economies[r] + std::to_string(item + 1); });
  text += ",TOT";
  for (std::size_t row = 0; row < t.rows(); ++row) {
    text += "\n" + t.industries[row % C] + ",\"Name, of it\"," + t.economies[row / C] + "," + std::to_string(row % C + 1) + ",2014";
    append(text, t, [&](std::size_t r, std::size_t item) { return Official::flow(row, r, item); });
    text += ",999";
  }
  for (const auto& [label, what] : std::vector<std::pair<std::string, std::string>>{{"II_fob,Total,TOT,65,2014", "-"},
                                                                                    {"TXSP,taxes,TOT,66,2014", "tax"},
                                                                                    {"EXP_adj,x,TOT,67,2014", "-"},
                                                                                    {"VA,Value added,TOT,70,2014", "va"},
                                                                                    {"GO,Output,TOT,73,2014", "-"}}) {
    text += "\n" + label;
    append(text, t, [&](std::size_t r, std::size_t item) {
      return what == "tax" ? Official::tax(r, item) : what == "va" ? t.value_added(r, item) : 0;
    });
    text += ",0";
  }
  expect_table(text + "\n", t, "WIOD 2016, wide table", kFive);
}

TEST(Official, AdbMrio) {
  Official t{adb_economies(), wiod_industries(false), codes_of("F1 F2 F3 F4 F5")};
  expect_table(as_grid(t, "c",
                       {{"Total intermediate consumption,ToT,r60", "-"},
                        {"taxes less subsidies on products,ToT,r99", "tax"},
                        {"Cif/ fob adjustments on exports,ToT,r61", "-"},
                        {"Direct purchases abroad by residents,ToT,r62", "-"},
                        {"Purchases on the domestic territory by non-residents,ToT,r63", "-"},
                        {"Value added at basic prices,ToT,r64", "va"},
                        {"International Transport Margins,ToT,trs", "-"},
                        {"Output at basic prices,ToT,r69", "-"}},
                       false, {}),
               t, "ADB MRIO", kFive);
}

}  // namespace
}  // namespace setu::testing
