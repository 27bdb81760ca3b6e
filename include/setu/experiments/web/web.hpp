#pragma once
#include <string_view>

namespace setu {

/// The page of `setu serve` as one HTML text; empty where the program was built without npm (SETU_WEB).
std::string_view workbench_page();

/// The page of `setu report` without its data, likewise.
std::string_view report_page();

}  // namespace setu
