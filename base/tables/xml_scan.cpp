#include "xml_scan.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include "setu/base/error.hpp"

namespace setu {

namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view local(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

void append_utf8(std::uint32_t code, std::string& out) {
  const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (code < 0x80U) {
    put(code);
  } else if (code < 0x800U) {
    put(0xC0U | (code >> 6U)), put(0x80U | (code & 0x3FU));
  } else if (code < 0x10000U) {
    put(0xE0U | (code >> 12U)), put(0x80U | ((code >> 6U) & 0x3FU)), put(0x80U | (code & 0x3FU));
  } else {
    put(0xF0U | (code >> 18U)), put(0x80U | ((code >> 12U) & 0x3FU)), put(0x80U | ((code >> 6U) & 0x3FU)), put(0x80U | (code & 0x3FU));
  }
}

/// Appends what "&entity;" stands for; false if it is unknown.
bool append_entity(std::string_view entity, std::string& out) {
  static constexpr std::array<std::pair<std::string_view, char>, 5> kNamed = {
      {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}}};
  for (const auto& [name, character] : kNamed)
    if (entity == name) return out += character, true;
  if (!entity.starts_with('#')) return false;
  entity.remove_prefix(1);
  const int base = entity.starts_with('x') ? 16 : 10;
  if (base == 16) entity.remove_prefix(1);
  std::uint32_t code = 0;
  const auto [end, error] = std::from_chars(entity.data(), entity.data() + entity.size(), code, base);
  if (error != std::errc{} || end != entity.data() + entity.size() || code == 0 || code > 0x10FFFFU) return false;
  return append_utf8(code, out), true;
}

}  // namespace

XmlScan::XmlScan(std::string where, std::string_view text) : where_(std::move(where)), rest_(text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
    throw InputError(where_ + ": the XML is UTF-16 text; only UTF-8 is read.");
  if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
}

void XmlScan::cut_off() const { throw InputError(where_ + ": the XML is cut off or not XML at all."); }

bool XmlScan::skip(std::string_view begin, std::string_view end) {
  if (!rest_.starts_with(begin)) return false;
  const std::size_t at = rest_.find(end, begin.size());
  if (at == std::string_view::npos) cut_off();
  rest_.remove_prefix(at + end.size());
  return true;
}

XmlToken XmlScan::tag() {
  std::size_t end = 1;
  for (char quote = 0; end < rest_.size() && (quote != 0 || rest_[end] != '>'); ++end) {
    if (quote == 0 && (rest_[end] == '"' || rest_[end] == '\'')) quote = rest_[end];
    else if (rest_[end] == quote) quote = 0;
  }
  if (end == rest_.size()) cut_off();
  std::string_view inside = rest_.substr(1, end - 1);
  rest_.remove_prefix(end + 1);
  XmlToken token;
  token.kind = inside.starts_with('/') ? XmlToken::Kind::Close : XmlToken::Kind::Open;
  if (token.kind == XmlToken::Kind::Close) inside.remove_prefix(1);
  if (inside.ends_with('/')) token.empty = true, inside.remove_suffix(1);
  const auto space = std::find_if(inside.begin(), inside.end(), is_space);
  const auto length = static_cast<std::size_t>(space - inside.begin());
  token.name = local(inside.substr(0, length));
  token.attributes = inside.substr(length);
  return token;
}

XmlToken XmlScan::next() {
  while (!rest_.empty()) {
    if (rest_.front() != '<') {
      XmlToken token;
      token.kind = XmlToken::Kind::Text;
      token.text = rest_.substr(0, std::min(rest_.find('<'), rest_.size()));
      rest_.remove_prefix(token.text.size());
      return token;
    }
    if (skip("<!--", "-->") || skip("<?", "?>")) continue;
    if (rest_.starts_with("<![CDATA[")) {
      const std::string_view whole = rest_;
      skip("<![CDATA[", "]]>");
      XmlToken token;
      token.kind = XmlToken::Kind::Text;
      token.verbatim = true;
      token.text = whole.substr(9, whole.size() - rest_.size() - 12);
      return token;
    }
    if (rest_.starts_with("<!")) throw InputError(where_ + ": the XML declares a document type, which no workbook needs.");
    return tag();
  }
  return {};
}

std::string_view attribute(const XmlToken& token, std::string_view name) {
  std::string_view rest = token.attributes;
  for (;;) {
    while (!rest.empty() && is_space(rest.front())) rest.remove_prefix(1);
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos) return {};
    std::string_view key = rest.substr(0, equals);
    while (!key.empty() && is_space(key.back())) key.remove_suffix(1);
    const std::size_t open = rest.find_first_of("\"'", equals);
    if (open == std::string_view::npos) return {};
    const std::size_t close = rest.find(rest[open], open + 1);
    if (close == std::string_view::npos) return {};
    if (key == name) return rest.substr(open + 1, close - open - 1);
    rest.remove_prefix(close + 1);
  }
}

void append_text(const XmlToken& token, std::string& out) {
  std::string_view rest = token.text;
  while (!token.verbatim && !rest.empty()) {
    const std::size_t at = rest.find('&');
    if (at == std::string_view::npos) break;
    out += rest.substr(0, at);
    const std::size_t end = rest.find(';', at);
    if (end != std::string_view::npos && append_entity(rest.substr(at + 1, end - at - 1), out)) {
      rest.remove_prefix(end + 1);
    } else {
      out += '&';
      rest.remove_prefix(at + 1);
    }
  }
  out += rest;
}

}  // namespace setu
