#pragma once
#include "model/frame/variables.hpp"

namespace setu {

/// Declares the variables of all equation blocks.
void declare_all_blocks(Context& x);
/// Writes the equations of all blocks.
void write_all_blocks(Context& x);

}  // namespace setu
