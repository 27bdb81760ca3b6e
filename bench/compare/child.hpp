#pragma once
#include <functional>
#include <string>
#include <vector>

namespace setu::bench {

/// What a child process may use. Seconds are of all its threads' processor time: other work on the machine does not count.
struct Limits {
  double seconds = 300;        ///< after it says that it is ready
  double ready_seconds = 900;  ///< until then
  double megabytes = 12000;    ///< resident, looked at every 20 ms
};

struct ChildReport {
  std::vector<std::string> lines;  ///< what it wrote to its standard output
  std::string failure;             ///< "> 300 s", "> 12000 MB", "signal 11 (Segmentation fault)", "exit status 3"; empty if it ended well
};

/// Runs this program again with `arguments` and `environment` ("NAME=VALUE", on top of ours), so that every measurement
/// has its own memory and a crash or an overrun costs nothing but its row. A line "ready" starts the clock.
ChildReport run_child(const std::vector<std::string>& arguments, const std::vector<std::string>& environment, const Limits& limits);

}  // namespace setu::bench
