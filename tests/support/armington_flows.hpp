#pragma once
#include <vector>

namespace setu::test {

/// Benchmark flows. Goods carry basic prices 1; imports are paid at the power of the tariff.
struct Flows {
  int nr, ns, nf = 2;
  std::vector<double> trade, power, zd, zm, fd, fm, va, output, spending, balance;
  double& at(std::vector<double>& a, int i, int j, int k, int nj, int nk) { return a[(i * nj + j) * nk + k]; }
};

Flows make_flows(int regions, int sectors, unsigned seed);

}  // namespace setu::test
