#include "regroup.hpp"

#include <algorithm>

#include "setu/base/error.hpp"

namespace setu::reshape {
namespace {

std::size_t find(const std::vector<std::string>& set, const std::string& element) {
  return static_cast<std::size_t>(std::find(set.begin(), set.end(), element) - set.begin());
}

Mapping margins(const Sets& sets, const Mapping& comm) {
  Mapping result{sets.marg, {}, {}};
  for (const auto& element : sets.marg) {
    const std::string& target = comm.to[comm.index[find(sets.comm, element)]];
    const std::size_t at = find(result.to, target);
    if (at == result.to.size()) result.to.push_back(target);
    result.index.push_back(at);
  }
  return result;
}

}  // namespace

Regroup::Regroup(const Sets& sets, const SetMappings& mappings)
    : mappings_(mappings), marg_(margins(sets, mappings.comm)), type_(identity_mapping({"mobile", "sluggish", "fixed"})) {}

const Mapping& Regroup::of(std::string_view set) const {
  if (set == "REG") return mappings_.reg;
  if (set == "COMM") return mappings_.comm;
  if (set == "ACTS") return mappings_.acts;
  if (set == "ENDW") return mappings_.endw;
  if (set == "MARG") return marg_;
  if (set == "ENDT") return type_;
  throw LogicError("no mapping for the set " + std::string(set));
}

std::vector<std::size_t> Regroup::cells(const Array& header) const {
  std::vector<std::size_t> targets{0};
  for (const auto& set : header.sets()) {
    const Mapping& mapping = of(set);
    std::vector<std::size_t> next;
    next.reserve(targets.size() * mapping.from.size());
    for (const std::size_t target : targets)
      for (const std::size_t i : mapping.index) next.push_back(target * mapping.to.size() + i);
    targets = std::move(next);
  }
  return targets;
}

std::vector<std::vector<std::size_t>> Regroup::parts(const std::vector<std::size_t>& targets, std::size_t new_cells) {
  std::vector<std::vector<std::size_t>> result(new_cells);
  for (std::size_t i = 0; i < targets.size(); ++i) result[targets[i]].push_back(i);
  return result;
}

std::vector<double> sums_over(const Array& array, std::initializer_list<std::size_t> kept) {
  const auto& dims = array.dims();
  std::vector<std::size_t> stride(dims.size(), 0);
  std::size_t size = 1;
  for (auto at = std::rbegin(kept); at != std::rend(kept); ++at) {
    stride[*at] = size;
    size *= dims[*at];
  }
  std::vector<double> sums(size, 0.0);
  std::vector<std::size_t> position(dims.size(), 0);
  std::size_t target = 0;
  for (const double value : array.values()) {
    sums[target] += value;
    for (std::size_t d = dims.size(); d-- > 0;) {
      target += stride[d];
      if (++position[d] < dims[d]) break;
      target -= stride[d] * dims[d];
      position[d] = 0;
    }
  }
  return sums;
}

std::vector<double> plus(std::vector<double> a, const std::vector<double>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] += b[i];
  return a;
}

double weighted_mean(const std::vector<std::size_t>& part, std::span<const double> values, std::span<const double> weight) {
  if (part.empty()) return 0;
  double sum = 0, total = 0, plain = 0;
  bool equal = true;
  for (const std::size_t i : part) {
    sum += weight[i] * values[i];
    total += weight[i];
    plain += values[i];
    equal = equal && values[i] == values[part.front()];
  }
  if (equal) return values[part.front()];
  return total > 0 ? sum / total : plain / static_cast<double>(part.size());
}

std::vector<double> capital_income(const Database& database) {
  const Sets& s = database.sets();
  const Array& evos = database["EVOS"];
  std::vector<double> income(s.reg.size(), 0.0);
  for (const auto& element : s.endc) {
    const std::size_t e = find(s.endw, element);
    for (std::size_t a = 0; a < s.acts.size(); ++a)
      for (std::size_t r = 0; r < s.reg.size(); ++r) income[r] += evos(e, a, r);
  }
  return income;
}

std::vector<double> capital_owned(const Database& database) {
  const std::size_t R = database.sets().reg.size();
  const auto income = capital_income(database);
  auto owned = sums_over(database["VKOS"], {0, 2});
  for (std::size_t h = 0; h < R; ++h) {
    double abroad = 0;
    for (std::size_t o = 0; o < R; ++o)
      if (o != h) abroad += owned[o * R + h];
    owned[h * R + h] = std::max(0.0, income[h] - abroad);
  }
  return owned;
}

}  // namespace setu::reshape
