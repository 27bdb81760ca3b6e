#include "formula.hpp"

#include <cctype>
#include <utility>

#include "setu/base/error.hpp"
#include "setu/base/number.hpp"

namespace setu::economy {

namespace {

constexpr int kDeepest = 200;  ///< of nested brackets: far beyond any model, far below the stack

bool is_name_start(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_'; }
bool is_name_part(char c) { return is_name_start(c) || std::isdigit(static_cast<unsigned char>(c)) != 0; }

/// A recursive-descent parser: sum, product, sign, power, primary.
class Parser {
 public:
  Parser(std::string place, std::string_view text) : place_(std::move(place)), text_(text) { skip(); }

  Formula whole() {
    Formula f = sum();
    end();
    return f;
  }
  Equality equality() {
    Equality e;
    e.left = sum();
    if (!take('=')) fail("'=' is missing");
    e.right = sum();
    end();
    return e;
  }
  Key key() {
    Key k;
    k.name = name();
    if (take('[')) {
      do k.indices.push_back(binding_or_element());
      while (take(','));
      if (!take(']')) fail("']' is missing");
    }
    end();
    return k;
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw InputError(place_ + ": " + what + " at character " + std::to_string(at_ + 1) + " of '" + std::string(text_) + "'.");
  }
  void end() const {
    if (at_ != text_.size()) fail("unexpected '" + std::string(1, text_[at_]) + "'");
  }
  void skip() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
  }
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(char c) {
    if (peek() != c) return false;
    ++at_;
    skip();
    return true;
  }
  std::string name() {
    if (!is_name_start(peek())) fail("a name is missing");
    return word();
  }
  std::string word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_name_part(text_[at_])) ++at_;
    std::string result(text_.substr(begin, at_ - begin));
    skip();
    return result;
  }
  /// An element may be any label in quotes, or a word.
  std::string element() {
    for (const char quote : {'\'', '"'}) {
      if (peek() != quote) continue;
      const std::size_t close = text_.find(quote, at_ + 1);
      if (close == std::string_view::npos) fail("a quote is never closed");
      std::string result(text_.substr(at_ + 1, close - at_ - 1));
      at_ = close + 1;
      skip();
      return result;
    }
    if (take('*')) return "*";
    if (!is_name_part(peek())) fail("an index or an element is missing");
    return word();
  }
  bool take_word(std::string_view expected) {
    if (!text_.substr(at_).starts_with(expected)) return false;
    const std::size_t after = at_ + expected.size();
    if (after < text_.size() && is_name_part(text_[after])) return false;
    at_ = after;
    skip();
    return true;
  }
  Binding binding_or_element() {
    std::string first = element();
    if (take_word("in")) return {std::move(first), name()};
    return {"", std::move(first)};
  }

  Formula sum() {
    if (++depth_ > kDeepest) fail("brackets are nested too deeply");
    Formula left = product();
    for (;;) {
      const char c = peek();
      if (c != '+' && c != '-') break;
      take(c);
      left = binary(c == '+' ? Kind::Add : Kind::Subtract, std::move(left), product());
    }
    --depth_;
    return left;
  }
  Formula product() {
    Formula left = sign();
    for (;;) {
      const char c = peek();
      if (c != '*' && c != '/') return left;
      if (text_.substr(at_).starts_with("**")) return left;
      take(c);
      left = binary(c == '*' ? Kind::Multiply : Kind::Divide, std::move(left), sign());
    }
  }
  Formula sign() {
    if (take('-')) {
      if (++depth_ > kDeepest) fail("signs are nested too deeply");
      Formula f;
      f.kind = Kind::Negate;
      f.parts.push_back(sign());
      --depth_;
      return f;
    }
    return power();
  }
  Formula power() {
    Formula base = primary();
    if (text_.substr(at_).starts_with("**")) ++at_;
    else if (peek() != '^') return base;
    ++at_;
    skip();
    if (++depth_ > kDeepest) fail("powers are nested too deeply");
    Formula exponent = sign();
    --depth_;
    return binary(Kind::Power, std::move(base), std::move(exponent));
  }
  Formula primary() {
    if (take('(')) {
      Formula inside = sum();
      if (!take(')')) fail("')' is missing");
      return inside;
    }
    if (std::isdigit(static_cast<unsigned char>(peek())) != 0 || peek() == '.') return number();
    if (!is_name_start(peek())) fail("a number, a name or '(' is missing");
    std::string text = name();
    if (peek() == '(') return function(std::move(text));
    Formula f;
    f.kind = Kind::Name;
    f.name = std::move(text);
    if (take('[')) {
      do f.arguments.push_back(element());
      while (take(','));
      if (!take(']')) fail("']' is missing");
    }
    return f;
  }
  Formula number() {
    std::size_t end = at_;
    const auto digits = [&] {
      while (end < text_.size() && std::isdigit(static_cast<unsigned char>(text_[end])) != 0) ++end;
    };
    digits();
    if (end < text_.size() && text_[end] == '.') ++end, digits();
    if (end + 1 < text_.size() && (text_[end] == 'e' || text_[end] == 'E')) {
      std::size_t exponent = end + 1;
      if (text_[exponent] == '-' || text_[exponent] == '+') ++exponent;
      if (exponent < text_.size() && std::isdigit(static_cast<unsigned char>(text_[exponent])) != 0) end = exponent, digits();
    }
    const auto value = parse_number(text_.substr(at_, end - at_));
    if (!value) fail("this is not a number");
    Formula f;
    f.number = *value;
    at_ = end;
    skip();
    return f;
  }
  /// sum(i in goods, j in goods, …), prod(…), or a function of one number.
  Formula function(std::string name) {
    take('(');
    Formula f;
    f.kind = name == "sum" ? Kind::Sum : name == "prod" ? Kind::Product : Kind::Call;
    if (f.kind == Kind::Call) {
      if (name != "log" && name != "exp" && name != "sqrt" && name != "abs" && name != "sign")
        fail("there is no function '" + name + "'; known: sum, prod, log, exp, sqrt, abs, sign");
      f.name = std::move(name);
    } else {
      f.bindings.push_back(binding());
      while (take(',')) {
        const std::size_t before = at_;
        if (is_name_start(peek())) {
          std::string index = word();
          if (take_word("in")) {
            f.bindings.push_back({std::move(index), this->name()});
            continue;
          }
        }
        at_ = before;
        f.parts.push_back(sum());
        break;
      }
      if (f.parts.empty()) fail("what is to be added up is missing: write sum(i in set, formula)");
      if (!take(')')) fail("')' is missing");
      return f;
    }
    f.parts.push_back(sum());
    if (!take(')')) fail("')' is missing");
    return f;
  }
  Binding binding() {
    std::string index = name();
    if (!take_word("in")) fail("'in' is missing: write sum(i in set, formula)");
    return {std::move(index), name()};
  }
  static Formula binary(Kind kind, Formula a, Formula b) {
    Formula f;
    f.kind = kind;
    f.parts.push_back(std::move(a));
    f.parts.push_back(std::move(b));
    return f;
  }

  std::string place_;
  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

Formula parse_formula(const std::string& place, std::string_view text) { return Parser(place, text).whole(); }
Equality parse_equality(const std::string& place, std::string_view text) { return Parser(place, text).equality(); }
Key parse_key(const std::string& place, std::string_view text) { return Parser(place, text).key(); }

}  // namespace setu::economy
