#pragma once
#include <string>
#include <vector>

#include "setu/model/database/database.hpp"

namespace setu {

/// What a reader of somebody else's files hands over. The database is as the files say: not audited, not repaired.
struct Imported {
  Database database;
  std::string format;              ///< what the files turned out to be, in words: "GTAP v7 header arrays"
  std::vector<std::string> notes;  ///< every choice that the reader made, one full sentence each
};

}  // namespace setu
