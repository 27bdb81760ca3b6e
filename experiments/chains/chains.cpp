#include "setu/experiments/chains/chains.hpp"

#include <cmath>
#include <numeric>

#include <Eigen/LU>

#include "setu/base/error.hpp"

namespace setu {

namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using MatrixView = Eigen::Map<const Matrix>;

Eigen::Index at(std::size_t i) { return static_cast<Eigen::Index>(i); }

MatrixView view(const DenseTable& t) { return {t.values.data(), at(t.rows), at(t.columns)}; }

}  // namespace

Chains::Chains(WorldTable table) : table_(std::move(table)) {
  share_.resize(table_.industries());
  for (std::size_t j = 0; j < share_.size(); ++j) share_[j] = table_.output[j] > 0 ? table_.value_added[j] / table_.output[j] : 0;
  invert();
  for (std::size_t s = 0; s < table_.regions.size(); ++s) price_exports(s);
}

void Chains::invert() {
  const std::size_t n = table_.industries();
  Matrix left = Matrix::Identity(at(n), at(n));
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j)
      if (table_.output[j] > 0) left(at(i), at(j)) -= table_.inputs(i, j) / table_.output[j];
  leontief_ = DenseTable(n, n);
  Eigen::Map<Matrix> inverse(leontief_.values.data(), at(n), at(n));
  inverse = left.partialPivLu().inverse();
  if (!inverse.allFinite())
    throw InputError("The inputs of some industry use up all that the industries make: value chains have no end in this table.");
  // Mean stages to final use: (I − X⁻¹Z)⁻¹·1 = X⁻¹·B·X·1, the allocation matrix being similar to that of inputs.
  upstream_.assign(n, 1.0);
  for (std::size_t i = 0; i < n; ++i) {
    if (table_.output[i] <= 0) continue;
    double sum = 0;
    for (std::size_t j = 0; j < n; ++j) sum += leontief_(i, j) * table_.output[j];
    upstream_[i] = sum / table_.output[i];
  }
}

/// C5 to C8: of one unit exported, domestic value added at first leaving v_s L_ss, all of it v_s B_ss, and of others likewise, where
/// leaving once only multiplies by B_ss⁻¹ L_ss.
void Chains::price_exports(std::size_t s) {
  const auto block = at(table_.sectors.size()), from = at(table_.row(s, 0));
  const auto n = at(table_.industries());
  const MatrixView b = view(leontief_);
  Matrix own = Matrix::Identity(block, block);
  for (Eigen::Index i = 0; i < block; ++i)
    for (Eigen::Index j = 0; j < block; ++j)
      if (const double x = table_.output[static_cast<std::size_t>(from + j)]; x > 0)
        own(i, j) -= table_.inputs(static_cast<std::size_t>(from + i), static_cast<std::size_t>(from + j)) / x;
  const Matrix local = own.partialPivLu().inverse();
  const Eigen::Map<const Eigen::RowVectorXd> v(share_.data(), n);
  const Matrix columns = b.middleCols(from, block), home = columns.middleRows(from, block);
  const Eigen::RowVectorXd all_domestic = v.segment(from, block) * home, all = v * columns;
  const Eigen::RowVectorXd abroad = all - all_domestic;
  const Matrix once = home.partialPivLu().solve(local);
  const auto keep = [&](const Eigen::RowVectorXd& x) { return std::vector<double>(x.data(), x.data() + x.size()); };
  prices_.push_back({keep(v.segment(from, block) * local), keep(all_domestic), keep(abroad * once), keep(abroad)});
}

ExportContent Chains::content_of(std::size_t s, const std::vector<double>& sold) const {
  const Prices& p = prices_[s];
  const auto total = [&](const std::vector<double>& price) { return std::inner_product(price.begin(), price.end(), sold.begin(), 0.0); };
  ExportContent c;
  c.domestic = total(p.domestic);
  c.domestic_double = total(p.all_domestic) - c.domestic;
  c.foreign = total(p.foreign);
  c.foreign_double = total(p.all_foreign) - c.foreign;
  return c;
}

ExportContent Chains::exporter(std::size_t s) const {
  std::vector<double> sold;
  for (std::size_t i = 0; i < table_.sectors.size(); ++i) sold.push_back(table_.exports(table_.row(s, i)));
  return content_of(s, sold);
}

