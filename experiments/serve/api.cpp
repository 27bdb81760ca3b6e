#include "api.hpp"

#include <chrono>
#include <fstream>

#include <fmt/format.h>
#include <stdlib.h>

#include "answer.hpp"
#include "catalogue.hpp"
#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"
#include "setu/experiments/scenario/locate.hpp"
#include "value.hpp"

namespace setu {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

struct Replaced {};
struct TooLong {};
struct Unsolved {
  std::string failure;
};

void throw_if_stopped(const StopCheck& stop) {
  const auto status = asked(stop);
  if (status == RunStatus::Cancelled) throw Replaced{};
  if (status == RunStatus::TimeLimit) throw TooLong{};
}

/// A folder of its own for a text that must be a file to be read; removed with it.
class TextFile {
 public:
  explicit TextFile(const std::string& text) {
    std::string pattern = (fs::temp_directory_path() / "setu-workbench-XXXXXX").string();
    if (!mkdtemp(pattern.data()))
      throw InputError("cannot make a folder for temporary files in " + fs::temp_directory_path().string() + ".");
    folder_ = pattern;
    std::ofstream out(path());
    out << text;
    if (!out.flush()) throw InputError("cannot write " + path().string() + ".");
  }
  TextFile(const TextFile&) = delete;
  TextFile& operator=(const TextFile&) = delete;
  ~TextFile() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  [[nodiscard]] fs::path path() const { return folder_ / "workbench.toml"; }

 private:
  fs::path folder_;
};

/// Messages without the folder of the temporary file.
std::string without_folder(std::string text) {
  const std::string folder = (fs::temp_directory_path() / "setu-workbench-").string();
  for (std::size_t at = text.find(folder); at != std::string::npos; at = text.find(folder, at)) text.erase(at, folder.size() + 7);
  return text;
}

/// Turns what `body` throws into a reply.
template <class Body>
Reply with_reply(const Body& body) {
  try {
    return body();
  } catch (const json::exception& e) {
    return error_reply(400, fmt::format("The request is not JSON: {}.", e.what()));
  } catch (const InputError& e) { return error_reply(400, with_period(without_folder(e.what()))); } catch (const Replaced&) {
    return error_reply(409, "A newer request has taken this one's place.");
  } catch (const TooLong&) {
    return error_reply(503, "The solve took longer than allowed and was ended; start setu serve with a larger --timeout.");
  } catch (const Unsolved& e) {  // no number comes with it
    return error_reply(422, "The model has no certified solution for these changes, so nothing is shown. " + e.failure);
  } catch (const std::exception& e) {
    return error_reply(500, fmt::format("This is a bug in setu, please report it with the scenario: {}", e.what()));
  }
}

}  // namespace

Reply error_reply(int status, const std::string& sentence) {
  return {status, json({{"error", sentence}}).dump(-1, ' ', false, json::error_handler_t::replace), "application/json"};
}

WorkbenchApi::WorkbenchApi(std::string database, double timeout) : database_(std::move(database)), timeout_(timeout) {
  if (database_.empty()) return;
  const fs::path folder = find_database(database_);
  for (const auto& file : shipped_databases())
    if (file.name == database_) return;
  database_ = fs::absolute(folder).lexically_normal().string();
}

std::string WorkbenchApi::database_for(const WorkbenchRequest& request) const {
  if (request.database.empty() || request.database == database_) return database_;
  std::vector<std::string> known;
  for (const auto& file : shipped_databases()) known.push_back(file.name);
  if (std::find(known.begin(), known.end(), request.database) != known.end()) return request.database;
  throw InputError(unknown_name("database", request.database, known) + ".");
}

Scenario WorkbenchApi::read(const WorkbenchRequest& request) const {
  const TextFile file(scenario_text(request, database_for(request)));
  return read_scenario(file.path().string());
}

Reply WorkbenchApi::catalogue() const {
  return with_reply([&] { return Reply{200, catalogue_json(database_).dump(), "application/json"}; });
}

Reply WorkbenchApi::scenario(const std::string& body) const {
  return with_reply([&] {
    const auto request = read_request(json::parse(body));
    (void)read(request);
    return Reply{200, scenario_text(request, database_for(request)), "application/toml"};
  });
}

template <class Answer>
Reply WorkbenchApi::in_turn(const WorkbenchRequest& request, const Answer& answer) {
  turns_.arrive(request.tab, request.id);
  const std::lock_guard lock(solving_);
  const auto begin = std::chrono::steady_clock::now();
  const auto seconds = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(); };
  json reply = answer(time_limit(timeout_, [&]() -> std::optional<RunStatus> {
    return turns_.replaced(request.tab, request.id) ? std::optional(RunStatus::Cancelled) : std::nullopt;
  }));
  if (turns_.replaced(request.tab, request.id)) throw Replaced{};
  reply["id"] = request.id;
  reply["seconds"] = seconds();
  return {200, reply.dump(), "application/json"};
}

Reply WorkbenchApi::warm(const WorkbenchRequest& request, const std::function<json(const Experiment&, const RunResult&)>& tell,
                         bool decompose) {
  return in_turn(request, [&](const StopCheck& stop) {
    throw_if_stopped(stop);
    const auto answer = studies_.run(read(request), database_for(request), stop, decompose);
    if (!answer.result.certified()) throw_if_stopped(stop);
    if (!answer.result.certified()) throw Unsolved{answer.result.failure};
    return tell(*answer.experiment, answer.result);
  });
}

Reply WorkbenchApi::solve(const std::string& body) {
  return with_reply([&] { return warm(read_request(json::parse(body)), answer_json); });
}

Reply WorkbenchApi::value(const std::string& body) {
  return with_reply([&] {
    const auto request = read_value_request(json::parse(body));
    return warm(request.question, [&](const Experiment& experiment, const RunResult& result) {
      return value_json(experiment, result, request.variable, request.elements);
    });
  });
}

Reply WorkbenchApi::decompose(const std::string& body) {
  return with_reply([&] { return warm(read_request(json::parse(body)), decomposition_json, true); });
}

}  // namespace setu
