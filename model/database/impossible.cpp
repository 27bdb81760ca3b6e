#include "setu/model/database/impossible.hpp"

namespace setu {

std::string impossible(const HeaderInfo& header, double value) {
  const auto& name = header.name;
  if (name == "ETRE" || name == "ETRQ") return value > 0 ? "a transformation elasticity is zero or negative in GTAP's convention" : "";
  if (header.quantity == Quantity::Elasticity) return value < 0 ? "it cannot be negative" : "";
  if (header.quantity == Quantity::Flag) return value != 0 && value != 1 ? "it must be 0 or 1" : "";
  if (header.quantity == Quantity::Share) return value < 0 || value > 1 ? "a share lies between 0 and 1" : "";
  if (header.quantity == Quantity::Rate) return value <= -1 ? "a rate lies above -1" : "";
  if (name == "POP" || name == "VKB" || name == "VDEP") return value < 0 ? "it cannot be negative" : "";
  return {};
}

}  // namespace setu
