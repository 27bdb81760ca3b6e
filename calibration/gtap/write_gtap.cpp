#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>

#include "calibration/folder/endowment_types.hpp"
#include "gtap_source.hpp"
#include "setu/base/files/atomic_directory.hpp"
#include "setu/base/error.hpp"
#include "setu/calibration/gtap/gtap.hpp"

namespace setu {
namespace {

using Headers = std::vector<HarHeader>;

/// GTAP's coefficients where they are not called like their headers.
const std::map<std::string, std::string>& coefficients() {
  static const std::map<std::string, std::string> names = {
      {"ESBT", "ESUBT"},  {"ESBC", "ESUBC"},   {"ESBV", "ESUBVA"},   {"ETRQ", "ETRAQ"},    {"ESBQ", "ESUBQ"}, {"INCP", "INCPAR"},
      {"SUBP", "SUBPAR"}, {"ESBG", "ESUBG"},   {"ESBI", "ESUBI"},    {"ESBD", "ESUBD"},    {"ESBM", "ESUBM"}, {"ESBS", "ESUBS"},
      {"ETRE", "ETRAE"},  {"RFLX", "RORFLEX"}, {"RDLT", "RORDELTA"}, {"EFLG", "ENDOWFLAG"}};
  return names;
}

/// Headers that GTAP's own model reads, even if they are all zero.
bool gtap_reads(const HeaderInfo& info) {
  static const std::vector<std::string> own = {"VKOS", "VDKO", "TRNS", "PRFU", "PRFR", "MFNR", "PRFC", "NTMM", "NTMX", "ESKO", "ETKO"};
  return std::find(own.begin(), own.end(), info.name) == own.end();
}

HarHeader array_header(const Database& database, const HeaderInfo& info, bool wide) {
  if (info.name == "RDLT") {
    HarHeader flag;
    flag.name = info.name;
    flag.long_name = info.label.substr(0, 70);
    flag.type = HarType::Integer;
    flag.dims = {1, 1};
    flag.integers = {static_cast<std::int32_t>(std::lround(database[info.name]()))};
    return flag;
  }
  std::vector<HarAxis> axes;
  for (const auto& set : info.sets) axes.push_back({set == "ENDT" ? "ENDWT" : set, detail::elements_of(database.sets(), set), false});
  const auto name = coefficients().find(info.name);
  const bool given = database.has(info.name);
  Array values = info.name == "EFLG" && !given ? detail::endowment_flags(database) : database[info.name];
  if (info.name == "DPSM" && !given) std::fill(values.values().begin(), values.values().end(), 1.0);
  auto header = real_header(info.name, info.label.substr(0, 70), name == coefficients().end() ? info.name : name->second, std::move(axes),
                            values.values());
  header.wide = wide;
  return header;
}

/// Who wrote the file, and the version of the layout as GTAP v7's own files have it.
Headers preamble() {
  constexpr std::array layout{6.0};
  return {text_header("XXCR", "CREATION INFORMATION", {"Written by Setu"}, 70),
          real_header("DVER", "GTAP data format", "DVER", {}, layout)};
}

Headers set_headers(const Sets& sets) {
  Headers headers = preamble();
  const auto add = [&](const std::string& name, const std::string& set, const std::string& meaning) {
    headers.push_back(text_header(name, "Set " + set + "  " + meaning, detail::elements_of(sets, name)));
  };
  add("REG", "REG", "Regions");
  add("COMM", "COMM", "Commodities");
  add("MARG", "MARG", "Margin commodities");
  add("ACTS", "ACTS", "Activities");
  add("ENDW", "ENDW", "Endowments");
  add("ENDS", "ENDWS", "Sluggish endowment(s)");
  add("ENDM", "ENDWM", "Mobile endowments");
  add("ENDF", "ENDWF", "Sector-specific endowment(s)");
  add("ENDC", "ENDWC", "Capital endowment");
  add("ENDL", "ENDWL", "Labor endowment(s)");
  add("ENDT", "ENDWT", "Endowment types");
  return headers;
}

Headers array_headers(const Database& database, bool parameters, bool wide) {
  Headers headers = preamble();
  std::vector<std::string> fillers;
  for (const auto& info : header_catalogue()) {
    if (info.parameter != parameters || (!database.has(info.name) && !gtap_reads(info))) continue;
    headers.push_back(array_header(database, info, wide));
    if (!database.has(info.name)) fillers.push_back(info.name);
  }
  if (!fillers.empty()) headers.push_back(text_header("SETU", "Headers that only GTAP's model needs, not part of the database", fillers));
  return headers;
}

/// The largest relative error of rounding to single precision.
double rounding(const Headers& headers) {
  double worst = 0;
  for (const auto& header : headers)
    for (const double value : header.reals)
      if (value != 0) worst = std::max(worst, std::abs(static_cast<double>(static_cast<float>(value)) / value - 1));
  return worst;
}

std::string in_words(double small) {
  char text[16];
  std::snprintf(text, sizeof text, "%.1e", small);
  return text;
}

}  // namespace

std::vector<std::string> write_gtap(const Database& database, const std::filesystem::path& folder, const GtapWriteOptions& options) {
  check_sets(database.sets(), "The database cannot be written to '" + folder.string() + "': ");
  const Headers data = array_headers(database, false, options.double_precision);
  const Headers parameters = array_headers(database, true, options.double_precision);
  AtomicDirectory output(folder, "basedata.har", AtomicDirectory::Others::Keep);
  write_har(output.path() / "sets.har", set_headers(database.sets()));
  write_har(output.path() / "basedata.har", data);
  write_har(output.path() / "default.prm", parameters);
  output.commit();
  if (options.double_precision) return {"Values take eight bytes each (types DE and DL), which GEMPACK's programs do not read."};
  const double worst = std::max(rounding(data), rounding(parameters));
  if (worst == 0) return {"Every value is written exactly."};
  return {"Values were rounded to single precision, as GEMPACK stores them: by at most " + in_words(worst) + " of a value."};
}

}  // namespace setu
