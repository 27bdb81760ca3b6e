#include "setu/system/write/tape.hpp"

namespace setu {

Index Tape::parameters(std::span<const double> values) {
  const Index first = static_cast<Index>(nodes_.size());
  for (const double v : values) {
    nodes_.push_back({Op::Parameter, kNone, kNone, 0});
    value_.push_back(v);
  }
  return first;
}

Index Tape::push(const Node& node) {
  nodes_.push_back(node);
  value_.push_back(computed(node));
  return static_cast<Index>(nodes_.size()) - 1;
}

double Tape::computed(const Node& n) const {
  switch (n.op) {
    case Op::Add: return value_[n.a] + value_[n.b];
    case Op::Multiply: return value_[n.a] * value_[n.b];
    case Op::Divide: return value_[n.a] / value_[n.b];
    case Op::Shift: return value_[n.a] + n.k;
    case Op::Scale: return value_[n.a] * n.k;
    case Op::Share: return value_[n.a] / n.k;
    case Op::Inverse: return n.k / value_[n.a];
    case Op::Parameter: break;
  }
  return 0;
}

void Tape::evaluate() {
  for (std::size_t i = 0; i < nodes_.size(); ++i)
    if (nodes_[i].op != Op::Parameter) value_[i] = computed(nodes_[i]);
}

void Tape::reverse(std::span<double> d) const {
  for (std::size_t i = nodes_.size(); i-- > 0;) {
    const Node& n = nodes_[i];
    if (n.op == Op::Parameter || d[i] == 0) continue;
    switch (n.op) {
      case Op::Add:
        d[n.a] += d[i];
        d[n.b] += d[i];
        break;
      case Op::Multiply:
        d[n.a] += d[i] * value_[n.b];
        d[n.b] += d[i] * value_[n.a];
        break;
      case Op::Divide:
        d[n.a] += d[i] / value_[n.b];
        d[n.b] -= d[i] * value_[i] / value_[n.b];
        break;
      case Op::Shift: d[n.a] += d[i]; break;
      case Op::Scale: d[n.a] += d[i] * n.k; break;
      case Op::Share: d[n.a] += d[i] / n.k; break;
      case Op::Inverse: d[n.a] -= d[i] * value_[i] / value_[n.a]; break;
      case Op::Parameter: break;
    }
    d[i] = 0;
  }
}

namespace recorded {

namespace {
Coefficient on(Tape* tape, Index node) { return {tape->value(node), node, tape}; }
}  // namespace

Coefficient add(const Coefficient& a, const Coefficient& b) {
  if (!b.tape) return on(a.tape, a.tape->shift(a.node, b.value));
  return on(b.tape, a.tape ? b.tape->add(a.node, b.node) : b.tape->shift(b.node, a.value));
}

Coefficient multiply(const Coefficient& a, const Coefficient& b) {
  if (!b.tape) return on(a.tape, a.tape->scale(a.node, b.value));
  return on(b.tape, a.tape ? b.tape->multiply(a.node, b.node) : b.tape->scale(b.node, a.value));
}

Coefficient divide(const Coefficient& a, const Coefficient& b) {
  if (!b.tape) return on(a.tape, a.tape->divide_by(a.node, b.value));
  return on(b.tape, a.tape ? b.tape->divide(a.node, b.node) : b.tape->divide_constant(a.value, b.node));
}

}  // namespace recorded

}  // namespace setu
