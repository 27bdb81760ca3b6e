#include "form_writer.hpp"

namespace setu {

namespace {

void append(Combinations& out, const Linear& combination) {
  for (const auto& part : combination.parts) {
    out.variable.push_back(part.variable);
    out.coef.push_back(part.coef);
  }
  out.begin.push_back(static_cast<Index>(out.variable.size()));
}

}  // namespace

void FormWriter::term(double coef, const Linear& exponent, const Linear& change) {
  if (coef == 0) return;
  out_.coef.push_back(coef);
  append(out_.exponent, exponent);
  append(out_.change, change);
}

Index FormWriter::segment() {
  const auto end = static_cast<Index>(out_.coef.size());
  if (end == out_.segment_begin.back()) return kNone;
  out_.segment_begin.push_back(end);
  return out_.segments() - 1;
}

Index FormWriter::shared(const Linear& combination) {
  if (combination.parts.empty()) return kNone;
  append(out_.shared, combination);
  return out_.shared.size() - 1;
}

Index FormWriter::amount(FormAmount amount) {
  out_.amounts.push_back(std::move(amount));
  return static_cast<Index>(out_.amounts.size()) - 1;
}

Index FormWriter::shared_sum(Index weight, const Linear& more) {
  if (weight == kNone) return shared(more);
  Linear sum = more;
  for (Index k = out_.shared.begin[weight]; k < out_.shared.begin[weight + 1]; ++k)
    sum.parts.push_back({out_.shared.variable[k], out_.shared.coef[k]});
  return shared(sum);
}

}  // namespace setu
