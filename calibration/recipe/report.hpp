#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace setu::recipe {

/// One account before and after a step.
struct Move {
  std::string account;
  double before = 0, after = 0;
};

/// What each step did: figures in words, and the accounts that it moved most.
class Report {
 public:
  struct Step {
    std::string title;
    std::vector<std::string> notes;
    std::vector<Move> moves;
  };
  void begin(std::string title) { steps_.push_back({std::move(title), {}, {}}); }
  void note(std::string text) { steps_.back().notes.push_back(std::move(text)); }
  void move(std::string account, double before, double after) { steps_.back().moves.push_back({std::move(account), before, after}); }
  [[nodiscard]] const std::vector<Step>& steps() const { return steps_; }

  /// Writes Markdown: by step the notes, the moves largest in value and, among accounts of at least
  /// US$ `smallest` million, the largest in percent.
  void write(const std::filesystem::path& file, const std::string& heading, double smallest = 100) const;

 private:
  std::vector<Step> steps_;
};

}  // namespace setu::recipe
