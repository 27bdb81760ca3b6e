#include "setu/experiments/web.hpp"

// The assembler puts the file in as it is.
asm(".section .rodata\n"
    ".global setu_workbench_page_begin\n"
    "setu_workbench_page_begin:\n"
    ".incbin \"" SETU_WORKBENCH_PAGE "\"\n"
    ".global setu_workbench_page_end\n"
    "setu_workbench_page_end:\n"
    ".byte 0\n"
    ".text\n");

extern "C" {
extern const char setu_workbench_page_begin[];
extern const char setu_workbench_page_end[];
}

namespace setu {

std::string_view workbench_page() { return {setu_workbench_page_begin, setu_workbench_page_end}; }

}  // namespace setu
