#pragma once
#include <string>
#include <vector>

namespace setu {

/// One end of an instrument's range or of a constraint: a number, or what there is before anything is chosen.
struct Level {
  bool status_quo = false;
  double amount = 0;
};

/// A result that is aimed at: a sum of results, or the Nash product of gains over a threat point.
struct Aim {
  std::string result;
  double weight = 1;
  Level threat{true, 0};  ///< Nash: what there is without agreement
  std::string where;
};
struct ObjectiveChoice {
  bool nash = false;
  std::vector<Aim> aims;
  std::string player;  ///< setu game: whose objective
  std::string where;
};

}  // namespace setu
