#include <algorithm>
#include <cmath>

#include <Eigen/Eigenvalues>
#include <fmt/format.h>

#include "designs.hpp"
#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"

namespace setu {

namespace {

constexpr double kRounding = 1e-9;  // of a matrix written in decimals

using Members = std::vector<std::size_t>;

Eigen::MatrixXd part(const Draws& matrix, std::span<const std::size_t> members) {
  const auto n = static_cast<Eigen::Index>(members.size());
  Eigen::MatrixXd m(n, n);
  for (Eigen::Index i = 0; i < n; ++i)
    for (Eigen::Index j = 0; j < n; ++j) m(i, j) = matrix(members[static_cast<std::size_t>(i)], members[static_cast<std::size_t>(j)]);
  return m;
}

double lowest_eigenvalue(const Draws& matrix, const Members& members) {
  return Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(part(matrix, members), Eigen::EigenvaluesOnly).eigenvalues()(0);
}

std::string list_names(std::span<const Uncertain> numbers, const Members& members) {
  std::string text;
  for (std::size_t i = 0; i < members.size(); ++i)
    text += fmt::format("{}'{}'", i == 0 ? "" : i + 1 == members.size() ? " and " : ", ", numbers[members[i]].name);
  return text;
}

/// The smallest set of numbers whose correlations already contradict each other: what cannot be spared from `members`.
Members contradiction(const Draws& matrix, Members members) {
  for (std::size_t i = 0; i < members.size();) {
    Members fewer = members;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    if (!fewer.empty() && lowest_eigenvalue(matrix, fewer) < -kRounding) members = std::move(fewer);
    else ++i;
  }
  return members;
}

/// One table brought onto the numbers.
class TableReader {
 public:
  TableReader(std::span<const Uncertain> numbers, const CorrelationTable& table) : numbers_(numbers), table_(table) {}

  Members members() const {
    Members found;
    std::vector<std::string> known;
    for (const auto& x : numbers_) known.push_back(x.name);
    for (const auto& name : table_.names) {
      const auto it = std::find(known.begin(), known.end(), name);
      if (it == known.end()) fail(unknown_name("[[vary]] table with a distribution", name, known));
      const auto index = static_cast<std::size_t>(it - known.begin());
      if (std::find(found.begin(), found.end(), index) != found.end()) fail(fmt::format("'{}' is named twice", name));
      found.push_back(index);
    }
    if (found.size() < 2) fail("names at least two [[vary]] tables");
    const Draws& m = table_.matrix;
    if (m.rows != found.size() || m.columns != found.size())
      fail(fmt::format("{0} names need a matrix of {0} rows and {0} columns, not {1} and {2}", found.size(), m.rows, m.columns));
    return found;
  }

  /// Entry i, j as a correlation.
  double correlation(const Members& members, std::size_t i, std::size_t j) const {
    const double x = table_.matrix(i, j), mirror = table_.matrix(j, i);
    const std::string pair = i == j ? fmt::format("'{}'", table_.names[i]) : fmt::format("'{}' and '{}'", table_.names[i], table_.names[j]);
    if (!std::isfinite(x)) fail(fmt::format("the entry of {} is no number", pair));
    if (std::abs(x - mirror) > kRounding * std::max(1.0, std::abs(x)))
      fail(fmt::format("the matrix is not symmetric: {} have {} and {}", pair, x, mirror));
    const double si = numbers_[members[i]].distribution.deviation(), sj = numbers_[members[j]].distribution.deviation();
    if (i == j) {
      const double expected = table_.covariance ? si * si : 1;
      if (std::abs(x - expected) > 1e-3 * expected)
        fail(table_.covariance ? fmt::format("the variance of {} is {} here, but {:.6g} by its distribution ({})", pair, x, expected,
                                             numbers_[members[i]].distribution.text())
                               : fmt::format("the correlation of {} with itself is {}, not 1", pair, x));
      return 1;
    }
    const double r = table_.covariance ? x / (si * sj) : x;
    if (std::abs(r) > 1 + kRounding) fail(fmt::format("the correlation of {} is {:.6g}, beyond ±1", pair, r));
    return std::clamp(r, -1.0, 1.0);
  }

