#include "setu/experiments/serve/serve.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <thread>

#include <fmt/format.h>
#include <httplib.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>

#include "api.hpp"
#include "page_policy.hpp"
#include "setu/base/error.hpp"

namespace setu {

namespace {

constexpr std::size_t kLargestBody = 256 * 1024;  // bytes
constexpr int kReadSeconds = 10, kWriteSeconds = 10;
constexpr std::size_t kThreads = 8;

/// 256 random bits.
std::string random_token() {
  std::array<unsigned char, 32> bytes{};
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
    throw InputError("the system gives no random numbers, so the workbench cannot be protected and does not start.");
  std::string text;
  for (const auto byte : bytes) text += fmt::format("{:02x}", byte);
  return text;
}

/// Without telling by its duration where the texts differ.
bool same_token(const std::string& a, const std::string& b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

/// Two servers must not share a port, which SO_REUSEPORT, the library's default, would let them.
void socket_options(socket_t socket) {
  const int yes = 1;
  (void)setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
}

void put(const Reply& reply, httplib::Response& response) {
  response.status = reply.status;
  response.set_content(reply.body, reply.type);
}

}  // namespace

struct Workbench::State {
  explicit State(const WorkbenchOptions& options) : api(options.database, options.timeout), page(options.page), token(random_token()) {}

  /// Why a request is refused before its body is read; status 0: it is not.
  [[nodiscard]] Reply refusal(const httplib::Request& request) const {
    const std::string host = request.get_header_value("Host");
    if (host != fmt::format("127.0.0.1:{}", port) && host != fmt::format("localhost:{}", port))
      return error_reply(403, "The workbench answers to 127.0.0.1 and localhost only.");
    const std::size_t end = std::min(request.path.find('/', 1), request.path.size());
    if (request.path.empty() || !same_token(request.path.substr(1, end - 1), token))
      return error_reply(403, "The address does not hold the token of this server; open the one that setu serve printed.");
    if (request.method == "GET") return {0, {}, {}};
    if (request.method != "POST") return error_reply(405, "The workbench knows GET and POST only.");
    const std::string type = request.get_header_value("Content-Type");
    if (type.substr(0, type.find(';')) != "application/json")
      return error_reply(415, "The Content-Type of a request must be application/json.");
    // Lengths that are known only afterwards could pass the limit.
    if (request.has_header("Transfer-Encoding") || request.has_header("Content-Encoding") || !request.has_header("Content-Length"))
      return error_reply(411, "A request must say its Content-Length and be neither chunked nor compressed.");
    return {0, {}, {}};
  }

  void protect() {
    server.set_default_headers({{"X-Content-Type-Options", "nosniff"},
                                {"Referrer-Policy", "no-referrer"},
                                {"Cache-Control", "no-store"},
                                {"X-Frame-Options", "DENY"},
                                {"Cross-Origin-Resource-Policy", "same-origin"},
                                {"Content-Security-Policy", page_policy(page)}});
    server.set_payload_max_length(kLargestBody);
    server.set_tcp_nodelay(true);
    server.set_read_timeout(kReadSeconds);
    server.set_write_timeout(kWriteSeconds);
    server.set_keep_alive_max_count(1);  // the rest of a refused request is never taken for another
    server.set_socket_options(socket_options);
    server.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
    server.set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      const Reply reply = refusal(request);
      if (reply.status == 0) return httplib::Server::HandlerResponse::Unhandled;
      put(reply, response);
      return httplib::Server::HandlerResponse::Handled;
    });
    server.set_error_handler([](const httplib::Request&, httplib::Response& response) {
      if (!response.body.empty()) return;
      const int status = response.status;
      put(error_reply(status, status == 413   ? fmt::format("The request is larger than {} KiB.", kLargestBody / 1024)
                              : status == 404 ? std::string("There is nothing at this address.")
                                              : fmt::format("The request cannot be read (HTTP status {}).", status)),
          response);
    });
  }

  void answer() {
    const std::string root = "/" + token + "/";
    server.Get(root, [this](const httplib::Request&, httplib::Response& r) {
      put({200, std::string(page), "text/html; charset=utf-8"}, r);
    });
    server.Get(root + "api/catalogue", [this](const httplib::Request&, httplib::Response& r) { put(api.catalogue(), r); });
    server.Post(root + "api/solve", [this](const httplib::Request& q, httplib::Response& r) { put(api.solve(q.body), r); });
    server.Post(root + "api/decompose", [this](const httplib::Request& q, httplib::Response& r) { put(api.decompose(q.body), r); });
    server.Post(root + "api/value", [this](const httplib::Request& q, httplib::Response& r) { put(api.value(q.body), r); });
    server.Post(root + "api/scenario", [this](const httplib::Request& q, httplib::Response& r) { put(api.scenario(q.body), r); });
  }

  void bind(int wanted) {
    constexpr const char* kHost = "127.0.0.1";
    if (wanted == 0) {
      port = server.bind_to_any_port(kHost);
      if (port < 0) throw InputError("no port of 127.0.0.1 is free.");
    } else if (server.bind_to_port(kHost, wanted)) {
      port = wanted;
    } else {
      throw InputError(
          fmt::format("--port {0}: port {0} is in use or not allowed; choose another, or leave --port out for any free one.", wanted));
    }
  }

  WorkbenchApi api;
  std::string_view page;
  std::string token;
  int port = 0;
  std::atomic<bool> stopped = false, ended = false;
  httplib::Server server;
};

Workbench::Workbench(const WorkbenchOptions& options) : state_(std::make_unique<State>(options)) {
  state_->protect();
  state_->answer();
  state_->bind(options.port);
}
Workbench::~Workbench() = default;

int Workbench::port() const { return state_->port; }
const std::string& Workbench::token() const { return state_->token; }
std::string Workbench::url() const { return fmt::format("http://127.0.0.1:{}/{}/", port(), token()); }
void Workbench::run() {
  if (!state_->stopped) state_->server.listen_after_bind();
  state_->ended = true;
}
void Workbench::stop() {
  state_->stopped = true;
  state_->api.close();
  // The library forgets a stop that comes before it listens.
  while (!state_->ended && !state_->server.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  state_->server.stop();
}

}  // namespace setu