ExportContent Chains::pair(std::size_t s, std::size_t r) const {
  std::vector<double> sold;
  for (std::size_t i = 0; i < table_.sectors.size(); ++i) sold.push_back(table_.exports(table_.row(s, i), r));
  return content_of(s, sold);
}

ExportContent Chains::sector(std::size_t s, std::size_t i) const {
  std::vector<double> sold(table_.sectors.size(), 0.0);
  sold[i] = table_.exports(table_.row(s, i));
  return content_of(s, sold);
}

double Chains::content(std::size_t origin, std::size_t s) const {
  double sum = 0;
  for (std::size_t j = 0; j < table_.sectors.size(); ++j) {
    const std::size_t column = table_.row(s, j);
    const double sold = table_.exports(column);
    if (sold == 0) continue;
    for (std::size_t i = 0; i < table_.sectors.size(); ++i) {
      const std::size_t row = table_.row(origin, i);
      sum += share_[row] * leontief_(row, column) * sold;
    }
  }
  return sum;
}

double Chains::forward(std::size_t s) const {
  double sum = 0, exports = 0;
  for (std::size_t t = 0; t < table_.regions.size(); ++t)
    if (t != s) sum += content(s, t);
  for (std::size_t i = 0; i < table_.sectors.size(); ++i) exports += table_.exports(table_.row(s, i));
  return sum / exports;
}

double Chains::used_in(std::size_t s, std::size_t r) const {
  double sum = 0;
  for (std::size_t i = 0; i < table_.sectors.size(); ++i) {
    const std::size_t row = table_.row(s, i);
    double made = 0;
    for (std::size_t j = 0; j < table_.industries(); ++j) made += leontief_(row, j) * table_.final_use(j, r);
    sum += share_[row] * made;
  }
  return sum;
}

double Chains::value_added_exports(std::size_t s) const {
  double sum = 0;
  for (std::size_t r = 0; r < table_.regions.size(); ++r)
    if (r != s) sum += used_in(s, r);
  return sum;
}

double Chains::upstreamness(std::size_t industry) const { return upstream_[industry]; }

double Chains::downstreamness(std::size_t industry) const {
  double sum = 0;
  for (std::size_t i = 0; i < table_.industries(); ++i) sum += leontief_(i, industry);
  return sum;
}

namespace {

/// Sums of a column over all rows, and over those of one region.
struct Parts {
  double of_supplier = 0, of_all = 0;

  void add(std::size_t supplier, std::size_t row, std::size_t sectors, double value) {
    of_all += value;
    if (row / sectors == supplier) of_supplier += value;
  }
  [[nodiscard]] double share() const { return of_supplier / of_all; }
};

}  // namespace

double Chains::direct_reliance(std::size_t supplier, std::size_t j) const {
  Parts parts;
  for (std::size_t i = 0; i < table_.industries(); ++i) parts.add(supplier, i, table_.sectors.size(), table_.inputs(i, j));
  return parts.share();
}

double Chains::look_through_reliance(std::size_t supplier, std::size_t j) const {
  Parts parts;
  for (std::size_t i = 0; i < table_.industries(); ++i)
    parts.add(supplier, i, table_.sectors.size(), leontief_(i, j) - (i == j ? 1.0 : 0.0));
  return parts.share();
}

double Chains::direct_reliance_of(std::size_t supplier, std::size_t r) const {
  Parts parts;
  for (std::size_t a = 0; a < table_.sectors.size(); ++a)
    for (std::size_t i = 0; i < table_.industries(); ++i) parts.add(supplier, i, table_.sectors.size(), table_.inputs(i, table_.row(r, a)));
  return parts.share();
}

double Chains::look_through_reliance_of(std::size_t supplier, std::size_t r) const {
  Parts parts;
  for (std::size_t a = 0; a < table_.sectors.size(); ++a) {
    const std::size_t j = table_.row(r, a);
    for (std::size_t i = 0; i < table_.industries(); ++i)
      parts.add(supplier, i, table_.sectors.size(), (leontief_(i, j) - (i == j ? 1.0 : 0.0)) * table_.output[j]);
  }
  return parts.share();
}

}  // namespace setu
