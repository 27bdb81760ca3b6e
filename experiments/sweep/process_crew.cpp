#include <omp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <vector>

#include <fmt/format.h>

#include "crew.hpp"
#include "setu/base/error.hpp"
#include "setu/base/say.hpp"

extern "C" {
void openblas_set_num_threads(int) __attribute__((weak));
int openblas_get_num_threads() __attribute__((weak));
}

namespace setu {

OneThread::OneThread() : openmp_(omp_get_max_threads()) {
  omp_set_num_threads(1);
  if (!openblas_set_num_threads || !openblas_get_num_threads) return;
  blas_ = openblas_get_num_threads();
  openblas_set_num_threads(1);
}

OneThread::~OneThread() {
  omp_set_num_threads(openmp_);
  if (blas_ > 0) openblas_set_num_threads(blas_);
}

namespace {

/// Moves all bytes; false when the other side is gone.
bool send_bytes(int socket, const void* data, std::size_t size) {
  const char* at = static_cast<const char*>(data);
  while (size > 0) {
    const auto n = send(socket, at, size, MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    at += n;
    size -= static_cast<std::size_t>(n);
  }
  return true;
}

bool receive_bytes(int socket, void* data, std::size_t size) {
  char* at = static_cast<char*>(data);
  while (size > 0) {
    const auto n = recv(socket, at, size, 0);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    at += n;
    size -= static_cast<std::size_t>(n);
  }
  return true;
}

/// A worker's life: rows in, outcomes out, until the other side hangs up.
[[noreturn]] void work_until_closed(int socket, const PointWork& work) {
  int status = 0;
  try {
    const OneThread one;
    for (std::size_t row = 0; receive_bytes(socket, &row, sizeof row);) {
      const std::string answer = pack(work(row));
      const std::size_t size = answer.size();
      if (!send_bytes(socket, &size, sizeof size) || !send_bytes(socket, answer.data(), size)) break;
    }
  } catch (const std::exception& e) {
    say(stderr, "setu: a worker failed: {}\n", e.what());
    status = 3;
  }
  std::fflush(stderr);
  _exit(status);
}

std::string describe(int status) {
  if (WIFSIGNALED(status)) return fmt::format("was killed by signal {} ({})", WTERMSIG(status), strsignal(WTERMSIG(status)));
  return fmt::format("ended with exit status {}", WEXITSTATUS(status));
}

class ProcessCrew final : public Crew {
 public:
  ProcessCrew(PointWork work, int workers) : work_(std::move(work)), workers_(static_cast<std::size_t>(workers)) {
    for (auto& worker : workers_) begin(worker);
  }

  ~ProcessCrew() override {
    for (auto& worker : workers_) end(worker, SIGKILL);
  }

  [[nodiscard]] int size() const override { return static_cast<int>(workers_.size()); }

  void give(int worker, std::size_t row) override {
    // A failure to send is a death, which `wait` finds and reports.
    (void)send_bytes(workers_[static_cast<std::size_t>(worker)].socket, &row, sizeof row);
  }

  std::optional<Report> wait(std::chrono::milliseconds most) override {
    std::vector<pollfd> watched;
    for (const auto& worker : workers_) watched.push_back({worker.socket, POLLIN, 0});
    if (poll(watched.data(), watched.size(), static_cast<int>(most.count())) <= 0) return {};
    for (std::size_t k = 0; k < watched.size(); ++k)
      if (watched[k].revents != 0) return report(k);
    return {};
  }

 private:
  struct Worker {
    pid_t process = -1;
    int socket = -1;
  };

  void begin(Worker& worker) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
      throw InputError(fmt::format("No socket for a worker process: {}.", std::strerror(errno)));
    std::fflush(nullptr);
    const pid_t parent = getpid();
    worker.process = fork();
    if (worker.process < 0) {
      close(ends[0]);
      close(ends[1]);
      throw InputError(fmt::format("No worker process can be made: {}. Try fewer --workers.", std::strerror(errno)));
    }
    if (worker.process == 0) {
#ifdef __linux__
      prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
      if (getppid() != parent) _exit(0);
      for (const auto& other : workers_)
        if (other.socket >= 0) close(other.socket);
      close(ends[0]);
      work_until_closed(ends[1], work_);
    }
    close(ends[1]);
    worker.socket = ends[0];
  }

  static int end(Worker& worker, int signal) {
    int status = 0;
    if (worker.socket >= 0) close(worker.socket);
    if (worker.process > 0) {
      if (signal != 0) kill(worker.process, signal);
      while (waitpid(worker.process, &status, 0) < 0 && errno == EINTR) {}
    }
    worker = {};
    return status;
  }

  Report report(std::size_t k) {
    Report report;
    report.worker = static_cast<int>(k);
    std::size_t size = 0;
    std::string answer;
    bool complete = receive_bytes(workers_[k].socket, &size, sizeof size);
    if (complete) {
      answer.resize(size);
      complete = receive_bytes(workers_[k].socket, answer.data(), size);
    }
    if (complete) {
      report.outcome = unpack(answer);
    } else {
      report.death = describe(end(workers_[k], 0));
      begin(workers_[k]);
    }
    return report;
  }

  PointWork work_;
  std::vector<Worker> workers_;
};

}  // namespace

std::unique_ptr<Crew> make_process_crew(PointWork work, int workers) { return std::make_unique<ProcessCrew>(std::move(work), workers); }

}  // namespace setu
