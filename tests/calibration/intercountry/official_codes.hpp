#pragma once
#include <sstream>
#include <string>
#include <vector>

/// The codes of the official inter-country tables, every edition in full.
namespace setu::testing {

using Codes = std::vector<std::string>;

inline Codes codes_of(const std::string& text) {
  Codes codes;
  std::istringstream in(text);
  for (std::string one; in >> one;) codes.push_back(one);
  return codes;
}

inline Codes wiod_economies(bool release2016) {
  return release2016
             ? codes_of(
                   "AUS AUT BEL BGR BRA CAN CHE CHN CYP CZE DEU DNK ESP EST FIN FRA GBR GRC HRV HUN IDN IND IRL ITA JPN KOR LTU LUX "
                   "LVA MEX MLT NLD NOR POL PRT ROU RUS SVK SVN SWE TUR TWN USA ROW")
             : codes_of(
                   "AUS AUT BEL BGR BRA CAN CHN CYP CZE DEU DNK ESP EST FIN FRA GBR GRC HUN IDN IND IRL ITA JPN KOR LTU LUX LVA MEX "
                   "MLT NLD POL PRT ROU RUS SVK SVN SWE TUR TWN USA RoW");
}

inline Codes wiod_industries(bool release2016) {
  return release2016
             ? codes_of(
                   "A01 A02 A03 B C10-C12 C13-C15 C16 C17 C18 C19 C20 C21 C22 C23 C24 C25 C26 C27 C28 C29 C30 C31_C32 C33 D35 E36 "
                   "E37-E39 F G45 G46 G47 H49 H50 H51 H52 H53 I J58 J59_J60 J61 J62_J63 K64 K65 K66 L68 M69_M70 M71 M72 M73 M74_M75 N "
                   "O84 P85 Q R_S T U")
             : codes_of(
                   "AtB C 15t16 17t18 19 20 21t22 23 24 25 26 27t28 29 30t33 34t35 36t37 E F 50 51 52 H 60 61 62 63 64 J 70 71t74 L M "
                   "N O P");
}

inline Codes adb_economies() {
  return codes_of(
      "AUS AUT BEL BGR BRA CAN SWI PRC CYP CZE GER DEN SPA EST FIN FRA UKG GRC HRV HUN INO IND IRE ITA JPN KOR LTU LUX LVA MEX MLT NET "
      "NOR POL POR ROM RUS SVK SVN SWE TUR TAP USA BAN MAL PHI THA VIE KAZ MON SRI PAK FIJ LAO BRU BHU KGZ CAM MLD NEP SIN HKG ARG COL "
      "ECU ARM GEO EGY KUW SAU UAE NZL RoW");
}

inline Codes icio_economies(int edition) {
  Codes all = codes_of(
      "AUS AUT BEL CAN CHL CZE DNK EST FIN FRA DEU GRC HUN ISL IRL ISR ITA JPN KOR LVA LUX MEX NLD NZL NOR POL PRT SVK SVN ESP SWE "
      "CHE TUR GBR USA ARG BRA BRN BGR KHM CHN COL CRI HRV CYP IND IDN HKG LTU MYS MLT MAR PER PHL ROU RUS SAU SGP ZAF TWN THA TUN VNM");
  if (edition >= 2018) all.push_back("KAZ");
  if (edition >= 2021)
    for (const char* one : {"LAO", "MMR"}) all.emplace_back(one);
  if (edition >= 2023)
    for (const char* one : {"BGD", "BLR", "CIV", "CMR", "EGY", "JOR", "NGA", "PAK", "SEN", "UKR"}) all.emplace_back(one);
  if (edition >= 2025)
    for (const char* one : {"AGO", "ARE", "COD", "STP"}) all.emplace_back(one);
  all.emplace_back("ROW");
  return all;
}

inline Codes icio_industries(int edition) {
  switch (edition) {
    case 2016:
      return codes_of(
          "C01T05 C10T14 C15T16 C17T19 C20 C21T22 C23 C24 C25 C26 C27 C28 C29 C30T33X C31 C34 C35 C36T37 C40T41 C45 C50T52 C55 C60T63 "
          "C64 C65T67 C70 C71 C72 C73T74 C75 C80 C85 C90T93 C95");
    case 2018:
      return codes_of(
          "D01T03 D05T06 D07T08 D09 D10T12 D13T15 D16 D17T18 D19 D20T21 D22 D23 D24 D25 D26 D27 D28 D29 D30 D31T33 D35T39 D41T43 "
          "D45T47 D49T53 D55T56 D58T60 D61 D62T63 D64T66 D68 D69T82 D84 D85 D86T88 D90T96 D97T98");
    case 2021:
      return codes_of(
          "D01T02 D03 D05T06 D07T08 D09 D10T12 D13T15 D16 D17T18 D19 D20 D21 D22 D23 D24 D25 D26 D27 D28 D29 D30 D31T33 D35 D36T39 "
          "D41T43 D45T47 D49 D50 D51 D52 D53 D55T56 D58T60 D61 D62T63 D64T66 D68 D69T75 D77T82 D84 D85 D86T88 D90T93 D94T96 D97T98");
    case 2023:
      return codes_of(
          "A01_02 A03 B05_06 B07_08 B09 C10T12 C13T15 C16 C17_18 C19 C20 C21 C22 C23 C24 C25 C26 C27 C28 C29 C30 C31T33 D E F G H49 H50 "
          "H51 H52 H53 I J58T60 J61 J62_63 K L M N O P Q R S T");
    default:
      return codes_of(
          "A01 A02 A03 B05 B06 B07 B08 B09 C10T12 C13T15 C16 C17_18 C19 C20 C21 C22 C23 C24A C24B C25 C26 C27 C28 C29 C301 C302T309 C31T33 "
          "D E F G H49 H50 H51 H52 H53 I J58T60 J61 J62_63 K L M N O P Q R S T");
  }
}

inline Codes figaro_economies() {
  return codes_of(
      "AR AT AU BE BG BR CA CH CN CY CZ DE DK EE ES FI FR GB GR HR HU ID IE IN IT JP KR LT LU LV MT MX NL NO PL PT RO RU SA SE SI SK TR US "
      "ZA FIGW1");
}

inline Codes figaro_industries() {
  return codes_of(
      "A01 A02 A03 B C10T12 C13T15 C16 C17 C18 C19 C20 C21 C22 C23 C24 C25 C26 C27 C28 C29 C30 C31_32 C33 D35 E36 E37T39 F G45 G46 G47 "
      "H49 H50 H51 H52 H53 I J58 J59_60 J61 J62_63 K64 K65 K66 L M69_70 M71 M72 M73 M74_75 N77 N78 N79 N80T82 O84 P85 Q86 Q87_88 R90T92 "
      "R93 S94 S95 S96 T U");
}

}  // namespace setu::testing
