#pragma once
#include <array>
#include <set>

#include "customs.hpp"

namespace setu::recipe {

/// A group of chapters that is reported by everybody.
struct ChapterGroup {
  std::string name;
  int first, last;
};

/// The customs statistics that a recipe names, as they are.
class CustomsSources {
 public:
  CustomsSources(const Recipe& recipe, const RawFolder& raw);

  struct Electrical {
    double reported = 0, now = 0;  ///< year of the groups, base year
  };
  std::vector<ChapterGroup> groups;
  int electrical, fuels, office;  ///< chapters with sources of their own
  std::map<std::string, Electrical> electrical_exports;
  std::map<std::string, double> electrical_imports;
  std::map<std::string, std::map<std::pair<int, std::size_t>, double>> chapter_flows;  ///< exporter → chapter, region → value
  std::vector<double> growth;  ///< by sector: world exports of the control totals, base year over the groups' year
  double fuel_growth = 1;      ///< of the economies that report both years
  std::string ore_group;       ///< the group that moves with ores and metals
  [[nodiscard]] double ore_growth_of(const std::string& iso) const;

  [[nodiscard]] std::vector<std::string> reporters() const;
  [[nodiscard]] double reported(const std::string& iso, const std::string& group) const;
  [[nodiscard]] bool reports_chapters(const std::string& iso) const { return chapter_flows.contains(iso); }
  [[nodiscard]] bool reports_world(const std::string& iso) const { return world_.contains(iso); }
  [[nodiscard]] double chapter_exports(const std::string& iso, int chapter) const;  ///< "" for all reporters
  /// Share of office machines in their chapter, −1 where nothing is known.
  [[nodiscard]] double office_share(const std::string& iso) const;
  [[nodiscard]] double total(const std::string& iso) const;
  [[nodiscard]] double fuel_share(const std::string& iso) const;  ///< −1 where nothing is known

 private:
  void read_groups(const Recipe& recipe, const RawFolder& raw);
  void read_chapters(const Recipe& recipe, const RawFolder& raw);
  void read_electrical(const Recipe& recipe, const RawFolder& raw);
  void read_office(const Recipe& recipe, const RawFolder& raw);
  void read_totals(const Recipe& recipe, const RawFolder& raw);
  void read_growth(const Recipe& recipe, const RawFolder& raw);

  std::map<std::string, std::map<std::string, std::array<double, 2>>> reported_;  // iso → group → year of the groups, of office machines
  std::map<std::pair<std::string, int>, double> chapter_;
  std::set<std::string> world_;
  std::map<std::string, double> office_value_, total_, fuel_share_;
  std::map<std::string, std::array<double, 2>> ores_;  // ores and metals, groups' year and base year
  double ore_growth_ = 1;
  std::string office_group_, fuel_group_;
};

}  // namespace setu::recipe
