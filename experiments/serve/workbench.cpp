#include "setu/experiments/serve/serve.hpp"

#include <array>
#include <string>

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>

#include "api.hpp"
#include "experiments/web/page_policy.hpp"
#include "http_server.hpp"
#include "setu/base/error.hpp"

namespace setu {

namespace {

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

}  // namespace

struct Workbench::State {
  explicit State(const WorkbenchOptions& options)
      : api(options.database, options.timeout),
        page(options.page),
        token(random_token()),
        server({[this](const HttpHead& head) { return refusal(head); },
                [this](const HttpHead& head, const std::string& body) { return answer(head, body); }},
               {{"X-Content-Type-Options", "nosniff"},
                {"Referrer-Policy", "no-referrer"},
                {"Cache-Control", "no-store"},
                {"X-Frame-Options", "DENY"},
                {"Cross-Origin-Resource-Policy", "same-origin"},
                {"Content-Security-Policy", page_policy(page, PageFrom::Server)}}) {}

  /// Why a request is refused before its body is read; status 0: it is not.
  [[nodiscard]] Reply refusal(const HttpHead& request) const {
    const std::string host = request.header("Host");
    if (host != fmt::format("127.0.0.1:{}", port) && host != fmt::format("localhost:{}", port))
      return error_reply(403, "The workbench answers to 127.0.0.1 and localhost only.");
    const std::size_t end = std::min(request.path.find('/', 1), request.path.size());
    if (request.path.empty() || !same_token(request.path.substr(1, end - 1), token))
      return error_reply(403, "The address does not hold the token of this server; open the one that setu serve printed.");
    if (request.method == "GET") return {0, {}, {}};
    if (request.method != "POST") return error_reply(405, "The workbench knows GET and POST only.");
    const std::string type = request.header("Content-Type");
    if (type.substr(0, type.find(';')) != "application/json")
      return error_reply(415, "The Content-Type of a request must be application/json.");
    // Lengths that are known only afterwards could pass the limit.
    if (request.count("Transfer-Encoding") + request.count("Content-Encoding") > 0 || request.count("Content-Length") != 1)
      return error_reply(411, "A request must say its Content-Length and be neither chunked nor compressed.");
    return {0, {}, {}};
  }

  [[nodiscard]] Reply answer(const HttpHead& request, const std::string& body) {
    const std::string asked = request.method + " " + request.path.substr(std::min(token.size() + 1, request.path.size()));
    if (asked == "GET /") return {200, std::string(page), "text/html; charset=utf-8"};
    if (asked == "GET /api/catalogue") return api.catalogue();
    if (asked == "POST /api/solve") return api.solve(body);
    if (asked == "POST /api/decompose") return api.decompose(body);
    if (asked == "POST /api/value") return api.value(body);
    if (asked == "POST /api/scenario") return api.scenario(body);
    return error_reply(404, "There is nothing at this address.");
  }

  void bind(int wanted) {
    port = server.bind(wanted);
    if (port != 0) return;
    if (wanted == 0) throw InputError("no port of 127.0.0.1 is free.");
    throw InputError(
        fmt::format("--port {0}: port {0} is in use or not allowed; choose another, or leave --port out for any free one.", wanted));
  }

  WorkbenchApi api;
  std::string_view page;
  std::string token;
  int port = 0;
  HttpServer server;
};

Workbench::Workbench(const WorkbenchOptions& options) : state_(std::make_unique<State>(options)) { state_->bind(options.port); }
Workbench::~Workbench() = default;

int Workbench::port() const { return state_->port; }
const std::string& Workbench::token() const { return state_->token; }
std::string Workbench::url() const { return fmt::format("http://127.0.0.1:{}/{}/", port(), token()); }
void Workbench::run() { state_->server.run(); }
void Workbench::stop() {
  state_->api.close();
  state_->server.stop();
}

}  // namespace setu
