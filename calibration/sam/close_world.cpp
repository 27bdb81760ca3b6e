#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <Eigen/Dense>

#include "economies.hpp"
#include "setu/base/error.hpp"

namespace setu::sam {

namespace {

constexpr double kLargestWorld = 1e6;
constexpr double kLeastDomesticShare = 0.05;  ///< of what the rest of the world uses of a commodity

/// Flows of all home countries together, per activity and commodity.
struct Average {
  Eigen::MatrixXd inputs, make;  // cost shares [c][a] at purchasers' prices; shares of commodities in activities [c][a]
  Eigen::MatrixXd factors;       // shares in value added [e][a]
  Eigen::MatrixXd final_use;     // [c][final user]
  Eigen::VectorXd net_demand;    // exports to the homes less imports from them [c]
};

Average average(const World& w) {
  const auto C = static_cast<Eigen::Index>(w.commodities.size()), A = static_cast<Eigen::Index>(w.activities.size()),
             E = static_cast<Eigen::Index>(w.factors.size());
  Average v{Eigen::MatrixXd::Zero(C, A), Eigen::MatrixXd::Zero(C, A), Eigen::MatrixXd::Zero(E, A), Eigen::MatrixXd::Zero(C, kFinalUsers),
            Eigen::VectorXd::Zero(C)};
  const std::size_t row = w.countries.size() - 1;
  for (std::size_t r = 0; r < row; ++r) {
    const Country& k = w.countries[r];
    for (Eigen::Index c = 0; c < C; ++c) {
      for (Eigen::Index a = 0; a < A; ++a) v.inputs(c, a) += k.use[c][a], v.make(c, a) += k.make[c][a];
      for (Eigen::Index u = 0; u < static_cast<Eigen::Index>(kFinalUsers); ++u)
        v.final_use(c, u) += k.use[c][static_cast<std::size_t>(A + u)];
      v.net_demand(c) += k.imports[c][row] - k.exports[c][row];
    }
    for (Eigen::Index e = 0; e < E; ++e)
      for (Eigen::Index a = 0; a < A; ++a) v.factors(e, a) += k.value_added[e][a];
  }
  for (Eigen::Index a = 0; a < A; ++a) {
    const double output = v.make.col(a).sum(), factors = v.factors.col(a).sum();
    if (output > 0) v.inputs.col(a) /= output, v.make.col(a) /= output;
    if (factors > 0) v.factors.col(a) /= factors;
  }
  return v;
}

/// Output by activity that meets `demand` for the commodities, each coming from activities in the homes' proportions.
Eigen::VectorXd outputs(const World& w, const Average& v, const Eigen::VectorXd& demand) {
  const auto C = v.inputs.rows(), A = v.inputs.cols();
  Eigen::MatrixXd supplier = Eigen::MatrixXd::Zero(A, C);  // share of activity a in the supply of commodity c
  for (const auto& k : w.countries)
    for (Eigen::Index c = 0; c < C; ++c)
      for (Eigen::Index a = 0; a < A; ++a) supplier(a, c) += k.make[c][a];
  for (Eigen::Index c = 0; c < C; ++c)
    if (const double total = supplier.col(c).sum(); total > 0) supplier.col(c) /= total;
  return (Eigen::MatrixXd::Identity(A, A) - supplier * v.inputs).partialPivLu().solve(supplier * demand);
}

/// Writes the rest of the world's flows, given its outputs, uses of commodities and final purchases.
void fill_row(World& w, const Average& v, const Eigen::VectorXd& output, const Eigen::VectorXd& use, const Eigen::MatrixXd& final_use) {
  const std::size_t W = w.countries.size() - 1;
  const auto C = v.inputs.rows(), A = v.inputs.cols();
  Country& row = w.countries[W];
  // A commodity is made by the activities in proportion to the homes' supply of it, so supply meets demand exactly.
  for (Eigen::Index c = 0; c < C; ++c) {
    const double supply = use(c) + v.net_demand(c);
    double total = 0;
    for (std::size_t r = 0; r < W; ++r)
      for (Eigen::Index a = 0; a < A; ++a) total += w.countries[r].make[c][a];
    for (Eigen::Index a = 0; a < A && total > 0; ++a)
      for (std::size_t r = 0; r < W; ++r) row.make[c][a] += supply * w.countries[r].make[c][a] / total;
    for (Eigen::Index a = 0; a < A; ++a) row.use[c][a] = v.inputs(c, a) * output(a);
    for (Eigen::Index u = 0; u < static_cast<Eigen::Index>(kFinalUsers); ++u) row.use[c][static_cast<std::size_t>(A + u)] = final_use(c, u);
    for (std::size_t r = 0; r < W; ++r) {
      row.exports[c][r] = w.countries[r].imports[c][W];
      row.imports[c][r] = w.countries[r].exports[c][W];
    }
  }
  for (Eigen::Index a = 0; a < A; ++a) {
    double rest = 0;
    for (Eigen::Index c = 0; c < C; ++c) rest += row.make[c][a] - row.use[c][a];
    for (Eigen::Index e = 0; e < v.factors.rows(); ++e) row.value_added[e][a] = rest * v.factors(e, a);
  }
  for (std::size_t r = 0; r < W; ++r) row.transfers -= w.countries[r].transfers;
}

}  // namespace

void close_world(World& w, double size) {
  const std::size_t W = w.countries.size() - 1;
  const Average v = average(w);
  const auto C = v.inputs.rows();
  for (double k = size; k <= kLargestWorld; k *= 2) {
    const Eigen::MatrixXd final_use = k * v.final_use;
    const Eigen::VectorXd output = outputs(w, v, final_use.rowwise().sum() + v.net_demand);
    Eigen::VectorXd use = v.inputs * output + final_use.rowwise().sum();
    bool fits = output.minCoeff() >= 0;
    for (Eigen::Index c = 0; c < C && fits; ++c) {
      double from_homes = 0;
      for (std::size_t r = 0; r < W; ++r) from_homes += w.countries[r].exports[c][W];
      fits = from_homes <= (1 - kLeastDomesticShare) * use(c);
    }
    if (!fits) continue;
    fill_row(w, v, output, use, final_use);
    w.notes.push_back(
        fmt::format("The rest of the world is an economy of the same technology and tastes without taxes, {:g} times as large "
                    "as the matrix, that trades what the SAM says.{}",
                    k, k == size ? "" : " (It had to be larger than asked for to absorb the exports.)"));
    return;
  }
  throw InputError("No rest of the world of any size can absorb these exports: is a commodity exported that is not used at home?");
}

}  // namespace setu::sam
