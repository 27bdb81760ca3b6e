#include "small_tables.hpp"
#include "temporary_folder.hpp"

#include "setu/base/error.hpp"

namespace setu::testing {
namespace {

InterCountryTable table_of(const std::string& text) {
  TableReader table("t.csv", text);
  return read_intercountry_table(table);
}

/// Two economies and two industries; column k of the small table is the same in every layout.
const double kZ[4][4] = {{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}, {13, 14, 15, 16}};

void expect_small(const InterCountryTable& t, double scale = 1) {
  ASSERT_EQ(t.economies.size(), 2U);
  ASSERT_EQ(t.industries.size(), 2U);
  const std::size_t wide = 2 + final_uses;
  for (std::size_t row = 0; row < 4; ++row)
    for (std::size_t k = 0; k < 4; ++k) EXPECT_NEAR(t.flows[row * t.columns() + k / 2 * wide + k % 2], scale * kZ[row][k], 1e-12);
}

TEST(OtherLayouts, LongTableOfWiod2013) {
  std::string text = "year,row_country,row_item,col_country,col_item,value\n";
  const char* names[] = {"AUS", "RoW"};
  for (int row = 0; row < 4; ++row)
    for (int k = 0; k < 4; ++k)
      text += std::string("2011,") + names[row / 2] + "," + std::to_string(row % 2 + 1) + "," + names[k / 2] + "," +
              std::to_string(k % 2 + 1) + "," + std::to_string(kZ[row][k]) + "\n";
  text += "2011,AUS,1,RoW,37,50\n2011,AUS,1,RoW,41,5\n2011,RoW,2,AUS,42,-2\n";
  for (const char* r : {"AUS", "RoW"})
    for (const char* c : {"1", "2"})
      text += std::string("2011,TOT,64,") + r + "," + c + ",100\n2011,TOT,99," + r + "," + c + ",3\n2011,TOT,60," + r + "," + c + ",7\n";
  const InterCountryTable t = table_of(text);
  EXPECT_EQ(t.format, "WIOD 2013, long table");
  expect_small(t);
  EXPECT_EQ(t.flow(0, 0, 8 + 2 + Households), 50);
  EXPECT_EQ(t.flow(1, 1, 2 + Inventories), -2);
  EXPECT_EQ(t.value_added[0], 100);
  EXPECT_EQ(t.taxes[9], 3);
  EXPECT_TRUE(contains(message_of<InputError>([&] { table_of(text + "2012,AUS,1,AUS,1,3\n"); }), "the year is 2012 after 2011"));
}

TEST(OtherLayouts, WideTableOfStata) {
  std::string text = "IndustryCode,IndustryDescription,Country,RNr,Year,vAUS1,vAUS2,vAUS57,vROW1,vROW2,vROW57,vTOT\n";
  const char* names[] = {"AUS", "ROW"};
  for (int row = 0; row < 4; ++row) {
    text += std::string("A,x,") + names[row / 2] + "," + std::to_string(row % 2 + 1) + ",2014";
    for (int half = 0; half < 2; ++half)
      text += "," + std::to_string(kZ[row][2 * half]) + "," + std::to_string(kZ[row][2 * half + 1]) + ",9";
    text += ",0\n";
  }
  text += "VA,x,TOT,70,2014,100,100,0,100,100,0,0\nTXSP,x,TOT,66,2014,1,1,1,1,1,1,0\n";
  const InterCountryTable t = table_of(text);
  EXPECT_EQ(t.format, "WIOD 2016, wide table");
  EXPECT_EQ(t.industries, (std::vector<std::string>{"A01", "A02"}));
  expect_small(t);
}

TEST(OtherLayouts, ValueAddedMayEndBeforeTheFinalUses) {
  const std::string text =
      "V1,A_x,A_y,B_x,B_y,HFCE_A,HFCE_B\nA_x,1,2,3,4,9,9\nA_y,5,6,7,8,9,9\nB_x,9,10,11,12,9,9\nB_y,13,14,15,16,9,9\nVA+TAXSUB,5,5,5,5\n";
  expect_small(table_of(text));
  EXPECT_TRUE(contains(message_of<InputError>([&] { table_of(text.substr(0, text.size() - 3) + "\n"); }), "t.csv:6: the row has 4 cells"));
}

TEST(OtherLayouts, FigaroFlatAsPublished) {
  std::string text = "icsupRow,icsupCol,refArea,rowPi,counterpartArea,colPi,obsValue\n";
  const char* codes[] = {"A01", "C16"};
  const char* areas[] = {"AT", "FIGW1"};
  for (int row = 0; row < 4; ++row)
    for (int k = 0; k < 4; ++k)
      text += std::string("r,c,") + areas[row / 2] + "," + codes[row % 2] + "," + areas[k / 2] + "," + codes[k % 2] + "," +
              std::to_string(kZ[row][k]) + "\n";
  for (const char* area : areas)
    for (const char* code : codes) text += std::string("r,c,W2,D1,") + area + "," + code + ",100\n";
  const InterCountryTable t = table_of(text);
  expect_small(t);
  EXPECT_EQ(t.value_added[0], 100);
}

TEST(OtherLayouts, ExiobaseFolder) {
  const TemporaryFolder folder;
  std::string z = "region\t\tAT\tAT\tBE\tBE\nsector\t\tWheat\tSteel\tWheat\tSteel\nregion\tsector\t\t\t\t\n";
  std::string y = "region\t\tAT\tAT\tBE\nE\t\tX\tY\tZ\nregion\tsector\t\t\t\n";
  y = "region\t\tAT\tAT\tBE\ncategory\t\tFinal consumption expenditure by households\tChanges in inventories\tGross fixed capital "
      "formation\nregion\tsector\t\t\t\n";
  const char* labels[] = {"AT\tWheat", "AT\tSteel", "BE\tWheat", "BE\tSteel"};
  for (int row = 0; row < 4; ++row) {
    z += labels[row], y += labels[row];
    for (int k = 0; k < 4; ++k) z += "\t" + std::to_string(kZ[row][k]);
    z += "\n", y += "\t7\t-1\t3\n";
  }
  write_text(folder.path() / "Z.txt", z);
  write_text(folder.path() / "Y.txt", y);
  EXPECT_TRUE(looks_like_intercountry_folder(folder.path()));
  const InterCountryTable left = read_intercountry_table(folder.path());
  expect_small(left);
  EXPECT_NEAR(left.value_added[0], 1 + 2 + 3 + 4 + 7 - 1 + 3 - (1 + 5 + 9 + 13), 1e-12);  // what sales leave
  std::filesystem::create_directory(folder.path() / "satellite");
  write_text(folder.path() / "satellite/F.txt",
             "region\tAT\tAT\tBE\tBE\nsector\tWheat\tSteel\tWheat\tSteel\nstressor\t\t\t\t\nTaxes less subsidies on products purchased: "
             "Total\t1\t2\t3\t4\n"
             "Compensation of employees; wages\t10\t20\t30\t40\nOperating surplus: Rents\t1\t1\t1\t1\nCO2 - combustion\t9\t9\t9\t9\n");
  const InterCountryTable t = read_intercountry_table(folder.path());
  EXPECT_EQ(t.format, "EXIOBASE 3");
  expect_small(t);
  EXPECT_EQ(t.flow(0, 0, 2 + Inventories), -1);
  EXPECT_EQ(t.taxes[1], 2);
  EXPECT_EQ(t.value_added[1], 21);
}

TEST(OtherLayouts, EoraFolderInThousands) {
  const TemporaryFolder folder;
  std::string t, fd, va = "10000\t10000\t10000\t10000\t0\n5000\t5000\t5000\t5000\t0\n", labels, uses;
  const char* names[] = {"Austria\tAUT", "Belgium\tBEL"};
  for (int row = 0; row < 4; ++row) {
    labels += std::string(names[row / 2]) + "\tIndustries\t" + (row % 2 == 0 ? "Agriculture" : "Fishing") + "\t\n";
    for (int k = 0; k < 4; ++k) t += std::to_string(1000 * kZ[row][k]) + "\t";
    t += "0\n", fd += "7000\t-1000\t6000\t0\t0\t0\n";
  }
  t += "100\t100\t100\t100\t0\n", fd += "0\t0\t0\t0\t0\t0\n";
  labels += "ROW\tROW\tTOTAL\tTotal\t\n";
  for (const char* one : {"Austria\tAUT", "Belgium\tBEL", "ROW\tROW"})
    for (const char* use : {"Household final consumption P.3h", "Changes in inventories P.52"})
      uses += std::string(one) + "\tFinal demand\t" + use + "\t\n";
  write_text(folder.path() / "Eora26_2015_bp_T.txt", t);
  write_text(folder.path() / "Eora26_2015_bp_FD.txt", fd);
  write_text(folder.path() / "Eora26_2015_bp_VA.txt", va);
  write_text(folder.path() / "labels_T.txt", labels);
  write_text(folder.path() / "labels_FD.txt", uses);
  write_text(folder.path() / "labels_VA.txt",
             "Primary inputs\tCompensation of employees D.1\t\nPrimary inputs\tNet operating surplus B.2n\t\n");
  const InterCountryTable table = read_intercountry_table(folder.path());
  EXPECT_EQ(table.format, "Eora26");
  expect_small(table);
  EXPECT_EQ(table.flow(0, 0, 2 + Inventories), -1);
  EXPECT_EQ(table.value_added[0], 15);
  EXPECT_NEAR(table.other[0], 0.1, 1e-12);
  std::filesystem::remove(folder.path() / "labels_VA.txt");
  EXPECT_TRUE(contains(message_of<InputError>([&] { read_intercountry_table(folder.path()); }), "labels_va.txt"));
}

TEST(OtherLayouts, SheetsWithMergedTitlesChecksAndUnknownRows) {
  const std::string text =
      "ADB Multiregional Input-Output Table,,,,,,,\nVersion "
      "2023,,,,,,,\n,,,Agriculture,Mining,Agriculture,Mining,Households,Households,Total\n,,,PRC,,RoW,,PRC,RoW,ToT\n"
      ",,,c1,c2,c1,c2,F1,F1,\nAgriculture,PRC,c1,1,2,3,4,60,60,130\nMining,PRC,c2,5,6,7,8,60,60,146\nAgriculture,RoW,c1,9,10,11,12,50,60,"
      "152\n"
      "Mining,RoW,c2,13,14,15,16,60,60,178\nTotal intermediate consumption,ToT,r60,28,32,36,40,,,\nMystery margins,ToT,trs,2,2,2,2,,,\n"
      "Value added at basic prices,ToT,r64,100,112,114,136,,,\nOutput at basic "
      "prices,ToT,r69,130,146,152,178,,,\nCheck,,,0,0,0,0,,,\nSource: ADB,,,,,,,,,\n";
  const InterCountryTable t = table_of(text);
  EXPECT_EQ(t.economies, (std::vector<std::string>{"PRC", "RoW"}));
  expect_small(t);
  EXPECT_EQ(t.other[0], 2);
  EXPECT_EQ(t.output[0], 130);
}

}  // namespace
}  // namespace setu::testing
