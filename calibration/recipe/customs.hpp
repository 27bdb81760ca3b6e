#pragma once
#include <set>

#include "controls.hpp"
#include "national.hpp"

namespace setu::recipe {

/// Goods trade as customs report it, on the sectors of the recipe.
struct Customs {
  Array exports;                 ///< economy × sector, base year, US$ million
  Array imports;                 ///< region × sector: only what is reported by product (electrical machinery); zero: nothing known
  Array pattern;                 ///< source region × sector × destination region, older years
  Array reported;                ///< source region × destination region: 1 where the pattern is known
  std::vector<char> by_chapter;  ///< by economy: chapters are its own, not those of others
};

/// How a chapter of the Harmonised System is spread over sectors: a concordance of four-digit headings, weighted with a
/// partner's own sales where they are published by heading, else with those of all such partners, unless chapters.csv says it.
class ChapterKey {
 public:
  ChapterKey(const Recipe& recipe, const RawFolder& raw);
  [[nodiscard]] const std::vector<double>& shares(const std::string& iso, int chapter) const;
  /// What the partner sells in the chapter, zero if nothing is known.
  [[nodiscard]] double sales(const std::string& iso, int chapter) const;
  /// chapters.csv says it of this economy.
  [[nodiscard]] bool stated(const std::string& iso, int chapter) const { return stated_.contains({iso, chapter}); }

 private:
  std::map<std::pair<std::string, int>, std::vector<double>> table_;
  std::set<std::pair<std::string, int>> stated_;
  std::map<std::pair<std::string, int>, double> sales_;
  std::vector<double> nothing_;
};

/// `controls` gives growth by sector and splits chapters that headings cannot (fuels, gold and jewellery).
Customs read_customs(const Recipe& recipe, const RawFolder& raw, const Controls& controls);

}  // namespace setu::recipe
