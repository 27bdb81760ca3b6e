#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "setu/experiments/sweep/points.hpp"

/// Workers that solve points. Private to experiments/.
namespace setu {

/// Solves one row of the design.
using PointWork = std::function<PointOutcome(std::size_t row)>;

/// A fixed number of places for workers. A worker that dies is replaced.
class Crew {
 public:
  /// What a worker has to say: the outcome of the row that it was given, or that it died over it.
  struct Report {
    int worker = 0;
    PointOutcome outcome;
    std::string death;  ///< how the worker died: "was killed by signal 9 (Killed)"; empty where it did not
  };

  virtual ~Crew() = default;
  [[nodiscard]] virtual int size() const = 0;
  /// Gives an idle worker a row.
  virtual void give(int worker, std::size_t row) = 0;
  /// Waits for the next report, at most this long.
  virtual std::optional<Report> wait(std::chrono::milliseconds most) = 0;
};

/// Makes a crew for work.
using CrewMaker = std::function<std::unique_ptr<Crew>(PointWork work, int workers)>;

/// Workers are forked from this process, which must have no running threads that the work needs: OpenMP and OpenBLAS
/// are confined to one thread in them.
std::unique_ptr<Crew> make_process_crew(PointWork work, int workers);

/// An outcome as bytes and back, the same on all machines of a kind.
std::string pack(const PointOutcome& outcome);
PointOutcome unpack(const std::string& bytes);

/// While it lives, parallel regions of this process run on one thread: libraries that have begun threads do not survive
/// a fork.
class OneThread {
 public:
  OneThread();
  ~OneThread();
  OneThread(const OneThread&) = delete;
  OneThread& operator=(const OneThread&) = delete;

 private:
  int openmp_, blas_ = 0;
};

}  // namespace setu
