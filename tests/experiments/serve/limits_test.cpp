#include <chrono>

#include "experiments/serve/http_server.hpp"
#include "workbench_fixture.hpp"

namespace setu {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

long milliseconds_since(Clock::time_point begin) { return std::chrono::duration_cast<milliseconds>(Clock::now() - begin).count(); }

/// Strangers, without a token, against the workbench as it is.
class Strangers : public WorkbenchServer {
 protected:
  [[nodiscard]] std::string head(const std::string& line) const {
    return line + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(workbench_->port()) + "\r\n";
  }
  [[nodiscard]] std::string page_request(const std::string& headers = {}) const { return head("GET " + root()) + headers + "\r\n"; }
  /// Milliseconds until the page comes.
  [[nodiscard]] long page_comes() const {
    const auto begin = Clock::now();
    EXPECT_EQ(client().get(root()).status, 200);
    return milliseconds_since(begin);
  }
};

TEST_F(Strangers, WhoDripsHoldsNobodyUp) {
  std::vector<RawConnection> drips;
  for (int n = 0; n < 40; ++n) {
    drips.emplace_back(workbench_->port());
    ASSERT_TRUE(drips.back().send("G"));
  }
  EXPECT_LT(page_comes(), 2000);
  for (int n = 0; n < 10; ++n) {
    for (const auto& each : drips) (void)each.send("E");
    EXPECT_LT(page_comes(), 2000);
  }
}

TEST_F(Strangers, ManyConnectionsLeaveAPlace) {
  std::vector<RawConnection> idle;
  for (int n = 0; n < 300; ++n) {
    idle.emplace_back(workbench_->port());
    ASSERT_TRUE(idle.back().connected());
    (void)idle.back().send("GET /");
  }
  EXPECT_LT(page_comes(), 2000);
  std::size_t open = 0;
  for (const auto& each : idle) open += each.closed() ? 0 : 1;
  EXPECT_LE(open, HttpLimits{}.connections);
  EXPECT_TRUE(idle.front().closed());  // the oldest goes first
  EXPECT_FALSE(idle.back().closed());
}

TEST_F(Strangers, HeadersHaveALimitInBytes) {
  const RawConnection connection(workbench_->port(), 5);
  std::string text = head("GET /");
  const std::string line = "X-Filler: " + std::string(5990, 'x') + "\r\n";
  std::size_t taken = 0;
  if (connection.send(text))
    while (taken < 200'000'000 && connection.send(line)) taken += line.size();
  EXPECT_LT(taken, 30'000'000u);  // what the system's buffers hold, and what is thrown away
  const RawConnection polite(workbench_->port(), 5);
  for (int n = 0; n < 4; ++n) text += line;
  ASSERT_TRUE(polite.send(text + "\r\n"));
  EXPECT_EQ(parse_answer(polite.receive()).status, 431);
}

TEST_F(Strangers, HeadersHaveALimitInNumber) {
  std::string few, many;
  for (int n = 0; n < 50; ++n) few += "a: b\r\n";
  for (int n = 0; n < 70; ++n) many += "a: b\r\n";
  for (const auto& [headers, status] : {std::pair{few, 200}, {many, 431}}) {
    const RawConnection connection(workbench_->port(), 5);
    ASSERT_TRUE(connection.send(page_request(headers)));
    EXPECT_EQ(parse_answer(connection.receive()).status, status);
  }
}

TEST_F(Strangers, RangesMultiplyNothing) {
  std::string ranges = "Range: bytes=0-";
  for (int n = 0; n < 900; ++n) ranges += ",0-";
  const RawConnection connection(workbench_->port(), 5);
  ASSERT_TRUE(connection.send(page_request(ranges + "\r\n")));
  const std::string answer = connection.receive();
  EXPECT_EQ(parse_answer(answer).status, 200);
  EXPECT_LT(answer.size(), 2000u);
}

TEST_F(Strangers, OneConnectionCarriesOneRequest) {
  const RawConnection connection(workbench_->port(), 5);
  ASSERT_TRUE(connection.send(page_request() + page_request()));
  const std::string answer = connection.receive();
  EXPECT_EQ(answer.find("HTTP/1.1"), answer.rfind("HTTP/1.1")) << answer;
  EXPECT_EQ(parse_answer(answer).get_header_value("Connection"), "close");
}

TEST_F(Strangers, TwoHeadersForOneThingAreRefused) {
  const std::string host = "Host: 127.0.0.1:" + std::to_string(workbench_->port()) + "\r\n";
  for (const auto& [text, status] : std::vector<std::pair<std::string, int>>{
           {page_request(host), 403},
           {head("POST " + root() + "api/solve") + "Content-Type: application/json\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
            400},
           {"nonsense\r\n\r\n", 400},
           {"GET http://127.0.0.1" + root() + " HTTP/1.1\r\n" + host + "\r\n", 403}}) {
    const RawConnection connection(workbench_->port(), 5);
    ASSERT_TRUE(connection.send(text));
    EXPECT_EQ(parse_answer(connection.receive()).status, status) << text;
  }
}

TEST_F(Strangers, AnEndComesAtOnceThoughTheyStay) {
  std::vector<RawConnection> idle;
  for (int n = 0; n < 20; ++n) idle.emplace_back(workbench_->port());
  (void)page_comes();
  const auto begin = Clock::now();
  stop();
  EXPECT_LT(milliseconds_since(begin), 2000);
  start(30);
}

/// A server with short deadlines whose answers are large.
class Deadlines : public testing::Test {
 protected:
  void SetUp() override {
    HttpLimits limits;
    limits.request = limits.answer = milliseconds(300);
    limits.rest = milliseconds(200);
    server_ = std::make_unique<HttpServer>(HttpHandlers{[](const HttpHead&) {
                                                          return Reply{0, {}, {}};
                                                        },
                                                        [](const HttpHead&, const std::string& body) {
                                                          return Reply{200, body + std::string(32'000'000, 'x'), "text/plain"};
                                                        }},
                                           std::vector<std::pair<std::string, std::string>>{}, limits);
    port_ = server_->bind(0);
    thread_ = std::jthread([this] { server_->run(); });
  }
  void TearDown() override {
    const auto begin = Clock::now();
    server_->stop();
    thread_.join();
    EXPECT_LT(milliseconds_since(begin), 2000);
  }
  /// Milliseconds until the server ends a connection on which `byte` comes again and again after `text`.
  [[nodiscard]] long dripped(const std::string& text, const std::string& byte) const {
    const RawConnection connection(port_);
    const auto begin = Clock::now();
    EXPECT_TRUE(connection.send(text));
    while (milliseconds_since(begin) < 5000 && !connection.closed()) {
      (void)connection.send(byte);
      std::this_thread::sleep_for(milliseconds(20));
    }
    return milliseconds_since(begin);
  }
  std::unique_ptr<HttpServer> server_;
  int port_ = 0;
  std::jthread thread_;
};

TEST_F(Deadlines, EndAHeadThatDrips) {
  EXPECT_LT(dripped("GET / HTTP/1.1\r\n", "a"), 2000);
  EXPECT_LT(dripped("", "G"), 2000);
}

TEST_F(Deadlines, EndABodyThatDrips) { EXPECT_LT(dripped("POST / HTTP/1.1\r\nContent-Length: 200000\r\n\r\n", "a"), 2000); }

TEST_F(Deadlines, EndAnAnswerThatNobodyTakes) {
  const RawConnection connection(port_, 5);
  ASSERT_TRUE(connection.send("GET / HTTP/1.1\r\n\r\n"));
  std::this_thread::sleep_for(milliseconds(1000));
  EXPECT_LT(connection.receive().size(), 32'000'000u);
}

}  // namespace
}  // namespace setu
