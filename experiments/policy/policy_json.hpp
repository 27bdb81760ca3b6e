#pragma once
#include <filesystem>
#include <string>

#include <nlohmann/json.hpp>

#include "setu/experiments/policy.hpp"

namespace setu {

using Json = nlohmann::ordered_json;

/// What was asked, on what, with which programs.
Json policy_manifest(const PolicyProblem& problem);
/// One point with its certificate.
Json point_json(const PolicyPoint& point);
/// Throws InputError where the file cannot be written.
void write_text(const std::filesystem::path& path, const std::string& text);

}  // namespace setu
