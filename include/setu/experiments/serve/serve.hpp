#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace setu {

/// How the workbench's server is set up.
struct WorkbenchOptions {
  int port = 0;           ///< 0: any free one
  std::string database;   ///< name or folder; empty: each scenario's own
  double timeout = 30;    ///< seconds that one solve may take
  std::string_view page;  ///< the HTML of the workbench; must outlive the server
};

/// A server for one person's browser: bound to 127.0.0.1, behind a random token that is part of its address. docs/workbench.md
/// lists what it answers.
class Workbench {
 public:
  /// Takes the port. Throws InputError where the port is in use or the database does not exist.
  explicit Workbench(const WorkbenchOptions& options);
  ~Workbench();
  Workbench(const Workbench&) = delete;
  Workbench& operator=(const Workbench&) = delete;

  [[nodiscard]] int port() const;
  [[nodiscard]] const std::string& token() const;  ///< 64 hexadecimal digits
  [[nodiscard]] std::string url() const;           ///< "http://127.0.0.1:PORT/TOKEN/"

  /// Answers until `stop`.
  void run();
  /// Ends `run`, which another thread has called or is about to, and the solve that is under way.
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace setu
