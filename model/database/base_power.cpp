#include "setu/model/database/base_power.hpp"

#include <algorithm>

#include "setu/base/error.hpp"

namespace setu {

const std::vector<TaxPower>& tax_powers() {
  static const std::vector<TaxPower> powers = {
      {"to", "MAKB", "MAKS", "tax on output"},
      {"tfe", "EVFP", "EVFB", "tax on the use of endowments"},
      {"tinc", "EVFB", "EVOS", "tax on income from endowments"},
      {"tfd", "VDFP", "VDFB", "tax on domestic intermediates"},
      {"tfm", "VMFP", "VMFB", "tax on imported intermediates"},
      {"tpd", "VDPP", "VDPB", "tax on domestic private consumption"},
      {"tpm", "VMPP", "VMPB", "tax on imported private consumption"},
      {"tpdall", "VDPP", "VDPB", "tax on domestic private consumption"},
      {"tpmall", "VMPP", "VMPB", "tax on imported private consumption"},
      {"tgd", "VDGP", "VDGB", "tax on domestic government consumption"},
      {"tgm", "VMGP", "VMGB", "tax on imported government consumption"},
      {"tid", "VDIP", "VDIB", "tax on domestic investment goods"},
      {"tim", "VMIP", "VMIB", "tax on imported investment goods"},
      {"txs", "VFOB", "VXSB", "tax on exports by destination"},
      {"tms", "VMSB", "VCIF", "tax on imports by source (tariff)"},
  };
  return powers;
}

const std::vector<std::string>& tax_indices() {
  static const std::vector<std::string> names = {"tm", "tx", "tpreg"};
  return names;
}

std::optional<double> base_power(const Database& database, std::string_view variable, std::span<const std::string> elements) {
  const auto& all = tax_powers();
  const auto tax = std::find_if(all.begin(), all.end(), [&](const auto& t) { return t.variable == variable; });
  if (tax == all.end()) return std::nullopt;
  const Array& with_tax = database[tax->with_tax];
  const Array& before = database[tax->before];
  if (elements.size() != with_tax.sets().size()) throw LogicError("base_power: wrong number of elements");
  std::size_t position = 0;
  for (std::size_t d = 0; d < elements.size(); ++d) {
    const auto& labels = database.sets().by_name(with_tax.sets()[d]);
    const auto it = std::find(labels.begin(), labels.end(), elements[d]);
    if (it == labels.end()) throw LogicError("base_power: unknown element " + elements[d]);
    position = position * labels.size() + static_cast<std::size_t>(it - labels.begin());
  }
  // Non-tariff rents lie within the same values but are no tax (docs/equations.md §14).
  const double rents = variable == "tms"   ? database["NTMM"].values()[position]
                       : variable == "txs" ? database["NTMX"].values()[position]
                                           : 0.0;
  const double base = before.values()[position];
  return base != 0 ? (with_tax.values()[position] - rents) / base : 1.0;
}

}  // namespace setu
