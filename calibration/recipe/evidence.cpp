#include "evidence.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fstream>

#include "contains.hpp"
#include "setu/base/error.hpp"
#include "setu/base/number.hpp"

// docs/data.md, U6.

namespace setu::recipe {
namespace {

constexpr double least_error = 5.0;  // US$ million

class Collector {
 public:
  Collector(const Recipe& recipe, const Sources& sources, const TradeSeeds& trade)
      : recipe_(recipe), in_(sources), trade_(trade), index_(recipe) {
    for (std::size_t r = 0; r < recipe.regions.size(); ++r) rest_ = index_remainder() == r ? r : rest_;
    for (std::size_t c = 0; c < recipe.sectors.size(); ++c)
      if (recipe.sectors[c].goods) goods_.push_back(c);
  }

  std::vector<Evidence> all() {
    for (std::size_t r = 0; r < recipe_.regions.size(); ++r) {
      accounts(r);
      goods_exports(r);
      services(r);
      imports(r);
    }
    pairs();
    return std::move(list_);
  }

 private:
  [[nodiscard]] std::size_t index_remainder() const { return recipe_.economies[index_.remainder()].region; }

  /// `relative` is a standard error in parts of the value; the remainder's figures are believed less.
  void add(Concept what, std::size_t r, std::vector<std::size_t> sectors, double value, double relative, const std::string& source) {
    if (value <= 0) return;
    const double doubt = r == rest_ && what != Concept::Gdp ? recipe_.number("errors.remainder") : 1.0;
    list_.push_back({what, r, 0, std::move(sectors), value, std::max(relative * value * doubt, least_error), source});
  }
  [[nodiscard]] double error(const char* key) const { return recipe_.number(std::string("errors.") + key); }

  void accounts(std::size_t r) {
    const auto& a = in_.regions[r];
    add(Concept::Gdp, r, {}, a.gdp, error("gdp"), "national accounts");
    add(Concept::Household, r, {}, a.household, error("household"), "national accounts");
    add(Concept::Government, r, {}, a.government, error("government"), "national accounts");
    add(Concept::Investment, r, {}, a.investment, error("investment"), "national accounts");
    if (r != rest_) list_.push_back({Concept::Balance, r, 0, {}, a.exports - a.imports, error("balance") * a.gdp, "national accounts"});
    const auto groups = value_added_groups(recipe_);
    for (std::size_t g = 0; g < groups.sectors.size(); ++g)
      add(Concept::ValueAdded, r, groups.sectors[g], a.value_added[g], error("value_added"), "national accounts");
  }

  void goods_exports(std::size_t r) {
    double own = 0, all = 0, sum = 0;
    for (std::size_t e = 0; e < recipe_.economies.size(); ++e) {
      if (recipe_.economies[e].region != r) continue;
      for (const std::size_t c : goods_)
        all += in_.customs.exports(e, c), own += in_.customs.by_chapter[e] ? in_.customs.exports(e, c) : 0.0;
    }
    std::vector<char> open(recipe_.sectors.size(), 0);
    for (const auto& [name, members] : recipe_.lists) {
      if (!name.starts_with("contested_chapters.")) continue;
      std::vector<std::size_t> set;
      double value = 0;
      for (const auto& member : members) set.push_back(recipe_.sector(member)), open[set.back()] = 1, value += in_.exports(r, set.back());
      add(Concept::Exports, r, set, value, error(own > 0.5 * all ? "exports_chapters" : "exports_groups"), "customs");
    }
    for (const std::size_t c : goods_) {
      add(Concept::Exports, r, {c}, in_.exports(r, c),
          error(open[c]           ? "exports_contested"
                : own > 0.5 * all ? "exports_chapters"
                                  : "exports_groups"),
          "customs");
      sum += in_.exports(r, c);
    }
    add(Concept::Exports, r, goods_, sum, error("goods_exports"), "national accounts less services");
  }

  void services(std::size_t r) {
    const auto& s = in_.services;
    const std::size_t last = s.categories.size() - 1;
    for (std::size_t flow = 0; flow < 2; ++flow) {
      double specified = 0;
      for (std::size_t k = 0; k < last; ++k) specified += s.region(recipe_, r, k, flow);
      const double open = s.region(recipe_, r, last, flow), spread = specified > 0 ? 1 + open / specified : 0.0;
      const auto what = flow == 0 ? Concept::Exports : Concept::Imports;
      for (std::size_t k = 0; k < last; ++k)
        add(what, r, s.sectors[k], s.region(recipe_, r, k, flow) * spread, error("services"), "balance of payments, " + s.categories[k]);
      if (specified <= 0) add(what, r, s.sectors[last], open, error("services"), "balance of payments, all services");
    }
  }

