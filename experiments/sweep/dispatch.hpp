#pragma once
#include <functional>
#include <vector>

#include "crew.hpp"

namespace setu {

/// A point whose worker dies is tried again this many times.
inline constexpr int kRetries = 2;

/// Gives `rows` to the crew in their order and calls `done` for each as its outcome comes. A row whose workers keep dying
/// becomes a failed point. `tick` is called at least about once a second.
void dispatch(Crew& crew, const std::vector<std::size_t>& rows, const std::function<void(std::size_t, const PointOutcome&)>& done,
              const std::function<void()>& tick);

}  // namespace setu
