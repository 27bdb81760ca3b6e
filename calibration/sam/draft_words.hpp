#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// What labels of published matrices usually mean. Private to calibration/sam.
namespace setu::sam {

struct Guess {
  std::string role, reason;
};

struct Word {
  const char *text, *role;
};
/// Words and beginnings of words (*) and the roles that they say; the first that fits counts.
std::span<const Word> role_words();

/// The role of a label that means one thing in most matrices: "hhd", "s-i", "mtax".
std::optional<Guess> usual_label(std::string_view label);
/// The role that a usual beginning says: "hhd-rural", "flab-u", "HH1", "a-agr" only where `producers` (a commodity of the same tail
/// exists).
std::optional<Guess> usual_beginning(std::string_view label);
/// The role that the label says behind its first hyphen or point: "AG.ROW", "tax-vat".
std::optional<Guess> usual_tail(std::string_view label);
/// The role that words of the label or its description say, in English, Spanish, French, Portuguese, German, Italian or Indonesian.
std::optional<Guess> usual_words(std::string_view text);
/// Beginnings and ends by which the activity and the commodity of one good are told apart: ("a-", "c-").
struct Twin {
  const char *activity, *commodity;
  bool front;
};
const Twin* twins(std::size_t& count);

}  // namespace setu::sam
