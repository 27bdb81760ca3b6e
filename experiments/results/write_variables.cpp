#include <cmath>

#include "writers.hpp"

namespace setu {

namespace {

void add_labels(CsvFile& csv, const std::vector<std::string>& labels) {
  for (std::size_t d = 0; d < 4; ++d) d < labels.size() ? csv.add(labels[d]) : csv.add_empty();
}

/// The labels at a row-major position of a block.
std::vector<std::string> labels_at(const EquationSystem& system, const VariableBlock& block, std::size_t position) {
  std::vector<std::string> labels(block.index_set.size());
  for (std::size_t d = labels.size(); d-- > 0;) {
    const auto& elements = system.sets[block.index_set[d]].elements;
    labels[d] = elements[position % elements.size()];
    position /= elements.size();
  }
  return labels;
}

}  // namespace

void write_variables(const ResultView& view, const std::filesystem::path& path) {
  const EquationSystem& system = view.experiment().model.system;
  const auto& x = view.result().solution.x;
  CsvFile csv(path, "name,i1,i2,i3,i4,base,new,percent");
  for (const auto& block : system.variables)
    for (std::size_t position = 0; position < block.slot.size(); ++position) {
      const Index id = block.slot[position];
      if (id == kNone) continue;
      csv.add(block.name);
      add_labels(csv, labels_at(system, block, position));
      csv.add(system.level0[id]);
      csv.add(system.value(id, x));
      block.unit == Unit::Log ? csv.add(100 * std::expm1(x[id])) : csv.add_empty();
      csv.end_row();
    }
  csv.close();
}

void write_welfare(const ResultView& view, const std::filesystem::path& path) {
  const auto& groups = view.experiment().plan.groups;
  CsvFile csv(path, "region,name,i1,i2,i3,i4,part,group,value");
  const auto row = [&](const std::string& region, const std::string& name, const std::vector<std::string>& labels,
                       const char* part, const std::string& group, double value) {
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
    for (std::size_t g = 0; g < form.by_group.size(); ++g) 
      row(form.region, form.name, form.elements, part, groups[g], form.by_group[g]);
  }
  csv.close();
}

}  // namespace setu
