#include "economy.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "setu/base/error.hpp"
#include "setu/model/database/accounts.hpp"
#include "setu/calibration/elasticities/elasticities.hpp"

namespace setu::detail {

void make_sets(Economy& e) {
  Sets sets;
  sets.reg = e.table.economies;
  sets.comm = sets.acts = e.table.industries;
  sets.endw.assign(endowment_names().begin(), endowment_names().end());
  sets.endm = {sets.endw[1], sets.endw[2], sets.endw[3]};
  sets.ends = {sets.endw[0]}, sets.endf = {sets.endw[4]}, sets.endc = {sets.endw[3]};
  sets.endl = {sets.endw[1], sets.endw[2]};
  e.db = Database(std::move(sets));
}

namespace {

/// I6: margins are part of what was sold as services: exports of the mode shrink, in every use, by what the pool buys.
void take_margins(Economy& e, const std::vector<RouteRate>& rates) {
  std::vector<std::size_t> modes;
  std::vector<std::vector<double>> rate;  // by mode: (commodity, source, destination)
  for (const auto& row : rates) {
    std::size_t m = static_cast<std::size_t>(std::find(modes.begin(), modes.end(), row.mode) - modes.begin());
    if (m == modes.size()) modes.push_back(row.mode), rate.emplace_back(e.R * e.R * e.C, 0.0);
    rate[m][(row.commodity * e.R + row.source) * e.R + row.destination] = row.rate;
  }
  for (const std::size_t m : modes) e.db.sets().marg.push_back(e.table.industries[m]);
  const auto traded = [&](std::size_t c, std::size_t s, std::size_t d) {
    double sum = 0;
    for (std::size_t u = 0; u < e.users(); ++u) sum += e.at(s, c, d, u);
    return sum;
  };
  for (std::size_t m = 0; m < modes.size(); ++m) {
    double needed = 0, exported = 0;
    for (std::size_t c = 0; c < e.C; ++c)
      for (std::size_t s = 0; s < e.R; ++s)
        for (std::size_t d = 0; d < e.R; ++d) {
          const double r = rate[m][(c * e.R + s) * e.R + d];
          const bool itself = std::find(modes.begin(), modes.end(), c) != modes.end();
          if (s != d && r > 0 && !itself) needed += e.db["VTWR"](m, c, s, d) = r * traded(c, s, d);
          if (s != d && c == modes[m]) exported += traded(c, s, d);
        }
    if (needed > 0.9 * exported)
      throw InputError("The margins need US$ " + amount(needed) + " million of '" + e.table.industries[modes[m]] + "', of which only " +
                       amount(exported) + " are exported.");
    if (needed == 0) continue;
    for (std::size_t s = 0; s < e.R; ++s)
      for (std::size_t d = 0; d < e.R; ++d)
        for (std::size_t u = 0; s != d && u < e.users(); ++u) {
          double& sold = e.at(s, modes[m], d, u);
          e.db["VST"](m, s) += sold * needed / exported;
          sold *= 1 - needed / exported;
        }
    e.notes.push_back("Transport margins of US$ " + amount(needed) + " million were taken out of the exports of '" +
                      e.table.industries[modes[m]] + "'.");
  }
}

}  // namespace

void lay_routes(Economy& e) {
  if (!e.options.margins.empty()) take_margins(e, read_route_rates(e.options.margins, e.table.economies, e.table.industries, true));
  std::vector<double> tariff(e.R * e.R * e.C, 0.0);
  if (!e.options.tariffs.empty())
    for (const auto& row : read_route_rates(e.options.tariffs, e.table.economies, e.table.industries, false))
      tariff[(row.source * e.C + row.commodity) * e.R + row.destination] = row.rate;
  const Array& vtwr = std::as_const(e.db)["VTWR"];
  Array &vxsb = e.db["VXSB"], &vfob = e.db["VFOB"], &vcif = e.db["VCIF"], &vmsb = e.db["VMSB"];
  for (std::size_t s = 0; s < e.R; ++s)
    for (std::size_t c = 0; c < e.C; ++c)
      for (std::size_t d = 0; d < e.R; ++d) {
        if (s == d) continue;
        double sold = 0, margins = 0;
        for (std::size_t u = 0; u < e.users(); ++u) sold += e.at(s, c, d, u);
        for (std::size_t m = 0; m < e.db.sets().marg.size(); ++m) margins += vtwr(m, c, s, d);
        vxsb(c, s, d) = vfob(c, s, d) = sold;
        vcif(c, s, d) = sold + margins;
        vmsb(c, s, d) = (sold + margins) * (1 + tariff[(s * e.C + c) * e.R + d]);
        const double power = sold > 0 ? vmsb(c, s, d) / sold : 1;  // every user bears the route's margins and duties
        for (std::size_t u = 0; u < e.users(); ++u) e.at(s, c, d, u) *= power;
      }
}

void make_purchases(Economy& e) {
  struct Headers {
    Array &db, &dp, &mb, &mp;
  };
  const auto headers = [&](char use) {
    const auto name = [&](const char* origin, const char* price) { return origin + std::string(1, use) + price; };
    return Headers{e.db[name("VD", "B")], e.db[name("VD", "P")], e.db[name("VM", "B")], e.db[name("VM", "P")]};
  };
  const Headers firms = headers('F');
  const Headers finals[buyers] = {headers('P'), headers('G'), headers('I')};
  Array& makb = e.db["MAKB"];
  for (std::size_t c = 0; c < e.C; ++c)
    for (std::size_t d = 0; d < e.R; ++d) {
      makb(c, c, d) = e.output[d * e.C + c];
      for (std::size_t u = 0; u < e.users(); ++u) {
        double imports = 0;
        for (std::size_t s = 0; s < e.R; ++s)
          if (s != d) imports += e.at(s, c, d, u);
        const double home = e.at(d, c, d, u), power = 1 + e.tax[d * e.users() + u];
        if (u < e.C) {
          firms.db(c, u, d) = home, firms.dp(c, u, d) = home * power;
          firms.mb(c, u, d) = imports, firms.mp(c, u, d) = imports * power;
        } else {
          const Headers& h = finals[u - e.C];
          h.db(c, d) = home, h.dp(c, d) = home * power, h.mb(c, d) = imports, h.mp(c, d) = imports * power;
        }
      }
    }
}

void pay_endowments(Economy& e) {
  const auto rows = read_factor_shares(e.options.factors);
  Array &evfp = e.db["EVFP"], &evfb = e.db["EVFB"], &evos = e.db["EVOS"], &maks = e.db["MAKS"];
  const Array &vdfp = std::as_const(e.db)["VDFP"], &vmfp = std::as_const(e.db)["VMFP"];
  double lifted = 0;
  std::size_t low = 0;
  for (std::size_t a = 0; a < e.C; ++a) {
    const auto& share = row_of_sector(rows, e.table.industries[a], e.options.factors).share;
    for (std::size_t r = 0; r < e.R; ++r) {
      const double output = e.output[r * e.C + a];
      if (output <= 0) continue;
      double inputs = 0, paid = 0;
      for (std::size_t c = 0; c < e.C; ++c) inputs += vdfp(c, a, r) + vmfp(c, a, r);
      double value_added = output - e.output_tax[r * e.C + a] - inputs;
      if (const double least = e.options.least_value_added * output; value_added < least)
        lifted += least - value_added, value_added = least, ++low;
      for (std::size_t f = 0; f < share.size(); ++f) paid += evfp(f, a, r) = evfb(f, a, r) = evos(f, a, r) = value_added * share[f];
      maks(a, a, r) = inputs + paid;
    }
  }
  if (low > 0)
    e.notes.push_back("The value added of " + std::to_string(low) + " industries was below " + amount(100 * e.options.least_value_added) +
                      " per cent of output; it was raised by US$ " + amount(lifted) + " million in all, which a subsidy on output pays.");
}

void make_stocks(Economy& e) {
  const Macro macro = read_macro(e.options.macro, e.table.economies);
  const auto or_default = [](double given, double otherwise) { return std::isnan(given) ? otherwise : given; };
  constexpr std::size_t capital = 3;
  constexpr double most_of_investment = 0.8;
  std::size_t capped = 0, unknown = 0;
  for (std::size_t r = 0; r < e.R; ++r) {
    double income = 0, investment = 0;
    for (std::size_t a = 0; a < e.C; ++a) income += e.db["EVOS"](capital, a, r);
    for (std::size_t c = 0; c < e.C; ++c) investment += e.db["VDIP"](c, r) + e.db["VMIP"](c, r);
    const double stock = or_default(macro.capital[r], income / (e.options.rate_of_return + e.options.depreciation));
    double worn = or_default(macro.depreciation[r], e.options.depreciation * stock);
    if (std::isnan(macro.depreciation[r]) && worn > most_of_investment * investment) worn = most_of_investment * investment, ++capped;
    e.db["VKB"](r) = stock, e.db["VDEP"](r) = worn;
    if (std::isnan(macro.population[r])) ++unknown;
    e.db["POP"](r) = or_default(macro.population[r], 1);
    e.db["SAVE"](r) = 0;
  }
  const auto income = regional_income(e.db), spent = regional_consumption(e.db);
  for (std::size_t r = 0; r < e.R; ++r) e.db["SAVE"](r) = income[r] - spent[r];
  if (capped > 0)
    e.notes.push_back("In " + std::to_string(capped) +
                      " economies depreciation was limited to 80 per cent of investment; a macro file can give it.");
  if (unknown > 0)
    e.notes.push_back("The population of " + std::to_string(unknown) +
                      " economies is not known and was set to one million; a macro file can give it.");
}

}  // namespace setu::detail
