#pragma once
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "setu/model/database/database.hpp"

/// The accounts of a database's matrix. Private to calibration/sam.
namespace setu::sam {

/// Kinds of accounts, region by region; those from Transport on belong to the world.
enum class Kind : std::size_t {
  Domestic,
  Imported,
  Activity,
  Factor,
  OutputTax,
  FactorTax,
  IncomeTax,
  SalesTax,
  ImportSalesTax,
  ExportTax,
  Tariff,
  Margin,
  Region,
  Household,
  Government,
  Depreciation,
  Investment,
  Transport,
  WorldSaving,
  WorldTransfers
};
constexpr std::size_t kKinds = 20;

/// The i-th account of a kind in region r: i counts commodities, activities, endowments, modes or, for tariffs, sources.
struct Place {
  Kind kind{};
  std::size_t i = 0, r = 0;
};

const char* to_string(Kind kind);

class Layout {
 public:
  explicit Layout(const Sets& sets);

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t at(Kind kind, std::size_t i, std::size_t r = 0) const;
  [[nodiscard]] Place place(std::size_t account) const;
  /// "domestic:food:USA", "household:USA", "transport:sea", "world_saving"
  [[nodiscard]] std::string label(std::size_t account) const;
  /// The element that the account stands for, or nothing: "food".
  [[nodiscard]] std::string element(const Place& place) const;
  [[nodiscard]] std::string region(const Place& place) const;

 private:
  [[nodiscard]] const std::vector<std::string>& elements(Kind kind) const;
  const Sets& sets_;
  std::array<std::size_t, kKinds> first_{};  ///< of the kind, in its region or in the world's part
  std::size_t per_region_ = 0, size_ = 0;
};

}  // namespace setu::sam
