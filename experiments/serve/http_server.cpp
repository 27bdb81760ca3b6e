#include "http_server.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include <boost/algorithm/string/predicate.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <fmt/format.h>

namespace setu {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;

namespace {

class Session;

/// What the connections share. All of it belongs to the thread of `run`.
struct Shared {
  HttpHandlers handlers;
  std::vector<std::pair<std::string, std::string>> headers;
  HttpLimits limits;
  std::size_t open = 0;
  std::uint64_t next = 0;
  std::map<std::uint64_t, Session*> strangers;  ///< may be given up, the oldest first
  std::function<void()> last_one_gone;
};

HttpHead head_of(const http::request_header<>& message) {
  const auto text = [](auto view) { return std::string(view.data(), view.size()); };
  HttpHead head{text(message.method_string()), text(message.target()), {}};
  head.path.resize(std::min(head.path.find('?'), head.path.size()));
  for (const auto& field : message) head.headers.emplace_back(text(field.name_string()), text(field.value()));
  return head;
}

/// One connection with its one request. Its steps call each other by the event loop, which holds the session until the last.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(tcp::socket socket, Shared& shared, asio::io_context& loop, asio::thread_pool& pool)
      : stream_(std::move(socket)), shared_(shared), loop_(loop), pool_(pool), id_(shared.next++) {
    ++shared_.open;
    shared_.strangers.emplace(id_, this);
  }
  ~Session() {
    shared_.strangers.erase(id_);
    if (--shared_.open == 0 && shared_.last_one_gone) shared_.last_one_gone();
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void read() {
    head_.header_limit(static_cast<std::uint32_t>(shared_.limits.head_bytes));
    head_.body_limit(std::numeric_limits<std::uint64_t>::max());  // is looked at below, behind the token
    stream_.expires_after(shared_.limits.request);
    http::async_read_header(stream_, buffer_, head_, [self = shared_from_this()](auto error, std::size_t) { self->judge(error); });
  }
  /// Its pending step fails, and nothing follows.
  void give_up() {
    shared_.strangers.erase(id_);
    stream_.close();
  }

 private:
  void judge(const beast::error_code& error) {
    const HttpLimits& limits = shared_.limits;
    if (error == http::error::header_limit || error == http::error::buffer_overflow)
      return send(error_reply(431, fmt::format("The headers of a request may have {} KiB.", limits.head_bytes / 1024)));
    if (error == http::error::end_of_stream || error == http::error::partial_message) return;
    if (error.category() == make_error_code(http::error::bad_value).category())
      return send(error_reply(400, "The request cannot be read: it is no HTTP."));
    if (error) return;
    request_ = head_of(head_.get());
    if (request_.headers.size() > limits.headers)
      return send(error_reply(431, fmt::format("A request may have {} headers.", limits.headers)));
    if (const Reply reply = shared_.handlers.refusal(request_); reply.status != 0) return send(reply);
    if (head_.content_length().value_or(0) > limits.body_bytes)
      return send(error_reply(413, fmt::format("The request is larger than {} KiB.", limits.body_bytes / 1024)));
    shared_.strangers.erase(id_);
    body_.emplace(std::move(head_));
    http::async_read(stream_, buffer_, *body_, [self = shared_from_this()](auto failed, std::size_t) {
      if (!failed) self->answer();
    });
  }

  /// By a thread of the pool, while this one goes on.
  void answer() {
    asio::post(pool_, [self = shared_from_this(), work = asio::make_work_guard(loop_)]() mutable {
      Reply reply = self->shared_.handlers.answer(self->request_, self->body_->get().body());
      auto& loop = self->loop_;
      asio::post(loop, [self = std::move(self), reply = std::move(reply)] { self->send(reply); });
    });
  }

  void send(const Reply& reply) {
    response_.result(static_cast<unsigned>(reply.status));
    response_.version(11);
    response_.keep_alive(false);
    for (const auto& [name, value] : shared_.headers) response_.set(name, value);
    response_.set(http::field::content_type, reply.type);
    response_.body() = reply.body;
    response_.prepare_payload();
    stream_.expires_after(shared_.limits.answer);
    http::async_write(stream_, response_, [self = shared_from_this()](auto error, std::size_t) {
      if (!error) self->finish();
    });
  }

  /// Closing at once what still sends would take the answer from it.
  void finish() {
    beast::error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    shared_.strangers.emplace(id_, this);
    buffer_.clear();
    stream_.expires_after(shared_.limits.rest);
    throw_away();
  }
  void throw_away() {
    stream_.async_read_some(buffer_.prepare(4096), [self = shared_from_this()](auto error, std::size_t bytes) {
      self->thrown_away_ += bytes;
      if (!error && self->thrown_away_ <= self->shared_.limits.rest_bytes) self->throw_away();
    });
  }

  beast::tcp_stream stream_;
  Shared& shared_;
  asio::io_context& loop_;
  asio::thread_pool& pool_;
  std::uint64_t id_;
  beast::flat_buffer buffer_{64 * 1024};
  http::request_parser<http::empty_body> head_;
  std::optional<http::request_parser<http::string_body>> body_;
  HttpHead request_;
  http::response<http::string_body> response_;
  std::size_t thrown_away_ = 0;
};

}  // namespace

std::size_t HttpHead::count(const std::string& name) const {
  return static_cast<std::size_t>(
      std::count_if(headers.begin(), headers.end(), [&](const auto& header) { return boost::iequals(header.first, name); }));
}

std::string HttpHead::header(const std::string& name) const {
  if (count(name) != 1) return {};
  return std::find_if(headers.begin(), headers.end(), [&](const auto& header) { return boost::iequals(header.first, name); })->second;
}

struct HttpServer::State {
  State(HttpHandlers handlers, std::vector<std::pair<std::string, std::string>> headers, HttpLimits limits)
      : shared{std::move(handlers), std::move(headers), limits, 0, 0, {}, {}}, pool(limits.threads) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    pool.join();
    shared.last_one_gone = nullptr;
  }

