#include <gtest/gtest.h>

#include "setu/calibration/folder/database_io.hpp"
#include "setu/model/assembly/model.hpp"
#include "setu/model/database/base_power.hpp"

namespace setu {
namespace {

const Model& model() {
  static const Model built = build_model(read_database(std::string(SETU_SOURCE_DIR) + "/data/indo-pacific-2022"));
  return built;
}

TEST(Quantity, EveryVariableSaysWhatItMeasures) {
  for (const auto& block : model().system.variables) {
    EXPECT_NE(quantity_of(block), Quantity::None) << block.name;
    // Labels are for people, and do not contradict.
    const bool said = block.label.find(kMillion) != std::string::npos;
    if (block.unit == Unit::Level) {
      EXPECT_EQ(said, block.measured_in == kMillion && quantity_of(block) == Quantity::Value) << block.name;
    }
  }
}

TEST(Quantity, PricesAndValuesAreNominalAndNothingElse) {
  for (const auto& block : model().system.variables) {
    if (quantity_of(block) == Quantity::Price) { EXPECT_EQ(block.degree, 1) << block.name; }
    const Quantity is = quantity_of(block);
    if (block.degree != 0) { EXPECT_TRUE(is == Quantity::Price || is == Quantity::Value || is == Quantity::NetValue) << block.name; }
  }
}

TEST(Quantity, EveryTaxOfTheDatabaseIsAPower) {
  for (const auto& tax : tax_powers()) {
    const VariableBlock* block = model().system.find(tax.variable);
    ASSERT_NE(block, nullptr) << tax.variable;
    EXPECT_EQ(quantity_of(*block), Quantity::Power) << tax.variable;
  }
  for (const auto& index : tax_indices()) EXPECT_EQ(quantity_of(*model().system.find(index)), Quantity::Relative) << index;
}

TEST(Quantity, HeadersOfOneQuantityHaveOneUnit) {
  for (const auto& header : header_catalogue()) {
    EXPECT_EQ(header.quantity == Quantity::Value, header.unit == kMillion) << header.name;
    EXPECT_NE(header.quantity, Quantity::None) << header.name;
  }
}

}  // namespace
}  // namespace setu