  [[nodiscard]] bool without_reexports(std::size_t r) const {
    return contains(recipe_.list("exports.net_of_reexports"), recipe_.regions[r]);
  }

  [[nodiscard]] double goods_imports(std::size_t r) const {
    double exports = 0, services = 0;
    for (std::size_t c = 0; c < recipe_.sectors.size(); ++c) exports += in_.exports(r, c);
    for (std::size_t k = 0; k < in_.services.categories.size(); ++k) services += in_.services.region(recipe_, r, k, 1);
    return exports - (in_.regions[r].exports - in_.regions[r].imports) - services;
  }

  /// Goods imports are exports less the balance of goods and services less services (so re-exports leave both sides).
  void imports(std::size_t r) {
    double services = 0;
    for (std::size_t k = 0; k < in_.services.categories.size(); ++k) services += in_.services.region(recipe_, r, k, 1);
    if (services > 0 && r != rest_)
      add(Concept::Imports, r, goods_, goods_imports(r), error("goods_imports"), "national accounts less services");
    if (without_reexports(r)) return;
    for (const std::size_t c : goods_)
      if (in_.customs.imports(r, c) > 0)
        add(Concept::Imports, r, {c}, in_.customs.imports(r, c), error("electrical_imports"), "customs, electrical machinery");
  }

  /// Imports for re-export are no use of the importer: pairs are scaled to what stays.
  void pairs() {
    std::vector<double> stays(recipe_.regions.size(), 1.0);
    for (std::size_t d = 0; d < stays.size(); ++d) {
      if (!without_reexports(d)) continue;
      double sum = 0;
      for (std::size_t s = 0; s < stays.size(); ++s) sum += trade_.pair(s, d);
      stays[d] = goods_imports(d) / sum;
    }
    for (std::size_t s = 0; s < recipe_.regions.size(); ++s)
      for (std::size_t d = 0; d < recipe_.regions.size(); ++d) {
        if (trade_.pair(s, d) <= 0) continue;
        const double stiff = trade_.stiffness(s, d);
        const bool loose = stiff <= recipe_.number("stiffness.loose_pair") || s == rest_ || d == rest_;
        const double value = trade_.pair(s, d) * stays[d], e = std::isinf(stiff) ? 0.0 : value * error(loose ? "loose_pair" : "pair");
        list_.push_back({Concept::Pair, s, d, goods_, value, e, e == 0 ? "stated pair" : "customs by pair"});
      }
  }

  const Recipe& recipe_;
  const Sources& in_;
  const TradeSeeds& trade_;
  EconomyIndex index_;
  std::size_t rest_ = static_cast<std::size_t>(-1);
  std::vector<std::size_t> goods_;
  std::vector<Evidence> list_;
};

const char* word(Concept what) {
  switch (what) {
    case Concept::Gdp: return "gdp";
    case Concept::Household: return "household";
    case Concept::Government: return "government";
    case Concept::Investment: return "investment";
    case Concept::Balance: return "balance";
    case Concept::ValueAdded: return "value_added";
    case Concept::Exports: return "exports";
    case Concept::Imports: return "imports";
    case Concept::Pair: return "pair";
  }
  throw LogicError("word: unknown concept.");
}

}  // namespace

std::vector<Evidence> collect_evidence(const Recipe& recipe, const RawFolder& raw, const Sources& sources, const TradeSeeds& trade) {
  auto evidence = Collector(recipe, sources, trade).all();
  add_product_shares(recipe, raw, trade, evidence);
  return evidence;
}

void write_fit(const Recipe& recipe, const std::vector<Evidence>& evidence, const std::filesystem::path& file) {
  std::string text = "what,region,partner,sectors,source_usd_mn,estimate_usd_mn,ratio,error_pct,source\n";
  for (const auto& e : evidence) {
    std::string sectors;
    for (const std::size_t c : e.sectors) sectors += (sectors.empty() ? "" : " ") + recipe.sectors[c].name;
    text += fmt::format("{},{},{},{},{:.3f},{:.3f},{:.4f},{:.2f},\"{}\"\n", word(e.concept_), recipe.regions[e.region],
                        e.concept_ == Concept::Pair ? recipe.regions[e.partner] : "", sectors, e.value, e.reached, e.reached / e.value,
                        100 * e.error / std::abs(e.value), e.source);
  }
  std::ofstream out(file, std::ios::binary);
  out << text;
  if (!out.flush()) throw InputError("Cannot write '" + file.string() + "'.");
}

}  // namespace setu::recipe
