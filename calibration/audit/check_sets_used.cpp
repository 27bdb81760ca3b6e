#include <fmt/format.h>

#include "findings.hpp"

namespace setu::detail {
namespace {

double total_of(const Database& db, std::string_view header, std::string_view set, std::size_t element) {
  const Array& array = db[header];
  const auto d = static_cast<std::size_t>(std::find(array.sets().begin(), array.sets().end(), set) - array.sets().begin());
  std::size_t stride = 1;
  for (std::size_t k = d + 1; k < array.dims().size(); ++k) stride *= array.dims()[k];
  double sum = 0;
  for (std::size_t cell = 0; cell < array.values().size(); ++cell)
    if (cell / stride % array.dims()[d] == element) sum += array.values()[cell];
  return sum;
}

/// A commodity that is made nowhere but used is a fault (faults.hpp).
bool is_used(const Database& db, std::size_t commodity) {
  for (const char* header : {"VDFB", "VMFB", "VDPB", "VMPB", "VDGB", "VMGB", "VDIB", "VMIB"})
    if (total_of(db, header, "COMM", commodity) != 0) return true;
  return false;
}

void unused_elements(const Sums& s, Findings& findings) {
  struct Use {
    const char *set, *header, *sentence;
  };
  for (const Use use : {Use{"COMM", "MAKB", "the commodity is neither made nor used"},
                        Use{"ACTS", "MAKB", "the activity makes nothing anywhere"}, Use{"ENDW", "EVFB", "the endowment is used nowhere"}}) {
    const auto& elements = s.sets.by_name(use.set);
    for (std::size_t i = 0; i < elements.size(); ++i) {
      if (total_of(s.db, use.header, use.set, i) != 0) continue;
      if (use.set == std::string_view("COMM") && is_used(s.db, i)) continue;
      findings.add(Severity::Warning, "unused element", fmt::format("{} {}", use.set, elements[i]), use.sentence);
    }
  }
}

void absent_somewhere(const Sums& s, Findings& findings) {
  for (std::size_t r = 0; r < s.reg; ++r) {
    for (std::size_t c = 0; c < s.comm; ++c)
      if (s.over_acts("MAKB", c, r) == 0)
        findings.add(Severity::Note, "absent in a region", s.sets.comm[c] + " in " + s.sets.reg[r], "not produced");
    for (std::size_t e = 0; e < s.endw; ++e) {
      double income = 0;
      for (std::size_t a = 0; a < s.acts; ++a) income += s.db["EVFB"](e, a, r);
      if (income == 0) findings.add(Severity::Note, "absent in a region", s.sets.endw[e] + " in " + s.sets.reg[r], "not used");
    }
  }
}

void special_sets(const Sums& s, Findings& findings) {
  if (s.sets.marg.empty()) findings.add(Severity::Note, "sets", "MARG", "no transport margins; CIF must equal FOB");
}

void stocks(const Sums& s, Findings& findings) {
  for (std::size_t r = 0; r < s.reg; ++r)
    if (s.db["VDEP"](r) > s.db["VKB"](r) && s.db["VKB"](r) > 0)
      findings.add(Severity::Warning, "stocks", cell_name(s.db, "VDEP", r), "more depreciation than capital");
}

}  // namespace

void check_sets_used(const Sums& sums, Findings& findings) {
  special_sets(sums, findings);
  unused_elements(sums, findings);
  absent_somewhere(sums, findings);
  stocks(sums, findings);
}

}  // namespace setu::detail
