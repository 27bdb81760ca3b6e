#include "setu/experiments/web.hpp"

// The assembler puts the files in as they are.
#define SETU_PAGE(name)                                          \
  asm(".section .rodata\n"                                       \
      ".global setu_" #name "_page_begin\n"                      \
      "setu_" #name "_page_begin:\n"                             \
      ".incbin \"" SETU_PAGES "/" #name ".html\"\n"              \
      ".global setu_" #name "_page_end\n"                        \
      "setu_" #name "_page_end:\n"                               \
      ".byte 0\n"                                                \
      ".text\n");                                                \
  extern "C" {                                                   \
  extern const char setu_##name##_page_begin[];                  \
  extern const char setu_##name##_page_end[];                    \
  }                                                              \
  namespace setu {                                               \
  std::string_view name##_page() { return {setu_##name##_page_begin, setu_##name##_page_end}; } \
  }

SETU_PAGE(workbench)
SETU_PAGE(report)
