#pragma once
#include <string>
#include <vector>

namespace setu {

struct Command;

/// Manual pages in the troff macros of man(7), from the objects that print the help: setu(1), and setu-run(1) for a command.
std::string program_manual();
std::string command_manual(const Command& command);

/// `setu manual DIR`: writes setu.1 and setu-COMMAND.1 into a folder, for the installation.
int write_manual(const std::vector<std::string>& arguments);

}  // namespace setu
