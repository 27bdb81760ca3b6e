#pragma once
#include <fstream>
#include <numeric>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "roles.hpp"
#include "setu/base/error.hpp"
#include "setu/base/files/csv.hpp"
#include "setu/base/number.hpp"
#include "setu/calibration/sam/sam.hpp"

/// Tables of a small open economy and the names of their rows and columns. Private to calibration/sam.
namespace setu::sam {

using Names = std::vector<std::string>;

/// A table with named rows and columns.
class Cells {
 public:
  Cells(Names rows, Names columns) : rows_(std::move(rows)), columns_(std::move(columns)), values_(rows_.size() * columns_.size()) {}
  double& operator()(const std::string& row, const std::string& column) {
    return values_[position(rows_, row) * columns_.size() + position(columns_, column)];
  }
  double row_sum(const std::string& row) {
    const auto begin = values_.begin() + static_cast<std::ptrdiff_t>(position(rows_, row) * columns_.size());
    return std::accumulate(begin, begin + static_cast<std::ptrdiff_t>(columns_.size()), 0.0);
  }
  void write(const std::filesystem::path& file) const {
    std::string text = "label";
    for (const auto& column : columns_) text += ',' + csv_field(column);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      text += '\n' + csv_field(rows_[i]);
      for (std::size_t j = 0; j < columns_.size(); ++j) {
        text += ',';
        append_number(text, values_[i * columns_.size() + j]);
      }
    }
    std::ofstream out(file, std::ios::binary);
    out << text << '\n';
    out.close();
    if (!out) throw InputError(fmt::format("Could not write '{}': is the disk full?", file.string()));
  }

 private:
  Names rows_, columns_;
  std::vector<double> values_;
};

/// The names of one country's commodities, activities, factors, households and of those that consume.
struct Lists {
  std::string region;
  Names com, act, fac, inst, consumers;

  Lists(const Sam& sam, const AccountMap& map) {
    for (const auto& m : map) {
      if (m.role == AccountRole::World) continue;
      if (region.empty()) region = m.region;
      if (m.region != region)
        throw InputError(
            fmt::format("{}: a small open economy is one country, but the account map has '{}' and '{}'; import it as a "
                        "database.",
                        sam.file, region, m.region));
      if (is_product(m.role)) position(com, m.name);
      if (is_producer(m.role)) position(act, m.name);
      if (m.role == AccountRole::Factor) position(fac, m.name);
      if (m.role == AccountRole::Household) position(inst, m.name);
    }
    for (std::size_t j = 0; j < map.size(); ++j)
      for (std::size_t i = 0; i < map.size(); ++i)
        if (map[j].role == AccountRole::Household && is_product(map[i].role) && sam(i, j) != 0) position(consumers, map[j].name);
    const auto need = [&](bool there, const char* what) {
      if (!there) throw InputError(fmt::format("{}: the account map names no {}.", sam.file, what));
    };
    need(!com.empty() && !act.empty(), "activities and commodities (or sectors)");
    need(!fac.empty(), "factor");
    need(!consumers.empty(), "household that buys commodities");
  }
};

}  // namespace setu::sam
