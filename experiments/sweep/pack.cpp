#include <cstring>

#include "crew.hpp"
#include "setu/base/error.hpp"

namespace setu {

namespace {

template <class T>
void put(std::string& out, const T& value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class T>
T take(const std::string& bytes, std::size_t& at) {
  if (at + sizeof(T) > bytes.size()) throw LogicError("a worker's answer is too short");
  T value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  at += sizeof value;
  return value;
}

}  // namespace

std::string pack(const PointOutcome& outcome) {
  std::string out;
  put(out, outcome.residual);
  put(out, outcome.seconds);
  put(out, outcome.iterations);
  put(out, outcome.results.size());
  for (const double value : outcome.results) put(out, value);
  return out + outcome.failure;
}

PointOutcome unpack(const std::string& bytes) {
  std::size_t at = 0;
  PointOutcome outcome;
  outcome.residual = take<double>(bytes, at);
  outcome.seconds = take<double>(bytes, at);
  outcome.iterations = take<int>(bytes, at);
  const auto count = take<std::size_t>(bytes, at);
  for (std::size_t i = 0; i < count; ++i) outcome.results.push_back(take<double>(bytes, at));
  outcome.failure = bytes.substr(at);
  return outcome;
}

}  // namespace setu
