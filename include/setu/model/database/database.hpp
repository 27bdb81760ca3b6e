#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "setu/model/database/quantity.hpp"

namespace setu {

/// The sets of a GTAP-shaped database. Endowments are mobile, sluggish or fixed by activity (exactly one each);
/// `endc` lists the capital endowments and `endl` the labour endowments, both subsets of `endw`.
struct Sets {
  std::vector<std::string> reg, comm, acts, endw, marg;
  std::vector<std::string> endm, ends, endf, endc, endl;

  /// Elements of the set called `name` (REG, COMM, ACTS, ENDW, MARG, ENDM, ENDS, ENDF, ENDC, ENDL).
  /// Throws InputError listing the known sets.
  [[nodiscard]] const std::vector<std::string>& by_name(std::string_view name) const;
};

/// A dense array over named sets, row-major, in the order of GTAP v7's header (VDFB is COMM × ACTS × REG).
class Array {
 public:
  Array() = default;
  Array(std::vector<std::string> sets, std::vector<std::size_t> dims);

  [[nodiscard]] const std::vector<std::string>& sets() const { return sets_; }
  [[nodiscard]] const std::vector<std::size_t>& dims() const { return dims_; }
  [[nodiscard]] std::span<const double> values() const { return values_; }
  [[nodiscard]] std::span<double> values() { return values_; }

  template <class... I>
  [[nodiscard]] double operator()(I... i) const {
    return values_[offset(static_cast<std::size_t>(i)...)];
  }
  template <class... I>
  double& operator()(I... i) {
    return values_[offset(static_cast<std::size_t>(i)...)];
  }

 private:
  template <class... I>
  [[nodiscard]] std::size_t offset(I... i) const {
    std::size_t position = 0, d = 0;
    ((position = position * dims_[d++] + i), ...);
    return position;
  }
  std::vector<std::string> sets_;
  std::vector<std::size_t> dims_;
  std::vector<double> values_;
};

/// What the numbers of a header are, and their unit in words.
struct HeaderMeasure {
  Quantity quantity;
  const char* unit;  ///< "US$ million", "elasticity", "rate", "flag", "million persons"
};

/// What a header means: shape, unit and role. ledger.hpp is the one place that knows the headers, with their accounts and taxes.
struct HeaderInfo {
  HeaderInfo(std::string name_, std::vector<std::string> sets_, const HeaderMeasure& measure, bool parameter_, bool optional_,
             std::string label_)
      : name(std::move(name_)),
        sets(std::move(sets_)),
        quantity(measure.quantity),
        unit(measure.unit),
        parameter(parameter_),
        optional(optional_),
        label(std::move(label_)) {}

  std::string name;
  std::vector<std::string> sets;
  Quantity quantity;
  std::string unit;  ///< for people; code asks `quantity`
  bool parameter;    ///< true: params.csv; false: basedata.csv
  bool optional;     ///< may be absent, which means `absent` in every cell
  std::string label;
  double absent = 0;  ///< what the header reads as where it was never set
};

/// All headers that a database may hold: GTAP v7's and Setu's own (capital by owner, preferences, non-tariff rents).
const std::vector<HeaderInfo>& header_catalogue();

/// A balanced economy in GTAP v7's shape. Values in US$ million. Headers that were never set read as
/// HeaderInfo::absent: as zeros, and people as one million in every region.
class Database {
 public:
  Database() = default;
  explicit Database(Sets sets);

  [[nodiscard]] const Sets& sets() const { return sets_; }
  Sets& sets() { return sets_; }
  /// The header's array (HeaderInfo::absent if it was never set). Throws InputError for a name outside the catalogue.
  [[nodiscard]] const Array& operator[](std::string_view header) const;
  /// The same to be written, which gives the header: one that was never set begins with zeros.
  Array& operator[](std::string_view header);
  /// True if the header was given (set explicitly), even if all zero.
  [[nodiscard]] bool has(std::string_view header) const;

 private:
  Sets sets_;
  mutable std::map<std::string, Array, std::less<>> arrays_;
  std::map<std::string, bool, std::less<>> given_;
};

}  // namespace setu
