#pragma once
#include <string>
#include <string_view>

namespace setu {

/// The Content-Security-Policy of a page: of scripts and styles, exactly those that stand in it may run, by their SHA-256; nothing
/// comes from elsewhere and nothing goes anywhere but to this server.
std::string page_policy(std::string_view page);

}  // namespace setu
