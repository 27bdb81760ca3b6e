#include "page_policy.hpp"

#include <array>

#include <openssl/evp.h>

#include "setu/base/error.hpp"

namespace setu {

namespace {

/// 'sha256-…' in base 64, as the policy wants it, of what a browser reads: every end of a line is one line feed to it.
std::string hash_source(std::string_view source) {
  std::string text;
  for (std::size_t i = 0; i < source.size(); ++i)
    if (source[i] != '\r') text += source[i];
    else if (i + 1 == source.size() || source[i + 1] != '\n') text += '\n';
  std::array<unsigned char, 32> digest{};
  if (EVP_Digest(text.data(), text.size(), digest.data(), nullptr, EVP_sha256(), nullptr) != 1)
    throw InputError("the system's OpenSSL has no SHA-256, so web pages cannot be protected and are not given.");
  std::array<unsigned char, 45> base64{};
  EVP_EncodeBlock(base64.data(), digest.data(), static_cast<int>(digest.size()));
  return "'sha256-" + std::string(base64.begin(), base64.end() - 1) + "'";
}

/// The hashes of what may run in a page.
struct Sources {
  std::string scripts, styles;
};

void add(std::string& list, const std::string& source) { list += (list.empty() ? "" : " ") + source; }

/// As a browser reads it: what stands inside of a script, a style or a comment is no element.
Sources sources(std::string_view page) {
  Sources found;
  const auto after = [&](std::string_view what, std::size_t from) {
    const std::size_t at = page.find(what, from);
    return at == std::string_view::npos ? page.size() : at + what.size();
  };
  for (std::size_t at = page.find('<'); at < page.size(); at = page.find('<', at)) {
    const std::string_view rest = page.substr(at);
    const bool script = rest.starts_with("<script"), style = rest.starts_with("<style");
    if (!script && !style) {
      at = rest.starts_with("<!--") ? after("-->", at) : at + 1;
      continue;
    }
    const std::size_t begin = after(">", at);
    const std::size_t end = page.find(script ? "</script" : "</style", begin);
    if (end == std::string_view::npos) break;
    const std::string_view tag = page.substr(at, begin - at);
    // A block of data never runs.
    if (tag.find("application/json") == std::string_view::npos)
      add(script ? found.scripts : found.styles, hash_source(page.substr(begin, end - begin)));
    at = end + 1;
  }
  return found;
}

}  // namespace

std::string page_policy(std::string_view page, PageFrom from) {
  const Sources own = sources(page);
  const auto or_none = [](const std::string& list) { return list.empty() ? "'none'" : list; };
  const std::string policy = "default-src 'none'; script-src " + or_none(own.scripts) + "; style-src " + or_none(own.styles) +
                             "; img-src data: blob:; base-uri 'none'; form-action 'none'";
  // An element cannot forbid frames.
  return from == PageFrom::File ? policy : policy + "; connect-src 'self'; frame-ancestors 'none'";
}

std::string with_policy(std::string_view page) {
  constexpr std::string_view kCharset = "<meta charset=\"utf-8\" />";
  const auto place = page.find(kCharset);
  if (place == std::string_view::npos) throw LogicError("a web page does not say its character set");
  std::string text(page.substr(0, place + kCharset.size()));
  text += "\n    <meta http-equiv=\"Content-Security-Policy\" content=\"" + page_policy(page, PageFrom::File) + "\" />";
  return text += page.substr(place + kCharset.size());
}

}  // namespace setu
