#include "ranks.hpp"

#include <mpi.h>

#include <cstdio>
#include <thread>

#include <fmt/format.h>

#include "setu/base/error.hpp"
#include "setu/base/say.hpp"

namespace setu {

namespace {

enum Tag { kBegin = 1, kRow, kAnswer, kStop };

/// Between two looks for a message. Blocking receives would keep a core busy.
constexpr std::chrono::microseconds kNap{200};

void send_text(int rank, int tag, const std::string& text) {
  MPI_Send(text.data(), static_cast<int>(text.size()), MPI_CHAR, rank, tag, MPI_COMM_WORLD);
}

std::string receive_text(const MPI_Status& waiting) {
  int size = 0;
  MPI_Get_count(&waiting, MPI_CHAR, &size);
  std::string text(static_cast<std::size_t>(size), '\0');
  MPI_Recv(text.data(), size, MPI_CHAR, waiting.MPI_SOURCE, waiting.MPI_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  return text;
}

/// True when a message waits; false after `most` without one.
bool await(int source, int tag, std::chrono::steady_clock::time_point until, MPI_Status& status) {
  for (;;) {
    int there = 0;
    MPI_Iprobe(source, tag, MPI_COMM_WORLD, &there, &status);
    if (there) return true;
    if (std::chrono::steady_clock::now() >= until) return false;
    std::this_thread::sleep_for(kNap);
  }
}

constexpr auto kForEver = std::chrono::steady_clock::time_point::max();

class MpiCrew final : public Crew {
 public:
  MpiCrew(std::vector<int> ranks, std::set<int>& busy) : ranks_(std::move(ranks)), busy_(busy) {}
  [[nodiscard]] int size() const override { return static_cast<int>(ranks_.size()); }
  void give(int worker, std::size_t row) override {
    const std::uint64_t number = row;
    const int rank = ranks_[static_cast<std::size_t>(worker)];
    MPI_Send(&number, 1, MPI_UINT64_T, rank, kRow, MPI_COMM_WORLD);
    busy_.insert(rank);
  }
  std::optional<Report> wait(std::chrono::milliseconds most) override {
    MPI_Status status;
    if (!await(MPI_ANY_SOURCE, kAnswer, std::chrono::steady_clock::now() + most, status)) return {};
    Report report;
    while (ranks_[static_cast<std::size_t>(report.worker)] != status.MPI_SOURCE) ++report.worker;
    report.outcome = unpack(receive_text(status));
    busy_.erase(status.MPI_SOURCE);
    return report;
  }

 private:
  std::vector<int> ranks_;
  std::set<int>& busy_;
};

}  // namespace

Ranks::Ranks(int* argc, char*** argv) {
  MPI_Init(argc, argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
  MPI_Comm_size(MPI_COMM_WORLD, &size_);
}

Ranks::~Ranks() { MPI_Finalize(); }

std::vector<std::string> Ranks::hear_out() {
  heard_ = true;
  std::vector<std::string> problems(static_cast<std::size_t>(size_));
  for (int rank = 1; rank < size_; ++rank) {
    MPI_Status status;
    (void)await(rank, kBegin, kForEver, status);
    problems[static_cast<std::size_t>(rank)] = receive_text(status);
  }
  return problems;
}

std::unique_ptr<Crew> Ranks::crew() {
  const auto problems = hear_out();
  std::vector<int> ready;
  std::string first;
  for (int rank = 1; rank < size_; ++rank) {
    const std::string& problem = problems[static_cast<std::size_t>(rank)];
    if (problem.empty()) {
      ready.push_back(rank);
      continue;
    }
    if (first.empty()) first = fmt::format("rank {}: {}", rank, problem);
    say(stderr, "setu: rank {} cannot work: {}\n", rank, problem);
  }
  if (ready.empty()) throw InputError("None of the ranks could begin; " + first);
  return std::make_unique<MpiCrew>(std::move(ready), busy_);
}

void Ranks::dismiss() {
  if (!heard_) (void)hear_out();
  for (const int rank : busy_) {  // after a failure of rank 0: answers that nobody waits for
    MPI_Status status;
    (void)await(rank, kAnswer, kForEver, status);
    (void)receive_text(status);
  }
  for (int rank = 1; rank < size_; ++rank) MPI_Send(nullptr, 0, MPI_CHAR, rank, kStop, MPI_COMM_WORLD);
}

void Ranks::begin(const std::string& problem) {
  if (begun_) return;
  begun_ = true;
  send_text(0, kBegin, problem);
}

void Ranks::serve(const PointWork& work) {
  for (;;) {
    MPI_Status status;
    (void)await(0, MPI_ANY_TAG, kForEver, status);
    if (status.MPI_TAG == kStop) {
      (void)receive_text(status);
      return;
    }
    std::uint64_t row = 0;
    MPI_Recv(&row, 1, MPI_UINT64_T, 0, kRow, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    send_text(0, kAnswer, pack(work(row)));
  }
}

}  // namespace setu
