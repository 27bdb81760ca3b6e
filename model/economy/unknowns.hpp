#pragma once
#include <map>
#include <string>
#include <vector>

#include "setu/system/write/builder.hpp"
#include "symbols.hpp"

namespace setu::economy {

enum class UnknownKind { Positive, Free, Given, Rate };

/// The variables of an economy: which exist over which sets, and where they stand in the system.
class Unknowns {
 public:
  /// Declares everything in `builder`, sets first.
  Unknowns(const EconomySource& source, const Symbols& symbols, Builder& builder);

  struct Block {
    UnknownKind kind;
    std::string place;
    std::vector<std::string> sets;
    Index block;  ///< in the system
  };
  [[nodiscard]] bool has(const std::string& name) const { return blocks_.contains(name); }
  [[nodiscard]] const std::map<std::string, Block>& blocks() const { return blocks_; }
  [[nodiscard]] const Block& block(const std::string& name) const { return blocks_.at(name); }
  [[nodiscard]] std::vector<std::string> names() const;
  /// Id of a variable, or kNone where it is absent. Throws InputError for unknown names and elements.
  [[nodiscard]] Index id(const EquationSystem& system, const std::string& name, const Elements& elements, const std::string& place) const;

 private:
  void declare(const std::vector<EconomyLine>& lines, UnknownKind kind, Builder& builder);
  void add(const std::string& name, const Declared& lines, UnknownKind kind, Builder& builder);

  const Symbols& symbols_;
  std::map<std::string, Index> set_index_;
  std::map<std::string, Block> blocks_;
};

}  // namespace setu::economy
