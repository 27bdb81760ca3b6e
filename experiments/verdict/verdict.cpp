#include "setu/experiments/verdict/verdict.hpp"

#include <algorithm>
#include <thread>

#include <fmt/format.h>

#include "break_even.hpp"
#include "drivers.hpp"
#include "experiments/sweep/crew.hpp"
#include "experiments/tables/versions_json.hpp"
#include "judge.hpp"
#include "setu/base/error.hpp"
#include "setu/base/files/content_hash.hpp"
#include "setu/experiments/scenario/locate.hpp"

namespace setu {

namespace {

constexpr std::chrono::milliseconds kPatience{1000};
/// Flows of the database between which `setu run` gives the verdict unasked: the shipped database has 15,640.
constexpr std::size_t kQuickFlows = 20000;

/// Row 0 is the standard case, then variants, then break-evens.
PointOutcome outcome_of(Cases& cases, std::size_t row, double seconds) {
  const Battery& battery = cases.battery();
  if (row == 0) return cases.solve(nullptr, seconds);
  if (row <= battery.variants.size()) {
    const Variant& variant = battery.variants[row - 1];
    return cases.left_out(variant).empty() ? cases.solve(&variant, seconds) : PointOutcome{};
  }
  return pack_break_evens(find_break_evens(cases, battery.break_evens[row - 1 - battery.variants.size()]));
}

}  // namespace

struct VerdictWork::State {
  State(const VerdictOptions& o, const StudyDatabase& database)
      : options(o), cases(o.scenario, o.overrides, database, read_battery(o.battery)) {}

  void begin() {
    const std::size_t rows = 1 + cases.battery().variants.size() + (options.break_evens ? cases.battery().break_evens.size() : 0);
    outcomes.resize(rows);
    const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    const int workers = std::min(options.workers > 0 ? options.workers : cores, static_cast<int>(std::min<std::size_t>(rows, 1024)));
    const OneThread one;  // until the workers are forked, which then have the standard case's model
    cases.choose(options.regions);
    crew = make_process_crew([this](std::size_t row) { return outcome_of(cases, row, options.seconds_each); }, workers);
    // All are given at once, so that nobody has to wait beside a run that goes on meanwhile; a worker takes them one by one.
    given.resize(static_cast<std::size_t>(workers));
    for (std::size_t row = 0; row < rows; ++row) {
      const std::size_t worker = row % given.size();
      given[worker].push_back(row);
      crew->give(static_cast<int>(worker), row);
    }
  }

  void collect() {
    std::vector<std::size_t> next(given.size(), 0);
    const auto left = [&] {
      for (std::size_t w = 0; w < given.size(); ++w)
        if (next[w] < given[w].size()) return true;
      return false;
    };
    while (left()) {
      const auto report = crew->wait(kPatience);
      if (!report) continue;
      const auto w = static_cast<std::size_t>(report->worker);
      if (report->death.empty()) outcomes[given[w][next[w]++]] = report->outcome;
      else  // what it had not done is not known
        for (; next[w] < given[w].size(); ++next[w])
          outcomes[given[w][next[w]]].failure = fmt::format("The worker process {}.", report->death);
    }
    crew.reset();
  }

  void fill();

  VerdictOptions options;
  Cases cases;
  std::unique_ptr<Crew> crew;
  std::vector<std::vector<std::size_t>> given;  ///< rows, by worker
  std::vector<PointOutcome> outcomes;
  std::unique_ptr<VerdictFile> verdict;
};

void VerdictWork::State::fill() {
  const Experiment& e = cases.standard();
  if (!outcomes[0].certified())
    throw InputError(fmt::format("The standard case has no solution, so nothing can be compared with it. {}", outcomes[0].failure));
  VerdictFile& v = *(verdict = std::make_unique<VerdictFile>());
  v.scenario = cases.asked().name;
  v.scenario_file = file_reference(cases.asked().file);
  v.scenario_hash = scenario_hash(cases.asked(), e.database_folder);
  v.overrides = cases.asked().overrides;
  v.database = {database_name(e.database_folder), e.database_hash, e.model.benchmark_rounding, notes_told(e.model.notes)};
  v.battery = {cases.battery().name, file_reference(cases.battery().file), file_hash(cases.battery().file)};
  v.regions = cases.subject().regions;
  const auto& variants = cases.battery().variants;
  for (std::size_t k = 0; k < variants.size(); ++k)
    v.variants.push_back(judged_variant(cases, variants[k], outcomes[1 + k], outcomes[0].results));
  v.results = judge(cases.subject(), outcomes[0].results, v.variants);
  if (options.break_evens) {
    v.break_evens.emplace();
    for (std::size_t k = 0; k < cases.battery().break_evens.size(); ++k)
      for (auto& found : unpack_break_evens(cases, cases.battery().break_evens[k], outcomes[1 + variants.size() + k]))
        v.break_evens->push_back(std::move(found));
  }
  if (options.drivers) v.drivers = find_drivers(cases, {});
  v.sentences = verdict_sentences(v);
  v.versions = versions_list();
}

VerdictWork::VerdictWork(const VerdictOptions& options, const StudyDatabase& database)
    : state_(std::make_unique<State>(options, database)) {
  state_->begin();
}

VerdictWork::~VerdictWork() = default;

const VerdictFile& VerdictWork::finish() {
  if (!state_->verdict) {
    state_->collect();
    state_->fill();
  }
  return *state_->verdict;
}

const Cases& VerdictWork::cases() const { return state_->cases; }

bool is_quick(const StudyDatabase& database) {
  const Sets& sets = database.data.sets();
  return sets.comm.size() * sets.reg.size() * (sets.reg.size() + sets.acts.size()) <= kQuickFlows;
}

}  // namespace setu