  [[noreturn]] void fail(const std::string& message) const {
    throw InputError(fmt::format("{}: [[correlate]]: {}.", table_.where, message));
  }

 private:
  std::span<const Uncertain> numbers_;
  const CorrelationTable& table_;
};

void check_semidefinite(std::span<const Uncertain> numbers, const Draws& matrix, const Members& members, const TableReader& reader,
                        const char* whose) {
  const double lowest = lowest_eigenvalue(matrix, members);
  if (lowest >= -kRounding) return;
  const Members culprits = contradiction(matrix, members);
  reader.fail(
      fmt::format("the correlations of {} contradict each other: no numbers{} can have them all (the matrix is not positive "
                  "semidefinite; its smallest eigenvalue is {:.3g})",
                  list_names(numbers, culprits), whose, lowest_eigenvalue(matrix, culprits)));
}

void add_table(std::span<const Uncertain> numbers, const CorrelationTable& table, std::vector<bool>& taken, Dependence& d) {
  const TableReader reader(numbers, table);
  const Members members = reader.members();
  for (const std::size_t m : members) {
    if (taken[m]) reader.fail(fmt::format("'{}' stands in another [[correlate]] table already; put them together", numbers[m].name));
    taken[m] = true;
  }
  for (std::size_t i = 0; i < members.size(); ++i)
    for (std::size_t j = 0; j < members.size(); ++j) d.correlation(members[i], members[j]) = reader.correlation(members, i, j);
  check_semidefinite(numbers, d.correlation, members, reader, "");
  for (std::size_t i = 0; i < members.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const Uncertain &a = numbers[members[i]], &b = numbers[members[j]];
      const double rho = d.correlation(members[i], members[j]);
      double lowest = -1, highest = 1;
      const double r = normal_correlation(a.distribution, b.distribution, rho, lowest, highest);
      if (std::isnan(r))
        reader.fail(fmt::format("'{}' ({}) and '{}' ({}) cannot have the correlation {}; theirs lies between {:.3f} and {:.3f}", b.name,
                                b.distribution.text(), a.name, a.distribution.text(), rho, lowest, highest));
      d.normal(members[i], members[j]) = d.normal(members[j], members[i]) = r;
    }
  check_semidefinite(numbers, d.normal, members, reader, " of these distributions");
}

std::vector<Members> independent_sets(const Draws& correlation) {
  std::vector<Members> groups;
  std::vector<bool> seen(correlation.rows);
  for (std::size_t first = 0; first < correlation.rows; ++first) {
    if (seen[first]) continue;
    Members group{first};
    seen[first] = true;
    for (std::size_t k = 0; k < group.size(); ++k)
      for (std::size_t j = 0; j < correlation.rows; ++j)
        if (!seen[j] && correlation(group[k], j) != 0) {
          seen[j] = true;
          group.push_back(j);
        }
    std::sort(group.begin(), group.end());
    groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace

Draws square_root(const Draws& matrix, std::span<const std::size_t> members) {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(part(matrix, members));
  const Eigen::MatrixXd root =
      solver.eigenvectors() * solver.eigenvalues().cwiseMax(0).cwiseSqrt().asDiagonal() * solver.eigenvectors().transpose();
  Draws out(members.size(), members.size());
  for (std::size_t i = 0; i < out.rows; ++i)
    for (std::size_t j = 0; j < out.rows; ++j) out(i, j) = root(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
  return out;
}

Dependence join(std::span<const Uncertain> numbers, std::span<const CorrelationTable> tables) {
  const std::size_t n = numbers.size();
  Dependence d{Draws(n, n), Draws(n, n), {}};
  for (std::size_t i = 0; i < n; ++i) d.correlation(i, i) = d.normal(i, i) = 1;
  std::vector<bool> taken(n);
  for (const auto& table : tables) add_table(numbers, table, taken, d);
  d.groups = independent_sets(d.correlation);
  return d;
}

}  // namespace setu
