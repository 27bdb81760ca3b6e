#include "dispatch.hpp"

#include <deque>
#include <map>

#include <fmt/format.h>

#include "setu/base/error.hpp"

namespace setu {

namespace {

constexpr std::chrono::milliseconds kTick{500};

/// Who does what.
class Dispatcher {
 public:
  Dispatcher(Crew& crew, const std::vector<std::size_t>& rows)
      : crew_(crew), queue_(rows.begin(), rows.end()), row_of_(static_cast<std::size_t>(crew.size())) {}

  void run(const std::function<void(std::size_t, const PointOutcome&)>& done, const std::function<void()>& tick) {
    for (int w = 0; w < crew_.size(); ++w) employ(w);
    while (busy_ > 0) {
      const auto report = crew_.wait(kTick);
      if (report) take(*report, done);
      tick();
    }
  }

 private:
  void employ(int worker) {
    if (queue_.empty()) return;
    row_of_[static_cast<std::size_t>(worker)] = queue_.front();
    queue_.pop_front();
    ++busy_;
    crew_.give(worker, *row_of_[static_cast<std::size_t>(worker)]);
  }

  void take(const Crew::Report& report, const std::function<void(std::size_t, const PointOutcome&)>& done) {
    auto& row = row_of_[static_cast<std::size_t>(report.worker)];
    if (!row) {  // died idle
      employ(report.worker);
      return;
    }
    const std::size_t point = *row;
    row.reset();
    --busy_;
    if (report.death.empty()) {
      done(point, report.outcome);
    } else if (++deaths_[point] <= kRetries) {
      queue_.push_front(point);
    } else {
      PointOutcome outcome;
      outcome.failure = fmt::format("The worker process {} at this point, {} times in a row.", report.death, deaths_[point]);
      done(point, outcome);
    }
    employ(report.worker);
  }

  Crew& crew_;
  std::deque<std::size_t> queue_;
  std::vector<std::optional<std::size_t>> row_of_;  ///< by worker
  std::map<std::size_t, int> deaths_;
  int busy_ = 0;
};

}  // namespace

void dispatch(Crew& crew, const std::vector<std::size_t>& rows, const std::function<void(std::size_t, const PointOutcome&)>& done,
              const std::function<void()>& tick) {
  if (crew.size() < 1) throw LogicError("a crew without workers");
  Dispatcher(crew, rows).run(done, tick);
}

}  // namespace setu
