#include "page_policy.hpp"

#include <array>

#include <openssl/evp.h>

#include "setu/base/error.hpp"

namespace setu {

namespace {

/// 'sha256-…' in base 64, as the policy wants it.
std::string hash_source(std::string_view text) {
  std::array<unsigned char, 32> digest{};
  if (EVP_Digest(text.data(), text.size(), digest.data(), nullptr, EVP_sha256(), nullptr) != 1)
    throw InputError("the system's OpenSSL has no SHA-256, so the workbench cannot be protected and does not start.");
  std::array<unsigned char, 45> base64{};
  EVP_EncodeBlock(base64.data(), digest.data(), static_cast<int>(digest.size()));
  return "'sha256-" + std::string(base64.begin(), base64.end() - 1) + "'";
}

/// The hashes of what stands in the page's elements `tag`; 'none' where there is none.
std::string sources(std::string_view page, const std::string& tag) {
  std::string list;
  for (std::size_t at = 0;;) {
    const std::size_t open = page.find("<" + tag, at);
    const std::size_t begin = open == std::string_view::npos ? open : page.find('>', open);
    const std::size_t end = begin == std::string_view::npos ? begin : page.find("</" + tag, begin);
    if (end == std::string_view::npos) return list.empty() ? "'none'" : list;
    list += (list.empty() ? "" : " ") + hash_source(page.substr(begin + 1, end - begin - 1));
    at = end + 1;
  }
}

}  // namespace

std::string page_policy(std::string_view page) {
  return "default-src 'none'; script-src " + sources(page, "script") + "; style-src " + sources(page, "style") +
         "; img-src data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}

}  // namespace setu
