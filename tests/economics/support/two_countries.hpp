#pragma once
#include "setu/model/database/database.hpp"

namespace setu::test {

/// Home's output is 1 with home share 0.7 and balanced trade; foreign's output is `size`. All agents buy the same
/// composite; capital exists only because the model needs a rental, and net investment is a billionth of income.
Database two_countries(double sigma, double size);

}  // namespace setu::test
