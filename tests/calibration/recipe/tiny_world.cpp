#include "tiny_world.hpp"

#include <fmt/format.h>

#include <array>
#include <string>

#include "temporary_folder.hpp"

namespace setu::testing {
namespace {

namespace fs = std::filesystem;

const std::array<std::string, 4> names = {"AAA", "BBB", "DDD", "ROW"};
const std::array<std::string, 4> codes = {"A1", "B1", "D1", "R1"};
const std::array<double, 4> size = {3, 2, 2, 5};

/// Sales of good c (0 gds, 1 min, 2 svc) from s to user u (three activities, then final) in d.
double sale(std::size_t s, std::size_t c, std::size_t d, std::size_t u) {
  const double kind = c == 1 ? 0.4 : 1.0;
  return size[s] * size[d] * (s == d ? 30 : 4) * kind * (u < 3 ? 0.2 : 1.1) * (1 + 0.1 * double((s + 2 * c + 3 * d + u) % 4));
}

std::string control_totals() {
  std::string text =
      "year,adb_code,sector,gross_output,intermediate_use,value_added_incl_taxes,intermediate_sales_all,final_sales_all,"
      "exports\n";
  for (std::size_t s = 0; s < 4; ++s)
    for (std::size_t c = 0; c < 3; ++c) {
      double output = 0, exports = 0, inter = 0, use = 0;
      for (std::size_t d = 0; d < 4; ++d)
        for (std::size_t u = 0; u < 4; ++u) {
          output += sale(s, c, d, u);
          if (s != d) exports += sale(s, c, d, u);
          if (u < 3) inter += sale(s, c, d, u);
        }
      for (std::size_t o = 0; o < 4; ++o)
        for (std::size_t g = 0; g < 3; ++g) use += sale(o, g, s, c);
      for (const char* code : {"1", "2", "3", "4"}) {  // svc is the sum of the sectors 3 and 4
        if (std::min(code[0] - '1', 2) != int(c)) continue;
        const double half = c == 2 ? 0.5 : 1.0;
        text += fmt::format("2022,{},{},{},{},{},{},{},{}\n", codes[s], code, half * output, half * use, half * (output - use),
                            half * inter, half * (output - inter), half * exports);
      }
    }
  return text + "2021,A1,1,1,1,0,1,0,0\n";
}

std::string bilateral(double tilt) {
  std::string text = "exporter,sector,importer,usd_mn\n";
  for (std::size_t s = 0; s < 4; ++s)
    for (std::size_t d = 0; d < 4; ++d)
      for (std::size_t c : {0U, 2U})
        text += fmt::format("{},{},{},{}\n", names[s], c == 0 ? "g" : "s", names[d],
                            (sale(s, c, d, 0) + sale(s, c, d, 3)) * (1 + tilt * double((s + d) % 3)));
  return text;
}

void write_trade(const fs::path& raw) {
  write_text(raw / "totals.csv", control_totals());
  write_text(raw / "early.csv", bilateral(0.3));
  write_text(raw / "late.csv", bilateral(0.1));
  std::string goods = "exporter,importer,usd_thousand\n";
  const std::array<std::string, 5> reporters = {"AAA", "BBB", "DDD", "CCC", "ZZZ"};
  for (std::size_t s = 0; s < 5; ++s)
    for (std::size_t d = 0; d < 5; ++d)
      if (s != d) goods += fmt::format("{},{},{}\n", reporters[s], reporters[d], 1e3 * (20 + 7 * double(s) + 3 * double(d)));
  write_text(raw / "goods.csv", goods);
  write_text(raw / "gdp.csv", "iso3,gdp_usd\nCCC,30000000\n");
  std::string inputs = "country,using_sector,input_sector,coef\n", sectors = "country,sector,va_share,final_demand_share\n";
  for (const char* country : {"AAA", "BBB", "CCC", "ROW"})
    for (const char* user : {"A", "B", "C", "D"}) {
      for (const char* input : {"A", "B", "C", "D"})
        inputs += fmt::format("{},{},{},{}\n", country, user, input, user[0] == input[0] ? 0.15 : 0.05);
      sectors += fmt::format("{},{},0.7,0.25\n", country, user);
    }
  write_text(raw / "inputs.csv", inputs);
  write_text(raw / "sectors.csv", sectors);
}

void write_wiod(const fs::path& raw) {
  std::string flows = "exporter,sector,importer,intermediate_usd_mn,final_usd_mn\n";
  for (const char* s : {"AAA", "BBB", "ROW"})
    for (const char* d : {"AAA", "BBB", "ROW"})
      for (const char* c : {"1", "2", "3", "4"}) flows += fmt::format("{},{},{},12,{}\n", s, c, d, 7 + c[0] - '0');
  write_text(raw / "wiod_flows.csv", flows);
  std::string inter = "country,using_sector,input_sector,domestic_usd_mn,imported_usd_mn\n";
  std::string final = "importer,sector,use,domestic_usd_mn,imported_usd_mn\n";
  for (const char* k : {"AAA", "BBB"})
    for (const char* c : {"1", "2", "3", "4"}) {
      for (const char* u : {"1", "2", "3", "4"}) inter += fmt::format("{},{},{},20,{}\n", k, u, c, c[0] == u[0] ? 9 : 4);
      for (const char* u : {"household", "npish", "government", "gfcf"}) final += fmt::format("{},{},{},15,5\n", k, c, u);
      final += fmt::format("{},{},inventories,-2,0\n", k, c);
    }
  write_text(raw / "wiod_inter.csv", inter);
  write_text(raw / "wiod_final.csv", final);
}

void write_accounts(const fs::path& raw) {
  write_text(raw / "broad.csv", "country,sector,va_share\nCCC,Things,0.7\nCCC,Services,0.3\nCCC,Total,1.0\nAAA,Total,1\n");
  write_text(raw / "un.csv",
             "iso,IndicatorName,year,share_of_gdp\nAAA,\"Household consumption expenditure (including NPISH)\",2019,0.6\n"
             "AAA,General government final consumption expenditure,2019,0.15\nAAA,Gross capital formation,2019,0.25\n");
  std::string penn = "country,isocode,year,pop,csh_c,csh_g,csh_i,labsh,cn,pl_n,cgdpo,pl_gdpo,delta\n";
  for (const char* k : {"AAA", "BBB", "DDD", "CCC", "ZZZ"})
    for (const char* year : {"2018", "2019"})
      penn += fmt::format("x,{0},{1},{2},0.6,0.2,0.2,{3},300,0.8,100,0.8,0.05\n", k, year, year[3] == '8' ? 10 : 10.1,
                          k[0] == 'C' ? "NA" : "0.55");
  write_text(raw / "penn.csv", penn);
  std::string tariffs = "year,exporter,importer,sector,ahs_pct\n";
  for (const char* s : {"AAA", "BBB", "DDD", "ROW"})
    for (const char* d : {"AAA", "BBB", "DDD", "ROW"})
      if (s[0] != d[0]) tariffs += fmt::format("2023,{0},{1},g,{2}\n2023,{0},{1},m,1\n", s, d, s[0] == 'A' && d[0] == 'B' ? 2 : 8);
  write_text(raw / "tariffs.csv", tariffs);
  write_text(raw / "wits.csv", "importer,year,weighted_all_products\nDDD,2018,9\nDDD,2019,5\nAAA,2019,3\n");
  std::string labour = "year,country,sector,lab_share_clip,LAB,CAP,sh_high\n2009,AAA,TOT,0.5,1,1,0.3\n";
  std::string guess = "country,sector,lab_share_est,va_weight_2022\n";
  for (const char* c : {"c1", "c2", "c3", "c4"}) {
    for (const char* k : {"AAA", "BBB"}) labour += fmt::format("2009,{},{},0.{},6,4,0.3\n", k, c, 4 + c[1] - '1');
    guess += fmt::format("GUESS,{},0.5,0.25\n", c);
  }
  write_text(raw / "labour.csv", labour);
  write_text(raw / "guess.csv", guess);
}

const char* recipe_text = R"(name = "tiny"
year = 2022
regions = ["AAA", "BBB", "RST"]
margins = ["svc"]
[files]
control_totals = "totals.csv"
bilateral_early = "early.csv"
bilateral_late = "late.csv"
goods_trade = "goods.csv"
gdp = "gdp.csv"
oecd_inputs = "inputs.csv"
oecd_sectors = "sectors.csv"
wiod_bilateral = "wiod_flows.csv"
wiod_final = "wiod_final.csv"
wiod_intermediate = "wiod_inter.csv"
broad_sectors = "broad.csv"
national_accounts = "un.csv"
penn = "penn.csv"
tariffs = "tariffs.csv"
tariffs_by_importer = "wits.csv"
labour = "labour.csv"
labour_estimated = "guess.csv"
[built_economy]
donors = ["BBB"]
[broad_sectors]
"Things" = ["gds", "min"]
"Services" = ["svc"]
[spending]
year = 2019
[trade]
early_year = 2017
late_year = 2023
outlier = 5
old_pattern = 0.25
[goods_trade]
similar = ["BBB"]
reexporters = []
[stiffness]
intermediate_sales = 20
pair = 5
loose_pair = 2
final = 3
fixed_pair_cells = 10
[flows]
smallest = 0.01
[tariffs]
shape = ["BBB"]
scaled_importers = ["RST"]
highest = 0.6
mining = ["m"]
all_goods_pairs = ["AAA BBB"]
furthest_mean = 1.25
[labour]
year = 2009
share_where_unknown = 0.5
[factors]
land_activities = []
land_share = 0.5
resource_activities = ["min"]
resource_share = 0.5
[foreign_capital]
highest_share = 0.9
[preferences]
least_margin = 0.001
[demand]
published = ["min"]
poor_usd = 1
rich_usd = 100
frisch_poor = -4.0
frisch_rich = -2.0
[elasticities]
etrq = -5
etre_land = -1
esbg = 1
esbs = 1
rflx = 10
rdlt = 1
[[source]]
id = "INV"
title = "Invented"
publisher = "Nobody"
used_for = "tests"
)";

void write_recipe(const fs::path& folder) {
  write_text(folder / "recipe.toml", recipe_text);
  write_text(folder / "sectors.csv",
             "sector,label,goods,adb,oecd,bilateral,tariff,esbd,esbv,income_low,income_high\n"
             "gds,Goods,1,1,A,g,g,3,1.2,1,1\nmin,Mining,1,2,B,,m,5,0.2,0.7,0.6\nsvc,Services,0,3 4,C D,s,,1.9,1.3,1.2,1.1\n");
  write_text(folder / "economies.csv",
             "economy,adb,region,technology,uses,labour,skill,spending\nAAA,A1,AAA,AAA,AAA,AAA,AAA,AAA\n"
             "BBB,B1,BBB,BBB,BBB,BBB,BBB,BBB\nDDD,D1,RST,BBB,BBB,BBB,BBB,DDD\nCCC,,RST,CCC,BBB,GUESS,BBB,DDD\n"
             "ROW,R1,RST,ROW,BBB,BBB,BBB,DDD\n");
  write_text(folder / "pairs.csv", fmt::format("source,destination,usd_mn,kind,origin\nAAA,BBB,{},fixed,invented\n", tiny_fixed_pair));
  write_text(folder / "foreign_capital.csv", "owner,host,sector,usd_mn,share,origin\nAAA,BBB,,100,,invented\nAAA,BBB,gds,,0.6,invented\n");
  write_text(folder / "tariff_likes.csv", "exporter,importer,like\nRST,RST,free\n");
  write_text(folder / "preferences.csv",
             "exporter,importer,tariff_table,mfn_suppliers,least_utilisation,compliance\nAAA,BBB,tariffs,RST,0.5,0.02\n");
}

}  // namespace

void write_tiny_world(const fs::path& folder) {
  fs::create_directories(folder / "raw");
  fs::create_directories(folder / "recipe");
  write_trade(folder / "raw");
  write_wiod(folder / "raw");
  write_accounts(folder / "raw");
  write_recipe(folder / "recipe");
}

}  // namespace setu::testing
