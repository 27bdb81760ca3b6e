#include <cmath>

#include "csv_formats.hpp"
#include "writers.hpp"

namespace setu {

namespace {

constexpr std::size_t kIndices = 4;

void add_labels(CsvFile& csv, const std::vector<std::string>& labels) {
  for (std::size_t d = 0; d < kIndices; ++d) d < labels.size() ? csv.add(labels[d]) : csv.add_empty();
}

/// Writes the rows of one block.
class BlockRows {
 public:
  BlockRows(CsvFile& csv, const EquationSystem& system, const VariableBlock& block)
      : csv_(csv), system_(system), block_(block), name_(CsvFile::encoded(block.name)) {
    for (const Index set : block.index_set) {
      labels_.emplace_back();
      for (const auto& element : system.sets[set].elements) labels_.back().push_back(CsvFile::encoded(element));
    }
    at_.assign(labels_.size(), 0);
  }

  void write(std::span<const double> x) {
    for (const Index id : block_.slot) {
      if (id != kNone) row(id, x);
      for (std::size_t d = at_.size(); d-- > 0;) {  // on to the next element, last index first
        if (++at_[d] < labels_[d].size()) break;
        at_[d] = 0;
      }
    }
  }

 private:
  void row(Index id, std::span<const double> x) {
    csv_.add_encoded(name_);
    for (std::size_t d = 0; d < kIndices; ++d) csv_.add_encoded(d < at_.size() ? labels_[d][at_[d]] : std::string_view{});
    const double base = system_.level0[id];
    csv_.add(base);
    if (block_.unit == Unit::Log) {
      csv_.add(base * std::exp(x[id]));
      csv_.add(100 * std::expm1(x[id]));
    } else {
      csv_.add(x[id]);
      if (in_percent(block_)) csv_.add(percent_change(system_, id, x));
      else csv_.add_empty();
    }
    csv_.end_row();
  }

  CsvFile& csv_;
  const EquationSystem& system_;
  const VariableBlock& block_;
  std::string name_;
  std::vector<std::vector<std::string>> labels_;
  std::vector<std::size_t> at_;
};

}  // namespace

void write_variables(const ResultView& view, const std::filesystem::path& path) {
  const EquationSystem& system = view.experiment().model.system;
  CsvFile csv(path, csv_format("run", "variables.csv").header());
  for (const auto& block : system.variables) BlockRows(csv, system, block).write(view.result().solution.x);
  csv.close();
}

void write_welfare(const ResultView& view, const std::filesystem::path& path) {
  const auto& groups = view.experiment().plan.groups;
  CsvFile csv(path, csv_format("run", "welfare.csv").header());
  const auto row = [&](const std::string& region, const std::string& name, const std::vector<std::string>& labels, const char* part,
                       const std::string& group, double value) {
    csv.add(region);
    csv.add(name);
    add_labels(csv, labels);
    csv.add(part);
    csv.add(group);
    csv.add(value);
    csv.end_row();
  };
  for (const auto& region : view.sets().reg) row(region, "EV", {region}, "total", "all", view.ev(region));
  for (const auto& form : view.result().decomposition.forms) {
    if (form.log_index) continue;
    const char* part = form.contribution ? "yes" : "no";  // "yes": one of the parts that add up to EV
    row(form.region, form.name, form.elements, part, "all", form.value);
    if (groups.size() < 2) continue;
    for (std::size_t g = 0; g < form.by_group.size(); ++g) row(form.region, form.name, form.elements, part, groups[g], form.by_group[g]);
  }
  csv.close();
}

}  // namespace setu
