#pragma once
#include <string>
#include <string_view>

namespace setu {

/// Where a page comes from.
enum class PageFrom {
  Server,  ///< it may ask its own server, by headers of an answer
  File,    ///< it asks nobody, by an element of its own
};

/// The Content-Security-Policy of a page: of scripts and styles, exactly those that stand in it may run, by their SHA-256; nothing
/// comes from elsewhere and nothing goes anywhere but to the page's own server.
std::string page_policy(std::string_view page, PageFrom from);

/// The page with the policy of a file as the first thing in its head that a browser obeys. Throws LogicError where there is no place.
std::string with_policy(std::string_view page);

}  // namespace setu
