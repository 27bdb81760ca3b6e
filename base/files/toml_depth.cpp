#include "toml_depth.hpp"

#include <algorithm>
#include <vector>

#include "setu/base/error.hpp"
#include "setu/base/limits.hpp"

namespace setu {

namespace {

/// Walks over TOML text without understanding it: what it takes for a string, a comment or a bracket is one for every TOML parser, up to
/// the first mistake, where a parser stops.
class DepthScan {
 public:
  DepthScan(std::string_view text, const std::string& name) : text_(text), name_(name), most_(limit(Limit::TomlDepth)) {}

  void run() {
    while (at_ < text_.size()) step();
  }

 private:
  void step() {
    const char c = text_[at_];
    if (c == '"' || c == '\'') return skip_string(c);
    if (c == '#') return skip_to_line_end();
    ++at_;
    if (c == '\n') return end_line();
    if (c == ' ' || c == '\t' || c == '\r') return;
    if (c == '[' && line_begins_ && open_.empty()) return header();
    line_begins_ = false;
    if (c == '.') ++dots_, check();
    if (c == ',') dots_ = 0;
    if (c == '[' || c == '{') open();
    if (c == ']' || c == '}') close();
  }

  void end_line() {
    ++line_;
    if (!open_.empty()) return;  // a list or table goes on
    dots_ = 0;
    line_begins_ = true;
  }

  /// [a.b] or [[a.b]]: where the lines that follow stand.
  void header() {
    line_begins_ = false;
    base_ = 1;
    while (at_ < text_.size() && text_[at_] != '\n' && text_[at_] != ']' && text_[at_] != '#') {
      const char c = text_[at_];
      if (c == '"' || c == '\'') {
        skip_string(c);
        continue;
      }
      if (c == '.' || c == '[') ++base_;
      check();
      ++at_;
    }
    while (at_ < text_.size() && text_[at_] == ']') ++at_;
  }

  void open() {
    open_.push_back(dots_ + 1);
    inside_ += dots_ + 1;
    dots_ = 0;
    check();
  }

  void close() {
    dots_ = 0;
    if (open_.empty()) return;
    inside_ -= open_.back();
    open_.pop_back();
  }

  void check() const {
    if (base_ + inside_ + dots_ + 1 > most_)
      throw InputError(name_ + ":" + std::to_string(line_) + ": tables and lists nest too deep" + limit_hint(Limit::TomlDepth) + ".");
  }

  void skip_to_line_end() { at_ = std::min(text_.find('\n', at_), text_.size()); }

  void skip_string(char quote) {
    line_begins_ = false;
    const std::string triple(3, quote);
    if (text_.substr(at_).starts_with(triple)) return skip_long_string(quote, triple);
    for (++at_; at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n'; ++at_)
      if (quote == '"' && text_[at_] == '\\' && at_ + 1 < text_.size() && text_[at_ + 1] != '\n') ++at_;
    if (at_ < text_.size() && text_[at_] == quote) ++at_;
  }

  void skip_long_string(char quote, const std::string& triple) {
    for (at_ += 3; at_ < text_.size() && !text_.substr(at_).starts_with(triple); ++at_) {
      if (quote == '"' && text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      line_ += text_[at_] == '\n' ? 1 : 0;
    }
    at_ = std::min(at_ + 3, text_.size());
    for (int more = 0; more < 2 && at_ < text_.size() && text_[at_] == quote; ++more) ++at_;  // """a""""" ends with two quotes
  }

  std::string_view text_;
  const std::string& name_;
  std::size_t most_, at_ = 0, line_ = 1, base_ = 0, inside_ = 0, dots_ = 0;
  std::vector<std::size_t> open_;  // levels that each open bracket stands for
  bool line_begins_ = true;
};

}  // namespace

void check_toml_depth(std::string_view text, const std::string& name) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  DepthScan(text, name).run();
}

}  // namespace setu
