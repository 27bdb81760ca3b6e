#pragma once
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "experiments/sweep/crew.hpp"

namespace setu {

/// The processes of an MPI job: rank 0 gives points to the others. Messages: every worker says once whether it could begin,
/// then gets rows and answers each, until it is told to stop.
class Ranks {
 public:
  Ranks(int* argc, char*** argv);  ///< MPI_Init
  ~Ranks();                        ///< MPI_Finalize
  Ranks(const Ranks&) = delete;
  Ranks& operator=(const Ranks&) = delete;

  [[nodiscard]] int rank() const { return rank_; }
  [[nodiscard]] int size() const { return size_; }

  /// Rank 0: the workers that could begin. Throws InputError where none could.
  std::unique_ptr<Crew> crew();
  /// Rank 0, in the end: hears every worker out and tells it to stop.
  void dismiss();

  /// Other ranks: says that this worker has begun, or why not (any text), once.
  void begin(const std::string& problem);
  /// Works until told to stop. A worker that could not begin only waits for that.
  void serve(const PointWork& work);

 private:
  std::vector<std::string> hear_out();
  int rank_ = 0, size_ = 1;
  bool begun_ = false, heard_ = false;
  std::set<int> busy_;  ///< ranks that owe an answer
};

}  // namespace setu
