#pragma once
#include <string>
#include <vector>

namespace setu {

/// One way to go on with a command line.
struct Completion {
  std::string word;
  std::string help;  ///< may be empty
};

/// What may stand at the end of a command line.
struct Completions {
  std::vector<Completion> words;
  bool files = false, folders = false;  ///< any file, any folder as well
};

/// The ways to go on with `words`, what follows "setu" on a command line: the last one is being written and may be empty. A
/// shell that splits words at '=', as bash does, gives "--solver", "=", "new"; what is answered then is the part behind '='.
Completions complete(std::vector<std::string> words);

/// `setu complete WORD…`, which the completion scripts of the shells call: a line "word<tab>help" for each way to go on, and
/// lines ":files" and ":folders". Never fails: where nothing can be said, nothing is printed.
int print_completions(const std::vector<std::string>& words);

/// The options and arguments whose values complete() knows by name, "COMMAND NAME" or "* NAME", for tests.
std::vector<std::string> completed_places();

}  // namespace setu
