#include "setu/model/database/database.hpp"

#include <algorithm>

#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"

namespace setu {

const std::vector<std::string>& Sets::by_name(std::string_view name) const {
  const std::pair<std::string_view, const std::vector<std::string>*> table[] = {
      {"REG", &reg},   {"COMM", &comm}, {"ACTS", &acts}, {"ENDW", &endw}, {"MARG", &marg},
      {"ENDM", &endm}, {"ENDS", &ends}, {"ENDF", &endf}, {"ENDC", &endc}, {"ENDL", &endl}};
  std::vector<std::string> known;
  for (const auto& [key, elements] : table) {
    if (key == name) return *elements;
    known.emplace_back(key);
  }
  throw InputError(unknown_name("set", name, known));
}

Array::Array(std::vector<std::string> sets, std::vector<std::size_t> dims) : sets_(std::move(sets)), dims_(std::move(dims)) {
  std::size_t size = 1;
  for (const std::size_t d : dims_) size *= d;
  values_.assign(size, 0.0);
}

namespace {

constexpr HeaderMeasure usd{Quantity::Value, kMillion}, persons{Quantity::Persons, "million persons"}, index{Quantity::Relative, "index"},
    share{Quantity::Share, "share"}, rate{Quantity::Rate, "rate"}, elasticity{Quantity::Elasticity, "elasticity"},
    parameter{Quantity::Parameter, "parameter"}, flag{Quantity::Flag, "flag"};

}  // namespace

const std::vector<HeaderInfo>& header_catalogue() {
  static const std::vector<HeaderInfo> catalogue = {
      {"VDFB", {"COMM", "ACTS", "REG"}, usd, false, false, "domestic intermediate purchases at basic prices"},
      {"VDFP", {"COMM", "ACTS", "REG"}, usd, false, false, "domestic intermediate purchases at producer prices"},
      {"VMFB", {"COMM", "ACTS", "REG"}, usd, false, false, "imported intermediate purchases at basic prices"},
      {"VMFP", {"COMM", "ACTS", "REG"}, usd, false, false, "imported intermediate purchases at producer prices"},
      {"VDPB", {"COMM", "REG"}, usd, false, false, "private domestic purchases at basic prices"},
      {"VDPP", {"COMM", "REG"}, usd, false, false, "private domestic purchases at purchasers' prices"},
      {"VMPB", {"COMM", "REG"}, usd, false, false, "private imported purchases at basic prices"},
      {"VMPP", {"COMM", "REG"}, usd, false, false, "private imported purchases at purchasers' prices"},
      {"VDGB", {"COMM", "REG"}, usd, false, false, "government domestic purchases at basic prices"},
      {"VDGP", {"COMM", "REG"}, usd, false, false, "government domestic purchases at purchasers' prices"},
      {"VMGB", {"COMM", "REG"}, usd, false, false, "government imported purchases at basic prices"},
      {"VMGP", {"COMM", "REG"}, usd, false, false, "government imported purchases at purchasers' prices"},
      {"VDIB", {"COMM", "REG"}, usd, false, false, "investment domestic purchases at basic prices"},
      {"VDIP", {"COMM", "REG"}, usd, false, false, "investment domestic purchases at purchasers' prices"},
      {"VMIB", {"COMM", "REG"}, usd, false, false, "investment imported purchases at basic prices"},
      {"VMIP", {"COMM", "REG"}, usd, false, false, "investment imported purchases at purchasers' prices"},
      {"EVFB", {"ENDW", "ACTS", "REG"}, usd, false, false, "endowments at basic prices"},
      {"EVFP", {"ENDW", "ACTS", "REG"}, usd, false, false, "endowments at producer prices"},
      {"EVOS", {"ENDW", "ACTS", "REG"}, usd, false, false, "endowments at supplier prices, after income tax"},
      {"MAKS", {"COMM", "ACTS", "REG"}, usd, false, false, "make matrix at supplier prices"},
      {"MAKB", {"COMM", "ACTS", "REG"}, usd, false, false, "make matrix at basic prices"},
      {"VXSB", {"COMM", "REG", "REG"}, usd, false, false, "exports at basic prices (source, destination)"},
      {"VFOB", {"COMM", "REG", "REG"}, usd, false, false, "exports at FOB prices"},
      {"VCIF", {"COMM", "REG", "REG"}, usd, false, false, "imports at CIF prices"},
      {"VMSB", {"COMM", "REG", "REG"}, usd, false, false, "imports at basic prices, tariff inclusive"},
      {"VST", {"MARG", "REG"}, usd, false, true, "margin exports to the world transport pool"},
      {"VTWR", {"MARG", "COMM", "REG", "REG"}, usd, false, true, "transport margins by mode, commodity and route"},
      {"SAVE", {"REG"}, usd, false, false, "net saving"},
      {"VDEP", {"REG"}, usd, false, false, "capital depreciation"},
      {"VKB", {"REG"}, usd, false, false, "capital stock at the beginning of the period"},
      {"POP", {"REG"}, persons, false, false, "population"},
      {"DPSM", {"REG"}, index, false, true, "sum of the distribution parameters (absent: 1)"},
      {"VKOS",
       {"REG", "ACTS", "REG"},
       usd,
       false,
       true,
       "capital income at supplier prices by owner region, activity and host (absent: all owned at home)"},
      {"VDKO", {"REG", "REG"}, usd, false, true, "depreciation borne by owner region in host (absent: VDEP in proportion to VKOS)"},
      {"TRNS", {"REG"}, usd, false, true, "net current transfers received, zero over the world (absent: none)"},
      {"PRFU", {"COMM", "REG", "REG"}, share, false, true, "utilisation rate of tariff preferences"},
      {"PRFR", {"COMM", "REG", "REG"}, rate, false, true, "preferential tariff rate"},
      {"MFNR", {"COMM", "REG", "REG"}, rate, false, true, "most-favoured-nation tariff rate"},
      {"PRFC", {"COMM", "REG", "REG"}, rate, false, true, "cost of complying with rules of origin, share of value"},
      {"NTMM", {"COMM", "REG", "REG"}, usd, false, true, "non-tariff rents that accrue to the importer, within VMSB"},
      {"NTMX", {"COMM", "REG", "REG"}, usd, false, true, "non-tariff rents that accrue to the exporter, within VFOB"},
      {"ESBT", {"ACTS", "REG"}, elasticity, true, true, "value added against intermediates"},
      {"ESBC", {"ACTS", "REG"}, elasticity, true, true, "among intermediates"},
      {"ESBV", {"ACTS", "REG"}, elasticity, true, false, "among endowments"},
      {"ESBD", {"COMM", "REG"}, elasticity, true, false, "domestic against imported"},
      {"ESBM", {"COMM", "REG"}, elasticity, true, false, "among sources of imports"},
      {"ESBG", {"REG"}, elasticity, true, true, "among government purchases"},
      {"ESBI", {"REG"}, elasticity, true, true, "among investment purchases"},
      {"ESBS", {"MARG"}, elasticity, true, true, "among suppliers of transport services"},
      {"ESBQ", {"COMM", "REG"}, elasticity, true, true, "inverse elasticity among activities supplying a commodity"},
      {"ETRQ", {"ACTS", "REG"}, elasticity, true, true, "transformation among an activity's commodities (negative)"},
      {"ETRE", {"ENDW", "REG"}, elasticity, true, true, "transformation of sluggish endowments (negative)"},
      {"EFLG", {"ENDW", "ENDT"}, flag, true, true, "endowment type: mobile, sluggish or fixed"},
      {"INCP", {"COMM", "REG"}, parameter, true, false, "CDE expansion parameter"},
      {"SUBP", {"COMM", "REG"}, parameter, true, false, "CDE substitution parameter"},
      {"RFLX", {"REG"}, elasticity, true, false, "flexibility of the expected rate of return to investment"},
      {"RDLT", {}, flag, true, true, "1: expected rates of return equalise; 0: fixed shares of net investment"},
      {"ESKO", {"ACTS", "REG"}, elasticity, true, true, "among capital by owner (absent: 2)"},
      {"ETKO", {"REG"}, elasticity, true, true, "transformation of an owner's capital across hosts (absent: 1.5)"},
  };
  return catalogue;
}

namespace {

const HeaderInfo& header_info(std::string_view name) {
  const auto& all = header_catalogue();
  const auto it = std::find_if(all.begin(), all.end(), [&](const auto& h) { return h.name == name; });
  if (it != all.end()) return *it;
  std::vector<std::string> known;
  for (const auto& h : all) known.push_back(h.name);
  throw InputError(unknown_name("header", name, known, 100));
}

}  // namespace

Database::Database(Sets sets) : sets_(std::move(sets)) {}

const Array& Database::operator[](std::string_view header) const {
  if (const auto it = arrays_.find(header); it != arrays_.end()) return it->second;
  const HeaderInfo& info = header_info(header);
  std::vector<std::size_t> dims;
  for (const auto& set : info.sets) dims.push_back(set == "ENDT" ? 3 : sets_.by_name(set).size());
  return arrays_.emplace(info.name, Array(info.sets, std::move(dims))).first->second;
}

Array& Database::operator[](std::string_view header) {
  const auto& array = static_cast<const Database&>(*this)[header];
  given_[std::string(header)] = true;
  return const_cast<Array&>(array);  // NOLINT: the map is ours; the const overload only creates zeros
}

bool Database::has(std::string_view header) const { return given_.find(header) != given_.end(); }

}  // namespace setu
