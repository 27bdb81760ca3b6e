#pragma once
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "reply.hpp"

namespace setu {

/// What a stranger may cost. Every connection carries one request.
struct HttpLimits {
  std::chrono::milliseconds request{10'000};  ///< from the first byte to the last one of a request, however it drips
  std::chrono::milliseconds answer{30'000};   ///< to take an answer
  std::chrono::milliseconds rest{1'000};      ///< for what is still sent after an answer; it is thrown away
  std::size_t rest_bytes = 1024 * 1024;       ///< of it
  std::size_t head_bytes = 16 * 1024;         ///< the request's line and its headers
  std::size_t headers = 64;
  std::size_t body_bytes = 256 * 1024;
  std::size_t connections = 64;  ///< at once; a further one takes the place of the oldest that has not shown what it wants
  std::size_t threads = 8;       ///< that answer
};

/// A request without its body.
struct HttpHead {
  std::string method;
  std::string path;  ///< without what follows '?'
  std::vector<std::pair<std::string, std::string>> headers;

  /// The value of a header that stands there once; empty where it is missing. Letters' case does not matter.
  [[nodiscard]] std::string header(const std::string& name) const;
  [[nodiscard]] std::size_t count(const std::string& name) const;
};

struct HttpHandlers {
  /// Why a request is refused before its body is read; status 0: it is not. Called by the thread of `run`.
  std::function<Reply(const HttpHead&)> refusal;
  /// Called by several threads.
  std::function<Reply(const HttpHead&, const std::string& body)> answer;
};

/// A server of 127.0.0.1 that answers requests of HTTP 1.x, one a connection. No request can hold it up: whoever is slow loses the
/// connection when its time is over, or when others need its place.
class HttpServer {
 public:
  /// `headers` are part of every answer.
  HttpServer(HttpHandlers handlers, std::vector<std::pair<std::string, std::string>> headers, HttpLimits limits = {});
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// Takes `port`, or any free one where it is 0, alone. Returns the port; 0 where there is none to have.
  int bind(int port);
  /// Answers until `stop`, and then what is being answered.
  void run();
  /// Ends `run`, which another thread has called or is about to.
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace setu
