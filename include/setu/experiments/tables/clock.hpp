#pragma once

namespace setu {

/// Notes the start of the program; later calls change nothing.
void start_clock();
/// Wall-clock seconds since start_clock() (since the first call of either where it was never called).
double seconds_since_start();
/// The process's peak resident memory so far, in MB (10^6 bytes).
double peak_memory_mb();

}  // namespace setu
