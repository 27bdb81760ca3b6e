#pragma once
#include <stdexcept>
#include <string>

namespace setu {

/// A mistake in the user's input (file, option, name, data). The message is one or more full sentences that name
/// the file, line, account or option at fault and the known alternatives. The program prints it and exits with 2.
class InputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A broken promise inside the program (a bug in a model block, an index out of range). Never caused by user input.
class LogicError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// `text` as a sentence: with a period where it ends in none of . ? ! and is not empty.
inline std::string with_period(std::string text) {
  if (!text.empty() && std::string(".?!").find(text.back()) == std::string::npos) text += '.';
  return text;
}

}  // namespace setu
