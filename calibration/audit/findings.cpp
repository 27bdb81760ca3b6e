#include "findings.hpp"

namespace setu::detail {

void Findings::add(Severity severity, const std::string& check, const std::string& where, const std::string& message, double size) {
  auto at = std::find_if(all_.begin(), all_.end(), [&](const auto& c) { return c.check == check && c.severity == severity; });
  if (at == all_.end()) at = all_.insert(all_.end(), CheckSummary{check, severity, 0, {}});
  ++at->count;
  auto& kept = at->findings;
  if (kept.size() == keep_ && (keep_ == 0 || kept.back().size >= size)) return;
  const auto place = std::upper_bound(kept.begin(), kept.end(), size, [](double value, const Finding& f) { return value > f.size; });
  kept.insert(place, Finding{severity, check, where, message, size});
  if (kept.size() > keep_) kept.pop_back();
}

std::vector<CheckSummary> Findings::sorted() const {
  auto checks = all_;
  std::stable_sort(checks.begin(), checks.end(), [](const auto& a, const auto& b) { return a.severity > b.severity; });
  return checks;
}

}  // namespace setu::detail
