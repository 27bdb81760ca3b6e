#include <cmath>

#include "setu/base/error.hpp"
#include "setu/calibration/elasticities/elasticities.hpp"
#include "setu/base/tables/table_reader.hpp"

namespace setu {
namespace {

/// Calls `use` for every row below the titles, which must be `titles`.
template <class Use>
void read_rows(const std::filesystem::path& file, const std::vector<std::string>& titles, Use use) {
  TableReader table(file);
  if (!table.next()) throw InputError(file.string() + ": the table has no rows.");
  for (std::size_t i = 0; i < titles.size(); ++i)
    if (table.text(i) != titles[i])
      table.fail("the title is '" + std::string(table.text(i)) + "' where '" + titles[i] + "' is expected.", i);
  while (table.next()) {
    if (table.text(0).empty()) table.fail("the row names no sector.", 0);
    for (std::size_t i = 1; i + 1 < titles.size(); ++i)
      if (table.text(i).empty() || table.number(i) < 0) table.fail(titles[i] + " must be a number of at least zero.", i);
    use(table);
  }
}

}  // namespace

const std::array<const char*, 5>& endowment_names() {
  static const std::array<const char*, 5> names = {"Land", "UnSkLab", "SkLab", "Capital", "NatRes"};
  return names;
}

std::vector<SectorElasticities> read_elasticities(const std::filesystem::path& file) {
  std::vector<SectorElasticities> rows;
  read_rows(file, {"sector", "ESBD", "ESBM", "ESBV", "income", "source"}, [&](const TableReader& t) {
    rows.push_back({std::string(t.text(0)), t.number(1), t.number(2), t.number(3), t.number(4)});
    if (!(rows.back().income > 0)) t.fail("the income elasticity must be positive.", 4);
  });
  return rows;
}

std::vector<FactorShares> read_factor_shares(const std::filesystem::path& file) {
  std::vector<FactorShares> rows;
  const auto& names = endowment_names();
  std::vector<std::string> titles{"sector"};
  titles.insert(titles.end(), names.begin(), names.end());
  titles.emplace_back("source");
  read_rows(file, titles, [&](const TableReader& t) {
    FactorShares row{std::string(t.text(0)), {}};
    double total = 0;
    for (std::size_t f = 0; f < row.share.size(); ++f) total += row.share[f] = t.number(f + 1);
    if (!(std::abs(total - 1) <= 1e-6)) t.fail("the shares add to " + std::to_string(total) + ", not to one.");
    for (double& share : row.share) share /= total;
    rows.push_back(row);
  });
  return rows;
}

bool fits_pattern(std::string_view pattern, std::string_view name) {
  std::size_t p = 0, n = 0, star = std::string_view::npos, resume = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') star = p++, resume = n;
    else if (p < pattern.size() && pattern[p] == name[n]) ++p, ++n;
    else if (star != std::string_view::npos) p = star + 1, n = ++resume;
    else return false;
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

template <class Row>
const Row& row_of_sector(const std::vector<Row>& rows, std::string_view name, const std::filesystem::path& file) {
  for (const Row& row : rows)
    if (fits_pattern(row.sector, name)) return row;
  throw InputError(file.string() + ": no row is for sector '" + std::string(name) +
                   "'; add one, or a last row for the sector * which stands for all others.");
}

template const SectorElasticities& row_of_sector(const std::vector<SectorElasticities>&, std::string_view, const std::filesystem::path&);
template const FactorShares& row_of_sector(const std::vector<FactorShares>&, std::string_view, const std::filesystem::path&);

}  // namespace setu
