#include "armington_flows.hpp"

#include <random>

#include "setu/base/error.hpp"

namespace setu::bench {
namespace {

/// Uniform numbers from the generator's own bits, which the standard fixes, unlike its distributions.
class Draw {
 public:
  explicit Draw(unsigned seed) : bits_(seed) {}
  double between(double low, double high) { return low + (high - low) * static_cast<double>(bits_()) / 4294967296.0; }

 private:
  std::mt19937 bits_;
};

/// Regions differ in size, trade follows the product of sizes, tariffs lie between 2 and 20 %.
void draw_trade(ArmingtonFlows& f, Draw& draw) {
  std::vector<double> size(f.regions);
  double world = 0;
  for (double& s : size) world += s = draw.between(0.5, 3.0);
  for (std::size_t c = 0; c < f.sectors; ++c)
    for (std::size_t s = 0; s < f.regions; ++s)
      for (std::size_t d = 0; d < f.regions; ++d) {
        if (s == d) continue;
        f.trade[f.flow(c, s, d)] = 0.4 * size[s] * size[d] / world * draw.between(0.3, 1.7);
        f.power[f.flow(c, s, d)] = 1 + draw.between(0.02, 0.2);
      }
  for (std::size_t c = 0; c < f.sectors; ++c)
    for (std::size_t r = 0; r < f.regions; ++r) f.domestic[f.cell(c, r)] = size[r] * draw.between(0.7, 1.3);
}

void add_up_trade(ArmingtonFlows& f) {
  for (std::size_t c = 0; c < f.sectors; ++c)
    for (std::size_t r = 0; r < f.regions; ++r) {
      double& output = f.output[f.cell(c, r)] = f.domestic[f.cell(c, r)];
      for (std::size_t o = 0; o < f.regions; ++o) {
        output += f.trade[f.flow(c, r, o)];
        f.imports[f.cell(c, r)] += f.trade[f.flow(c, o, r)] * f.power[f.flow(c, o, r)];
      }
    }
}

/// Sectors buy 45 % of what a region absorbs of each good, in proportion to their output; households buy the rest.
void draw_uses(ArmingtonFlows& f, Draw& draw) {
  constexpr double share_of_inputs = 0.45;
  std::vector<double> weight(f.sectors);
  for (std::size_t c = 0; c < f.sectors; ++c)
    for (std::size_t r = 0; r < f.regions; ++r) {
      const double absorption = f.domestic[f.cell(c, r)] + f.imports[f.cell(c, r)];
      double total = 0;
      for (std::size_t j = 0; j < f.sectors; ++j) total += weight[j] = f.output[f.cell(j, r)] * draw.between(0.7, 1.3);
      for (std::size_t j = 0; j < f.sectors; ++j) f.inputs[f.use(c, j, r)] = share_of_inputs * absorption * weight[j] / total;
      f.household[f.cell(c, r)] = (1 - share_of_inputs) * absorption;
    }
}

void pay_factors(ArmingtonFlows& f, Draw& draw) {
  for (std::size_t r = 0; r < f.regions; ++r) {
    double income = 0;
    for (std::size_t c = 0; c < f.sectors; ++c) {
      double added = f.output[f.cell(c, r)];
      for (std::size_t i = 0; i < f.sectors; ++i) added -= f.inputs[f.use(i, c, r)];
      if (!(added > 0)) throw LogicError("a sector of the invented economy has no value added");
      const double labour = draw.between(0.4, 0.7);
      f.factor[f.use(0, c, r)] = labour * added;
      f.factor[f.use(1, c, r)] = (1 - labour) * added;
      income += added;
      f.spending[r] += f.household[f.cell(c, r)];
      for (std::size_t s = 0; s < f.regions; ++s) income += f.trade[f.flow(c, s, r)] * (f.power[f.flow(c, s, r)] - 1);
    }
    f.transfer[r] = f.spending[r] - income;
  }
}

}  // namespace

ArmingtonFlows armington_flows(std::size_t regions, std::size_t sectors, unsigned seed) {
  ArmingtonFlows f{regions, sectors, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
  f.trade.assign(sectors * regions * regions, 0.0);
  f.power.assign(sectors * regions * regions, 1.0);
  for (auto* cells : {&f.domestic, &f.imports, &f.household, &f.output}) cells->assign(sectors * regions, 0.0);
  f.inputs.assign(sectors * sectors * regions, 0.0);
  f.factor.assign(2 * sectors * regions, 0.0);
  f.spending.assign(regions, 0.0);
  f.transfer.assign(regions, 0.0);
  Draw draw(seed);
  draw_trade(f, draw);
  add_up_trade(f);
  draw_uses(f, draw);
  pay_factors(f, draw);
  return f;
}

}  // namespace setu::bench
