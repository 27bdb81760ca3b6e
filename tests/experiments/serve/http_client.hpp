#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace setu {

/// A connection to 127.0.0.1 that sends whatever it is told, as an attacker would.
class RawConnection {
 public:
  explicit RawConnection(int port, int seconds = 60) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const timeval patience{seconds, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_port = htons(static_cast<std::uint16_t>(port));
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&place), sizeof place) == 0;
  }
  ~RawConnection() { ::close(socket_); }
  RawConnection(RawConnection&& other) noexcept : socket_(std::exchange(other.socket_, -1)), connected_(other.connected_) {}
  RawConnection& operator=(RawConnection&&) = delete;
  RawConnection(const RawConnection&) = delete;
  RawConnection& operator=(const RawConnection&) = delete;

  [[nodiscard]] bool connected() const { return connected_; }
  /// Whether all of it was taken.
  [[nodiscard]] bool send(std::string_view text) const {
    while (!text.empty()) {
      const auto sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  /// All that comes until the server closes, or patience ends.
  [[nodiscard]] std::string receive() const {
    std::string text, part(65536, ' ');
    for (ssize_t got = 0; (got = ::recv(socket_, part.data(), part.size(), 0)) > 0;) text.append(part, 0, static_cast<std::size_t>(got));
    return text;
  }
  /// Whether the server has closed it by now, without an answer.
  [[nodiscard]] bool closed() const {
    char byte = 0;
    const auto got = ::recv(socket_, &byte, 1, MSG_DONTWAIT | MSG_PEEK);
    return got == 0 || (got < 0 && errno != EAGAIN && errno != EWOULDBLOCK);
  }

 private:
  int socket_;
  bool connected_ = false;
};

struct HttpAnswer {
  int status = 0;  ///< 0: none came
  std::map<std::string, std::string> headers;
  std::string body;

  [[nodiscard]] bool has_header(const std::string& name) const { return headers.contains(name); }
  [[nodiscard]] std::string get_header_value(const std::string& name) const { return has_header(name) ? headers.at(name) : ""; }
};

/// Of an answer to a request that ends with the connection.
inline HttpAnswer parse_answer(const std::string& text) {
  HttpAnswer answer;
  const auto head_end = text.find("\r\n\r\n");
  if (head_end == std::string::npos || !text.starts_with("HTTP/1.1 ")) return answer;
  answer.status = std::atoi(text.c_str() + 9);
  answer.body = text.substr(head_end + 4);
  for (auto at = text.find("\r\n"); at < head_end;) {
    const auto end = text.find("\r\n", at + 2), colon = text.find(": ", at + 2);
    answer.headers[text.substr(at + 2, colon - at - 2)] = text.substr(colon + 2, end - colon - 2);
    at = end;
  }
  return answer;
}

using HttpHeaders = std::map<std::string, std::string>;

/// A browser that sends one request a connection.
class HttpClient {
 public:
  explicit HttpClient(int port) : port_(port) {}
  [[nodiscard]] HttpAnswer ask(const std::string& method, const std::string& address, HttpHeaders headers, const std::string& body) const {
    headers.emplace("Host", "127.0.0.1:" + std::to_string(port_));
    if (method == "POST" && !headers.contains("Transfer-Encoding")) headers.emplace("Content-Length", std::to_string(body.size()));
    std::string text = method + " " + address + " HTTP/1.1\r\n";
    for (const auto& [name, value] : headers) text += name + ": " + value + "\r\n";
    const RawConnection connection(port_);
    (void)connection.send(text + "\r\n" + body);
    return parse_answer(connection.receive());
  }
  [[nodiscard]] HttpAnswer get(const std::string& address, const HttpHeaders& headers = {}) const {
    return ask("GET", address, headers, "");
  }
  [[nodiscard]] HttpAnswer post(const std::string& address, const std::string& body, const std::string& type,
                                HttpHeaders headers = {}) const {
    headers.emplace("Content-Type", type);
    return ask("POST", address, std::move(headers), body);
  }

 private:
  int port_;
};

}  // namespace setu
