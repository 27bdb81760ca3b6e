#include "economy.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "setu/base/error.hpp"

namespace setu::synthetic {
namespace {

/// The first sectors are agriculture, then mining, manufacturing, and services.
Kind kind_of(std::size_t sector, std::size_t sectors) {
  const double place = (static_cast<double>(sector) + 0.5) / static_cast<double>(sectors);
  if (sector == 0 || place < 0.15) return Kind::Agriculture;
  if (sector + 1 == sectors || place >= 0.65) return Kind::Services;
  return place < 0.25 ? Kind::Mining : Kind::Manufacturing;
}

const char* stem(Kind kind) {
  switch (kind) {
    case Kind::Agriculture: return "agr";
    case Kind::Mining: return "min";
    case Kind::Manufacturing: return "mnf";
    case Kind::Services: return "svc";
  }
  return "";
}

Sets sets_of(const SyntheticOptions& options, const std::vector<Kind>& kind) {
  Sets sets;
  for (std::size_t r = 0; r < options.regions; ++r) sets.reg.push_back(fmt::format("reg{:03}", r + 1));
  for (std::size_t c = 0; c < options.sectors; ++c) sets.comm.push_back(fmt::format("{}{:02}", stem(kind[c]), c + 1));
  sets.acts = sets.comm;
  sets.endw = {"Land", "UnSkLab", "SkLab", "Capital", "NatRes"};
  sets.endm = {"UnSkLab", "SkLab", "Capital"};
  sets.ends = {"Land"};
  sets.endf = {"NatRes"};
  sets.endc = {"Capital"};
  sets.endl = {"UnSkLab", "SkLab"};
  const std::size_t modes = !options.margins ? 0 : options.sectors >= 20 ? 3 : 1;
  sets.marg.assign(sets.comm.end() - static_cast<std::ptrdiff_t>(modes), sets.comm.end());
  return sets;
}

void check(const SyntheticOptions& options) {
  if (options.regions == 0 || options.sectors == 0) throw InputError("A synthetic database needs at least one region and one sector.");
  if (!(options.density > 0 && options.density <= 1))
    throw InputError(fmt::format("The density of a synthetic database lies above 0 and at most at 1, not at {}.", options.density));
}

}  // namespace

Economy::Economy(const SyntheticOptions& given)
    : options(given), draw(given.seed), R(given.regions), C(given.sectors), output(C * R), home(C * R), trade_balance(R), spender(R) {
  check(given);
  for (std::size_t c = 0; c < C; ++c) kind.push_back(kind_of(c, C));
  db = Database(sets_of(given, kind));
  double world = 0;
  for (std::size_t r = 0; r < R; ++r) {
    const double u = draw(RegionSize, {r});
    size.push_back(0.05 + u * u * u);  // a few large regions, many small ones
    world += size.back();
  }
  for (double& share : size) share /= world;
}

/// At least one region, the last, makes everything; the first lacks one good at least.
bool Economy::absent(std::size_t c, std::size_t r) const {
  const bool may_be = kind[c] == Kind::Agriculture || kind[c] == Kind::Mining;
  if (!options.absent_commodities || !may_be || C == 1 || r + 1 == R) return false;
  return (r == 0 && c == 0) || draw(IsAbsent, {c, r}) < 0.15;
}

double Economy::tax(double low, double high, std::size_t which, std::initializer_list<std::size_t> at) const {
  if (!options.taxes) return 0;
  std::uint64_t key = TaxRate + 1000 * (which + 1);
  const double u = draw(key, at);
  return u < 0.5 ? 0 : low + (high - low) * (2 * u - 1);
}

}  // namespace setu::synthetic

namespace setu {

Database synthetic_database(const SyntheticOptions& options) {
  synthetic::Economy economy(options);
  synthetic::make_outputs(economy);
  synthetic::make_exports(economy);
  synthetic::make_margins(economy);
  synthetic::make_imports(economy);
  synthetic::find_trade_balances(economy);
  synthetic::make_uses(economy);
  synthetic::make_value_added(economy);
  synthetic::make_owners(economy);
  synthetic::make_saving(economy);
  synthetic::make_parameters(economy);
  return std::move(economy.db);
}

}  // namespace setu
