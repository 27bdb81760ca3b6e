#include "table_builder.hpp"

#include <algorithm>
#include <cmath>

#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"

namespace setu::detail {
namespace {

std::size_t number_of(std::map<std::string, std::size_t, std::less<>>& index, std::vector<std::string>& names, const std::string& name) {
  const auto [it, fresh] = index.try_emplace(name, names.size());
  if (fresh) names.push_back(name);
  return it->second;
}

std::string key(const Label& l) {
  return l.economy + " " + (l.item == Item::Industry ? l.name : std::to_string(static_cast<int>(l.item))) + " " +
         (l.item == Item::Industry ? "" : l.name + std::to_string(l.use));
}

}  // namespace

void TableBuilder::add_column(std::size_t position, Label label, const Fail& fail) {
  if (label.item != Item::Industry && label.item != Item::Final) return;
  if (label.economy.empty()) fail("a column of final use names no economy.");
  if (!column_labels_.insert(key(label)).second) fail("the column '" + label.name + "' of '" + label.economy + "' stands twice.");
  const std::size_t economy = number_of(economy_, table_.economies, whole_economy(label.economy));
  const bool industry = label.item == Item::Industry;
  columns_.push_back({position, economy, industry ? number_of(industry_, table_.industries, label.name) : label.use, industry});
  last_ = std::max(last_, position);
  if (label.item == Item::Industry) last_industry_ = std::max(last_industry_, position);
}

void TableBuilder::add_final_columns(const std::vector<std::pair<std::size_t, Label>>& columns, const Fail& fail) {
  for (const auto& [position, label] : columns) {
    Label one = label;
    one.name = std::to_string(position);  // so that two of one use are no column that stands twice
    add_column(position, std::move(one), fail);
  }
}

void TableBuilder::end_columns(const Fail& fail) {
  const std::size_t R = table_.economies.size(), C = table_.industries.size();
  if (C == 0) fail("no column is an industry of an economy.");
  if (R * C > columns_.size()) {
    std::set<std::pair<std::size_t, std::size_t>> there;
    for (const auto& c : columns_)
      if (c.industry) there.emplace(c.economy, c.item);
    for (std::size_t r = 0; r < R; ++r)
      for (std::size_t c = 0; c < C; ++c)
        if (there.count({r, c}) == 0)
          fail("there is no column for industry '" + table_.industries[c] + "' of '" + table_.economies[r] + "'.");
  }
  std::vector<bool> there(R * C, false);
  for (auto& c : columns_) {
    c.target = c.economy * (C + final_uses) + (c.industry ? c.item : C + c.item);
    if (c.industry) there[c.economy * C + c.item] = true;
  }
  const auto missing = std::find(there.begin(), there.end(), false);
  if (missing != there.end()) {
    const auto at = static_cast<std::size_t>(missing - there.begin());
    fail("there is no column for industry '" + table_.industries[at % C] + "' of '" + table_.economies[at / C] + "'.");
  }
  rows_.resize(R * C);
  for (auto* totals : {&table_.taxes, &table_.value_added, &table_.other}) totals->assign(table_.columns(), 0);
}

void TableBuilder::add_row(Label label, std::size_t cells, const std::function<double(std::size_t)>& value, const Fail& fail) {
  if (label.item == Item::Ignored) return;
  const std::size_t needed = label.item == Item::Industry ? last_ : last_industry_;  // value added of final uses may be missing
  if (cells <= needed && !may_lack_ && label.item != Item::Other)
    fail("the row has " + std::to_string(cells) + " cells; the titles have " + std::to_string(last_ + 1) + ".");
  if (!row_labels_.insert(key(label)).second)
    fail("the row '" + label.name + "'" + (label.economy.empty() ? "" : " of '" + label.economy + "'") + " stands twice.");
  if (label.item == Item::Final) fail("'" + label.name + "' is a final use, which no row can be.");
  if (label.item == Item::Industry) add_flows(label, value, fail);
  else add_totals(label, value);
}

void TableBuilder::add_flows(const Label& label, const std::function<double(std::size_t)>& value, const Fail& fail) {
  const auto economy = economy_.find(whole_economy(label.economy));
  if (economy == economy_.end()) fail(unknown_name("economy", label.economy, table_.economies) + " (titles).");
  const auto industry = industry_.find(label.name);
  if (industry == industry_.end()) fail(unknown_name("industry", label.name, table_.industries) + " (titles).");
  auto& row = rows_[economy->second * table_.industries.size() + industry->second];
  row.resize(table_.columns());
  for (const auto& c : columns_) row[c.target] += scale_ * value(c.position);
}

void TableBuilder::add_totals(const Label& label, const std::function<double(std::size_t)>& value) {
  if (label.item == Item::Output) table_.output.resize(table_.columns());
  auto& totals = label.item == Item::Tax          ? table_.taxes
                 : label.item == Item::ValueAdded ? table_.value_added
                 : label.item == Item::Output     ? table_.output
                                                  : table_.other;
  for (const auto& c : columns_) totals[c.target] += scale_ * value(c.position);
}

/// What sales leave after inputs, taxes and other rows.
void TableBuilder::leave_value_added() {
  const std::size_t C = table_.industries.size(), wide = C + final_uses, columns = table_.columns();
  std::vector<double> cost(columns), sales(table_.economies.size() * C);
  for (std::size_t row = 0; row < sales.size(); ++row)
    for (std::size_t k = 0; k < columns; ++k) cost[k] += table_.flows[row * columns + k], sales[row] += table_.flows[row * columns + k];
  for (std::size_t row = 0; row < sales.size(); ++row) {
    const std::size_t k = row / C * wide + row % C;
    table_.value_added[k] = sales[row] - cost[k] - table_.taxes[k] - table_.other[k];
  }
}

InterCountryTable TableBuilder::finish(const Fail& fail) {
  const std::size_t C = table_.industries.size();
  table_.flows.reserve(rows_.size() * table_.columns());
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    if (rows_[r].empty()) fail("there is no row for industry '" + table_.industries[r % C] + "' of '" + table_.economies[r / C] + "'.");
    table_.flows.insert(table_.flows.end(), rows_[r].begin(), rows_[r].end());
    std::vector<double>().swap(rows_[r]);
  }
  if (left_) leave_value_added();
  if (std::all_of(table_.value_added.begin(), table_.value_added.end(), [](double v) { return v == 0; }))
    fail("there is no row of value added.");
  return std::move(table_);
}

}  // namespace setu::detail
