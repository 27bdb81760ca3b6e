#pragma once
#include <string>

namespace setu {

/// Remembers what is being done, for the message should memory run out: "solving".
void note_step(const char* what);

/// What to say when memory ran out: during which step, and under which limit.
std::string out_of_memory();

/// The exit code after what stands in stdout's buffer has been written. Where that fails, or has failed before, it says so on stderr and
/// is not 0.
int with_written_output(int code);

}  // namespace setu
