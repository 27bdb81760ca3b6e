#pragma once
#include "setu/experiments/study/study.hpp"

namespace setu {

/// The experiment with that share, from 0 to 1, of its shock: the point of the shock's path. It is marked as such.
Experiment part_of(Experiment experiment, double share);

}  // namespace setu
