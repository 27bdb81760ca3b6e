#pragma once
#include <filesystem>
#include <functional>

namespace setu {

/// Adds a page to a result that is complete in `written` and will stand in `folder`, by whose name the page calls it; empty: no page.
/// Writers of results take it from their caller, so that they need not know the report.
using PageWriter = std::function<void(const std::filesystem::path& written, const std::filesystem::path& folder)>;

}  // namespace setu
