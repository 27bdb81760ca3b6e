#include "armington_flows.hpp"

#include <random>

namespace setu::test {

namespace {

double draw(std::mt19937& rng) { return 0.2 + static_cast<double>(rng() % 1000) / 1000.0; }

}  // namespace

Flows make_flows(int nr, int ns, unsigned seed) {
  std::mt19937 rng(seed);
  Flows f{nr, ns, 2, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
  f.trade.assign(ns * nr * nr, 0.0);
  f.power.assign(ns * nr * nr, 1.0);
  for (int c = 0; c < ns; ++c)
    for (int s = 0; s < nr; ++s)
      for (int d = 0; d < nr; ++d)
        if (s != d) {
          f.at(f.trade, c, s, d, nr, nr) = 2.0 * draw(rng) / nr;
          f.at(f.power, c, s, d, nr, nr) = 1.0 + 0.1 * draw(rng);
        }
  f.zd.assign(ns * ns * nr, 0.0);
  f.zm.assign(ns * ns * nr, 0.0);
  f.fd.assign(ns * nr, 0.0);
  f.fm.assign(ns * nr, 0.0);
  f.output.assign(ns * nr, 0.0);
  for (int c = 0; c < ns; ++c)
    for (int r = 0; r < nr; ++r) {
      double imports = 0, sales = 0;
      for (int s = 0; s < nr; ++s) {
        imports += f.at(f.trade, c, s, r, nr, nr) * f.at(f.power, c, s, r, nr, nr);
        sales += f.at(f.trade, c, r, s, nr, nr);
      }
      for (int a = 0; a < ns; ++a) {
        f.at(f.zd, c, a, r, ns, nr) = 1.5 * draw(rng) / ns;
        f.at(f.zm, c, a, r, ns, nr) = 0.4 * imports * draw(rng) / ns;
        imports -= f.at(f.zm, c, a, r, ns, nr);
        sales += f.at(f.zd, c, a, r, ns, nr);
      }
      f.fm[c * nr + r] = imports;
      f.fd[c * nr + r] = 2.0 * draw(rng);
      f.output[c * nr + r] = sales + f.fd[c * nr + r];
    }
  f.va.assign(2 * ns * nr, 0.0);
  f.spending.assign(nr, 0.0);
  f.balance.assign(nr, 0.0);
  for (int r = 0; r < nr; ++r) {
    double income = 0;
    for (int a = 0; a < ns; ++a) {
      double added = f.output[a * nr + r];
      for (int c = 0; c < ns; ++c) added -= f.at(f.zd, c, a, r, ns, nr) + f.at(f.zm, c, a, r, ns, nr);
      const double labour = 0.3 + 0.4 * draw(rng);
      f.at(f.va, 0, a, r, ns, nr) = labour * added;
      f.at(f.va, 1, a, r, ns, nr) = (1 - labour) * added;
      income += added;
      f.spending[r] += f.fd[a * nr + r] + f.fm[a * nr + r];
      for (int s = 0; s < nr; ++s) income += f.at(f.trade, a, s, r, nr, nr) * (f.at(f.power, a, s, r, nr, nr) - 1);
    }
    f.balance[r] = f.spending[r] - income;
  }
  return f;
}

}  // namespace setu::test
