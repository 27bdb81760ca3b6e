#include <random>

#include <fmt/format.h>

#include "setu/base/error.hpp"
#include "setu/experiments/sweep/sweep_file.hpp"

namespace setu {

namespace {

constexpr double kMostPoints = 1e7;

DesignMatrix grid(const SweepFile& file) {
  double count = 1;
  for (const auto& axis : file.axes) count *= static_cast<double>(axis.values.size());
  if (count > kMostPoints)
    throw InputError(fmt::format("{}: the grid has {:.3g} points; at most {:.0f} can be run.", file.design.where, count, kMostPoints));
  DesignMatrix points{{}};
  for (const auto& axis : file.axes) {
    DesignMatrix longer;
    longer.reserve(points.size() * axis.values.size());
    for (const auto& point : points)
      for (const double value : axis.values) {
        longer.push_back(point);
        longer.back().push_back(value);
      }
    points = std::move(longer);
  }
  return points;
}

DesignMatrix list(const SweepFile& file) {
  const std::size_t count = file.axes.front().values.size();
  for (const auto& axis : file.axes)
    if (axis.values.size() != count)
      throw InputError(fmt::format("{}: a list takes the axes' values side by side, but '{}' has {} and '{}' has {}.", axis.where,
                                   file.axes.front().name, count, axis.name, axis.values.size()));
  DesignMatrix points(count);
  for (std::size_t i = 0; i < count; ++i)
    for (const auto& axis : file.axes) points[i].push_back(axis.values[i]);
  return points;
}

/// Independent draws by inversion. mt19937_64's numbers are fixed by the standard, uniform_real_distribution's are not.
DesignMatrix random_draws(const SweepFile& file) {
  std::mt19937_64 generator(file.design.seed);
  DesignMatrix points(file.design.draws);
  for (auto& point : points)
    for (const auto& axis : file.axes) {
      const double u = (static_cast<double>(generator() >> 11U) + 0.5) * 0x1p-53;  // in (0, 1)
      point.push_back(axis.distribution->quantile(u));
    }
  return points;
}

}  // namespace

DesignMatrix design_points(const SweepFile& file) {
  switch (file.design.kind) {
    case DesignKind::Grid: return grid(file);
    case DesignKind::List: return list(file);
    case DesignKind::Random: return random_draws(file);
    default: break;
  }
  throw LogicError(fmt::format("design '{}' is none of a sweep's", to_string(file.design.kind)));
}

}  // namespace setu
