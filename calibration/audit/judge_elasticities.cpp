#include <fmt/format.h>

#include "plausibility.hpp"

namespace setu::detail {
namespace {

/// Judges every cell of `header` where `flow(cell)` is positive; zeros of needed elasticities are check_parameters' business.
template <class Flow>
void judge_header(const Sums& s, const char* header, const Flow& flow, Plausibility& p) {
  const PlausibleRange* range = p.range(header);
  if (!range || !s.db.has(header)) return;
  const auto values = s.db[header].values();
  for (std::size_t cell = 0; cell < values.size(); ++cell)
    if (const double weight = flow(cell); weight > 0 && values[cell] != 0)
      p.judge(range, values[cell], weight, [&] { return cell_name(s.db, header, cell); });
}

double use(const Sums& s, const char* firms, const char* home, const char* state, const char* investors, std::size_t cell) {
  const std::size_t c = cell / s.reg, r = cell % s.reg;
  return s.over_acts(firms, c, r) + s.at(home, c, r) + s.at(state, c, r) + s.at(investors, c, r);
}

void rule_of_two(const Sums& s, Plausibility& p) {
  const PlausibleRange* range = p.range("ESBM_over_ESBD");
  const auto among = s.db["ESBM"].values(), against = s.db["ESBD"].values();
  for (std::size_t cell = 0; range && cell < among.size(); ++cell)
    if (against[cell] > 0 && among[cell] > 0)
      if (const double imports = use(s, "VMFB", "VMPB", "VMGB", "VMIB", cell); imports > 0)
        p.judge(range, among[cell] / against[cell], imports, [&] { return cell_name(s.db, "ESBM", cell) + " over ESBD"; });
}

}  // namespace

void judge_elasticities(const Sums& s, Plausibility& p) {
  const auto imports = [&](std::size_t cell) { return use(s, "VMFB", "VMPB", "VMGB", "VMIB", cell); };
  const auto output = [&](std::size_t cell) { return s.over_comm("MAKS", cell / s.reg, cell % s.reg); };
  const auto factors = [&](std::size_t cell) { return s.over_endw("EVFP", cell / s.reg, cell % s.reg); };
  const auto supply = [&](std::size_t cell) { return s.over_acts("MAKB", cell / s.reg, cell % s.reg); };
  const auto consumption = [&](std::size_t cell) { return s.db["VDPP"].values()[cell] + s.db["VMPP"].values()[cell]; };
  const auto capital = [&](std::size_t r) { return s.db["VKB"](r); };
  const auto endowment = [&](std::size_t cell) {
    double sum = 0;
    for (std::size_t a = 0; a < s.acts; ++a) sum += s.db["EVFB"](cell / s.reg, a, cell % s.reg);
    return sum;
  };
  const auto always = [](std::size_t) { return 1.0; };
  for (const char* header : {"ESBD", "ESBM"}) judge_header(s, header, imports, p);
  judge_header(s, "ESBV", factors, p);
  for (const char* header : {"ESBT", "ESBC", "ETRQ"}) judge_header(s, header, output, p);
  for (const char* header : {"ESBG", "ESBI", "ESBS"}) judge_header(s, header, always, p);
  judge_header(s, "ESBQ", supply, p);
  judge_header(s, "ETRE", endowment, p);
  for (const char* header : {"INCP", "SUBP"}) judge_header(s, header, consumption, p);
  judge_header(s, "RFLX", capital, p);
  rule_of_two(s, p);
}

}  // namespace setu::detail
