#pragma once
#include <string>

namespace setu {

/// What goes back to the browser.
struct Reply {
  int status = 200;
  std::string body;
  std::string type = "application/json";
};
/// {"error": sentence}.
Reply error_reply(int status, const std::string& sentence);

}  // namespace setu
