#include <fmt/format.h>

#include "findings.hpp"

namespace setu::detail {
namespace {

void zero(const Sums& s, std::string_view header, std::size_t cell, double flow, const std::string& why, Findings& findings) {
  findings.add(Severity::Warning, "elasticity zero or missing", cell_name(s.db, header, cell), why, flow);
}

/// ESBD and ESBM where there are imports, and both sources for ESBD.
void trade(const Sums& s, Findings& findings) {
  for (std::size_t c = 0; c < s.comm; ++c)
    for (std::size_t r = 0; r < s.reg; ++r) {
      const double imports = s.over_sources("VMSB", c, r);
      const double domestic = s.over_acts("VDFB", c, r) + s.at("VDPB", c, r) + s.at("VDGB", c, r) + s.at("VDIB", c, r);
      if (imports > 0 && s.at("ESBM", c, r) == 0)
        zero(s, "ESBM", c * s.reg + r, imports, "zero, though the commodity is imported", findings);
      if (imports > 0 && domestic > 0 && s.at("ESBD", c, r) == 0)
        zero(s, "ESBD", c * s.reg + r, imports, "zero, though domestic and imported goods compete", findings);
    }
}

void production(const Sums& s, Findings& findings) {
  for (std::size_t a = 0; a < s.acts; ++a)
    for (std::size_t r = 0; r < s.reg; ++r) {
      int used = 0, made = 0;
      double value_added = 0;
      for (std::size_t e = 0; e < s.endw; ++e)
        if (const double v = s.db["EVFP"](e, a, r); v > 0) ++used, value_added += v;
      for (std::size_t c = 0; c < s.comm; ++c) made += s.db["MAKS"](c, a, r) > 0 ? 1 : 0;
      if (used > 1 && s.db["ESBV"](a, r) == 0)
        zero(s, "ESBV", a * s.reg + r, value_added, "zero, though the activity uses several endowments", findings);
      if (made > 1 && s.db["ETRQ"](a, r) == 0)
        findings.add(Severity::Note, "fixed proportions", cell_name(s.db, "ETRQ", a * s.reg + r),
                     "zero, though the activity makes several commodities", value_added);
    }
}

void sluggish(const Sums& s, Findings& findings) {
  for (const auto& element : s.sets.ends) {
    const std::size_t e = Sums::find(s.sets.endw, element);
    for (std::size_t r = 0; r < s.reg; ++r) {
      double income = 0;
      for (std::size_t a = 0; a < s.acts; ++a) income += s.db["EVFB"](e, a, r);
      if (income > 0 && s.db["ETRE"](e, r) == 0)
        zero(s, "ETRE", e * s.reg + r, income, "zero, though the endowment is sluggish: it will not move", findings);
    }
  }
}

void investment(const Sums& s, Findings& findings) {
  for (std::size_t r = 0; r < s.reg; ++r)
    if (s.db["RFLX"](r) == 0) zero(s, "RFLX", r, s.db["VKB"](r), "zero: expected returns would not respond to investment", findings);
}

}  // namespace

void check_parameters(const Sums& sums, Findings& findings) {
  trade(sums, findings);
  production(sums, findings);
  sluggish(sums, findings);
  investment(sums, findings);
}

}  // namespace setu::detail