  void accept() {
    acceptor.async_accept([this](const beast::error_code& error, tcp::socket socket) {
      if (!acceptor.is_open()) return;
      if (!error) {
        admit(std::move(socket));
        return accept();
      }
      pause.expires_after(std::chrono::milliseconds(50));  // no file descriptor is left, for instance
      pause.async_wait([this](const beast::error_code&) {
        if (acceptor.is_open()) accept();
      });
    });
  }

  void admit(tcp::socket socket) {
    if (shared.open >= shared.limits.connections) {
      if (shared.strangers.empty()) return;
      shared.strangers.begin()->second->give_up();
    }
    beast::error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    std::make_shared<Session>(std::move(socket), shared, loop, pool)->read();
  }

  /// Whoever waits for an answer gets it; all others are let go.
  void end() {
    beast::error_code ignored;
    acceptor.close(ignored);
    pause.cancel();
    while (!shared.strangers.empty()) shared.strangers.begin()->second->give_up();
    if (shared.open == 0) return;
    shared.last_one_gone = [this] { pause.cancel(); };
    pause.expires_after(2 * shared.limits.rest);
    pause.async_wait([this](const beast::error_code& error) {
      if (!error) loop.stop();
    });
  }

  Shared shared;
  asio::io_context loop{1};
  tcp::acceptor acceptor{loop};
  asio::steady_timer pause{loop};
  asio::thread_pool pool;
};

HttpServer::HttpServer(HttpHandlers handlers, std::vector<std::pair<std::string, std::string>> headers, HttpLimits limits)
    : state_(std::make_unique<State>(std::move(handlers), std::move(headers), limits)) {}
HttpServer::~HttpServer() = default;

int HttpServer::bind(int port) {
  beast::error_code error;
  auto& acceptor = state_->acceptor;
  const tcp::endpoint place(asio::ip::address_v4::loopback(), static_cast<unsigned short>(port));
  acceptor.open(place.protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(place, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (!error) return acceptor.local_endpoint().port();
  acceptor.close(error);
  return 0;
}

void HttpServer::run() {
  if (state_->acceptor.is_open()) state_->accept();
  state_->loop.run();
  state_->pool.join();
}

void HttpServer::stop() {
  asio::post(state_->loop, [this] { state_->end(); });
}

}  // namespace setu
