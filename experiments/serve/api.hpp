#pragma once
#include <functional>
#include <mutex>
#include <string>

#include <nlohmann/json.hpp>

#include "reply.hpp"
#include "request.hpp"
#include "turns.hpp"
#include "setu/experiments/study/warm_study.hpp"

namespace setu {

/// The workbench's answers, without HTTP. Safe to call from many threads; one solve runs at a time.
class WorkbenchApi {
 public:
  /// Throws InputError where the database does not exist.
  WorkbenchApi(std::string database, double timeout);

  [[nodiscard]] Reply catalogue() const;
  Reply solve(const std::string& body);
  Reply decompose(const std::string& body);
  Reply value(const std::string& body);
  [[nodiscard]] Reply scenario(const std::string& body) const;
  /// Ends what is being solved, and refuses to start more.
  void close() { turns_.close(); }

 private:
  [[nodiscard]] std::string database_for(const WorkbenchRequest& request) const;
  [[nodiscard]] Scenario read(const WorkbenchRequest& request) const;
  /// Answers `request` by `answer`, called with what to ask at every step, when no newer request has come.
  template <class Answer>
  Reply in_turn(const WorkbenchRequest& request, const Answer& answer);
  /// What `tell` says about the certified solution, on a model that is kept.
  Reply warm(const WorkbenchRequest& request, const std::function<nlohmann::json(const Experiment&, const RunResult&)>& tell,
             bool decompose = false);

  std::string database_;  ///< a name or an absolute path; empty: the scenario's own
  double timeout_;        ///< seconds
  Turns turns_;
  std::mutex solving_;
  WarmStudies studies_;
};

}  // namespace setu
