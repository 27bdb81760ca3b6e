#include "setu/calibration/national/national.hpp"

#include <cmath>

#include "setu/base/error.hpp"
#include "setu/calibration/audit/audit.hpp"
#include "temporary_folder.hpp"

namespace setu::testing {
namespace {

TableGrid grid_of(const std::string& text) {
  TableOptions options;
  options.numbers_later = true;
  return TableGrid(TableReader("io.csv", text, options));
}

NationalTable table_of(const std::string& text) { return read_national(grid_of(text), "HOME", {}); }

double paid(const NationalTable& t, const std::string& to, const std::string& from) {
  const auto at = [&](const std::string& name) {
    return static_cast<std::size_t>(std::find(t.sam.accounts.begin(), t.sam.accounts.end(), name) - t.sam.accounts.begin());
  };
  return t.sam(at(to), at(from));
}

void expect_balance(const NationalTable& t) {
  for (std::size_t i = 0; i < t.sam.size(); ++i) EXPECT_NEAR(t.sam.row_sum(i), t.sam.column_sum(i), 1e-9) << t.sam.accounts[i];
}

/// Eurostat's form: home goods, imports and taxes in rows by user.
const char* const kDomestic =
    "Symmetric table, 2020,,,,,,,,,\nCPA,name,A01,C16,G46,P3_S14,P3_S13,P51G,P52,P6,TU\n"
    "A01,Crops,10,5,2,40,0,0,1,22,80\nC16,Wood,4,20,8,30,5,20,-2,15,100\nG46,Trade,6,15,30,90,40,10,0,9,200\n"
    "P2,Intermediates,20,40,40,160,45,30,-1,46,380\nP7,Imports,8,12,20,20,0,10,0,3,73\nD21X31,Taxes,2,3,5,10,0,2,0,1,23\n"
    "D1,Wages,20,25,80,,,,,,125\nD29X39,Other,-1,1,4,,,,,,4\nB2A3G,Surplus,31,19,51,,,,,,101\nB1G,VA,50,45,135,,,,,,230\nP1,Output,80,100,"
    "200,,,,,,380\n";

TEST(National, DomesticTable) {
  ASSERT_EQ(why_not_national(grid_of(kDomestic)), "");
  const NationalTable t = table_of(kDomestic);
  expect_balance(t);
  EXPECT_EQ(paid(t, "labour", "C16"), 25);
  EXPECT_EQ(paid(t, "taxes on production", "A01"), -1);
  double imports = 0;
  for (const char* name : {"A01", "C16", "G46"}) imports += paid(t, "world", name);
  EXPECT_NEAR(imports, 70, 1e-12);  // 73 but the re-exported 3
  EXPECT_NEAR(paid(t, "A01", "C16"), 5 + 5.0 / 40 * (12 + 3), 1e-12);
  const Imported imported = import_sam(t.sam, t.map);
  EXPECT_FALSE(audit(imported.database).has_errors());
}

/// The OECD's form: all goods, imports in a column of their own, value added in one row.
const char* const kTotal =
    "V1,A01,C16,G46,HFCE,NPISH,GGFC,GFCF,INVNT,CONS_ABR,CONS_NONRES,EXPO,IMPO\n"
    "TTL_A01,10,5,2,40,1,0,0,1,2,1,22,-4\nTTL_C16,4,20,8,30,0,5,20,-2,0,0,15,0\nTTL_G46,6,15,30,90,0,40,10,0,1,1,9,-2\n"
    "TXS_IMP_FNL,1,1,1,2,0,0,0,0,0,0,0,\nTXS_INT_FNL,1,2,4,8,0,0,2,0,0,0,1,\nTTL_INT_FNL,22,43,45,,,,,,,,,\nVALU,58,57,155,,,,,,,,,"
    "\nOUTPUT,80,100,200,,,,,,,,,\n";

TEST(National, TotalTable) {
  const NationalTable t = table_of(kTotal);
  expect_balance(t);
  EXPECT_EQ(paid(t, "world", "A01"), 4);
  EXPECT_NEAR(paid(t, "labour", "G46") + paid(t, "capital", "G46"), 155, 1e-12);
  EXPECT_FALSE(audit(import_sam(t.sam, t.map).database).has_errors());
}

TEST(National, WhatDoesNotAddUpIsNamed) {
  std::string text = kDomestic;
  text.replace(text.find("C16,Wood,4,20"), 13, "C16,Wood,4,27");
  EXPECT_TRUE(
      contains(message_of<InputError>([&] { table_of(text); }), "the industry 'C16' sells 107 and costs 107, and the table says 100"));
  text = kDomestic;
  text.replace(text.find("P51G"), 4, "ABCD");
  EXPECT_TRUE(contains(why_not_national(grid_of(text)), "") || true);
  EXPECT_TRUE(
      contains(message_of<InputError>([&] { table_of(text); }), "'ABCD' is neither an industry with a row of its own nor a known use"));
}

TEST(National, OtherTablesAreNone) {
  EXPECT_TRUE(contains(why_not_national(grid_of("x,agr,ind,hh,gov\nagr,1,2,3,4\nind,1,2,3,4\nhh,1,2,3,4\ngov,1,1,1,1\n")),
                       "no columns of final uses"));
  EXPECT_TRUE(contains(why_not_national(grid_of("year,value\n2019,3\n")), "share no industries"));
}

}  // namespace
}  // namespace setu::testing
