#pragma once
#include <string_view>

/// Defines `std::string_view NAME()`: the text of `file` (a string literal, an absolute path), which the assembler puts into
/// the program as it is. Stands outside of namespace setu.
#define SETU_EMBED(name, file)                                                 \
  asm(".section .rodata\n"                                                     \
      ".global setu_" #name                                                    \
      "_begin\n"                                                               \
      "setu_" #name                                                            \
      "_begin:\n"                                                              \
      ".incbin \"" file                                                        \
      "\"\n"                                                                   \
      ".global setu_" #name                                                    \
      "_end\n"                                                                 \
      "setu_" #name                                                            \
      "_end:\n"                                                                \
      ".byte 0\n"                                                              \
      ".text\n");                                                              \
  extern "C" {                                                                 \
  extern const char setu_##name##_begin[];                                     \
  extern const char setu_##name##_end[];                                       \
  }                                                                            \
  namespace setu {                                                             \
  std::string_view name() { return {setu_##name##_begin, setu_##name##_end}; } \
  }
