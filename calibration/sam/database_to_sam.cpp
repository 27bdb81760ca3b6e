#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "layout.hpp"
#include "setu/base/error.hpp"
#include "setu/model/database/accounts.hpp"
#include "setu/calibration/sam/database_sam.hpp"

namespace setu {

namespace sam {
namespace {

constexpr std::size_t kMostAccounts = 20000;

struct Cell {
  std::size_t row, column;
  double value;
};

/// Puts every flow into its cell (docs/data.md, D1–D9).
class Writer {
 public:
  explicit Writer(const Database& database) : db_(database), s_(database.sets()), layout_(s_) {
    for (std::size_t r = 0; r < s_.reg.size(); ++r) {
      for (std::size_t a = 0; a < s_.acts.size(); ++a) activity(a, r);
      users(r);
      for (std::size_t c = 0; c < s_.comm.size(); ++c) imports(c, r);
      income(r);
    }
    transport();
    foreign();
  }

  [[nodiscard]] Sam matrix() const {
    constexpr std::size_t unused = static_cast<std::size_t>(-1);
    std::vector<std::size_t> number(layout_.size(), unused);
    for (const auto& cell : cells_) number[cell.row] = number[cell.column] = 0;
    Sam sam;
    sam.file = "sam.csv";
    for (std::size_t i = 0; i < number.size(); ++i) {
      if (number[i] == unused) continue;
      number[i] = sam.accounts.size();
      sam.accounts.push_back(layout_.label(i));
    }
    if (sam.size() > kMostAccounts)
      throw InputError(
          fmt::format("The database would be a matrix of {} accounts, but one of more than {} is not read again; aggregate it first.",
                      sam.size(), kMostAccounts));
    sam.values.assign(sam.size() * sam.size(), 0.0);
    for (const auto& cell : cells_) sam.values[number[cell.row] * sam.size() + number[cell.column]] += cell.value;
    return sam;
  }

 private:
  void put(std::size_t row, std::size_t column, double value) {
    if (value != 0) cells_.push_back({row, column, value});
  }

  /// A purchase of commodity c and the tax on it.
  void buy(std::size_t buyer, Kind good, Kind tax, std::size_t c, std::size_t r, double basic, double paid) {
    put(layout_.at(good, c, r), buyer, basic);
    put(layout_.at(tax, c, r), buyer, paid - basic);
  }

  void activity(std::size_t a, std::size_t r) {
    const std::size_t self = layout_.at(Kind::Activity, a, r);
    for (std::size_t c = 0; c < s_.comm.size(); ++c) {
      buy(self, Kind::Domestic, Kind::SalesTax, c, r, db_["VDFB"](c, a, r), db_["VDFP"](c, a, r));
      buy(self, Kind::Imported, Kind::ImportSalesTax, c, r, db_["VMFB"](c, a, r), db_["VMFP"](c, a, r));
      const double made = db_["MAKS"](c, a, r), sold = db_["MAKB"](c, a, r);
      put(self, layout_.at(Kind::Domestic, c, r), made);
      put(layout_.at(Kind::OutputTax, a, r), layout_.at(Kind::Domestic, c, r), sold - made);
    }
    for (std::size_t e = 0; e < s_.endw.size(); ++e) {
      const double received = db_["EVOS"](e, a, r), basic = db_["EVFB"](e, a, r);
      put(layout_.at(Kind::Factor, e, r), self, received);
      put(layout_.at(Kind::IncomeTax, e, r), self, basic - received);
      put(layout_.at(Kind::FactorTax, e, r), self, db_["EVFP"](e, a, r) - basic);
    }
  }

  void users(std::size_t r) {
    struct User {
      Kind kind;
      const char *domestic_basic, *domestic, *imported_basic, *imported;
    };
    for (const User& u : {User{Kind::Household, "VDPB", "VDPP", "VMPB", "VMPP"}, User{Kind::Government, "VDGB", "VDGP", "VMGB", "VMGP"},
                          User{Kind::Investment, "VDIB", "VDIP", "VMIB", "VMIP"}})
      for (std::size_t c = 0; c < s_.comm.size(); ++c) {
        buy(layout_.at(u.kind, 0, r), Kind::Domestic, Kind::SalesTax, c, r, db_[u.domestic_basic](c, r), db_[u.domestic](c, r));
        buy(layout_.at(u.kind, 0, r), Kind::Imported, Kind::ImportSalesTax, c, r, db_[u.imported_basic](c, r), db_[u.imported](c, r));
      }
  }

  void imports(std::size_t c, std::size_t d) {
    const std::size_t self = layout_.at(Kind::Imported, c, d);
    for (std::size_t s = 0; s < s_.reg.size(); ++s) {
      const double basic = db_["VXSB"](c, s, d);
      put(layout_.at(Kind::Domestic, c, s), self, basic);
      put(layout_.at(Kind::ExportTax, 0, s), self, db_["VFOB"](c, s, d) - basic);
      for (std::size_t m = 0; m < s_.marg.size(); ++m) put(layout_.at(Kind::Margin, m, s), self, db_["VTWR"](m, c, s, d));
      put(layout_.at(Kind::Tariff, s, d), self, db_["VMSB"](c, s, d) - db_["VCIF"](c, s, d));
    }
  }

  /// Factors and taxes pay the region, which pays the household, the government, saving and depreciation.
  void income(std::size_t r) {
    const std::size_t region = layout_.at(Kind::Region, 0, r), investment = layout_.at(Kind::Investment, 0, r),
                      depreciation = layout_.at(Kind::Depreciation, 0, r);
    double household = 0, government = 0;
    for (std::size_t c = 0; c < s_.comm.size(); ++c) {
      household += db_["VDPP"](c, r) + db_["VMPP"](c, r);
      government += db_["VDGP"](c, r) + db_["VMGP"](c, r);
    }
    put(layout_.at(Kind::Household, 0, r), region, household);
    put(layout_.at(Kind::Government, 0, r), region, government);
    put(investment, region, db_["SAVE"](r));
    put(depreciation, region, db_["VDEP"](r));
    put(investment, depreciation, db_["VDEP"](r));
  }

  void transport() {
    for (std::size_t m = 0; m < s_.marg.size(); ++m)
      for (std::size_t c = 0; c < s_.comm.size(); ++c)
        if (s_.comm[c] == s_.marg[m])
          for (std::size_t r = 0; r < s_.reg.size(); ++r)
            put(layout_.at(Kind::Domestic, c, r), layout_.at(Kind::Transport, m), db_["VST"](m, r));
  }

  /// What is collected by factors, taxes and margins goes on; foreign saving and transfers meet in the world's accounts.
  void foreign() {
    std::vector<double> collected(layout_.size(), 0.0);
    for (const auto& cell : cells_) collected[cell.row] += cell.value;
    for (std::size_t i = 0; i < collected.size(); ++i) {
      const Place p = layout_.place(i);
      if (p.kind == Kind::Margin) put(layout_.at(Kind::Transport, p.i), i, collected[i]);
      else if (p.kind >= Kind::Factor && p.kind <= Kind::Tariff) put(layout_.at(Kind::Region, 0, p.r), i, collected[i]);
    }
    const auto capital = net_foreign_capital_income(db_);
    for (std::size_t r = 0; r < s_.reg.size(); ++r) {
      double inflow = -db_["SAVE"](r) - db_["VDEP"](r);
      for (std::size_t c = 0; c < s_.comm.size(); ++c) inflow += db_["VDIP"](c, r) + db_["VMIP"](c, r);
      either_way(layout_.at(Kind::Investment, 0, r), layout_.at(Kind::WorldSaving, 0), inflow);
      either_way(layout_.at(Kind::Region, 0, r), layout_.at(Kind::WorldTransfers, 0), db_["TRNS"](r) + capital[r]);
    }
  }

  void either_way(std::size_t home, std::size_t world, double received) {
    if (received > 0) put(home, world, received);
    else put(world, home, -received);
  }

  const Database& db_;
  const Sets& s_;
  Layout layout_;
  std::vector<Cell> cells_;
};

/// The account that is furthest from balance, where that is more than rounding.
void note_imbalance(const Sam& sam, std::vector<std::string>& notes) {
  std::vector<double> in(sam.size(), 0.0), out(sam.size(), 0.0);
  for (std::size_t i = 0; i < sam.size(); ++i)
    for (std::size_t j = 0; j < sam.size(); ++j) {
      in[i] += sam(i, j);
      out[j] += sam(i, j);
    }
  double worst = 1e-9;
  std::size_t where = sam.size();
  for (std::size_t i = 0; i < sam.size(); ++i)
    if (const double gap = std::abs(in[i] - out[i]) / std::max(std::abs(in[i]), std::abs(out[i])); gap > worst) {
      worst = gap;
      where = i;
    }
  if (where < sam.size())
    notes.push_back(
        fmt::format("The accounts are as far from balance as the database's: '{}' receives {:.9g} and pays {:.9g} ({:.1e} of it).",
                    sam.accounts[where], in[where], out[where], worst));
}

void add_notes(const Database& database, std::vector<std::string>& notes) {
  notes.emplace_back("A matrix holds no elasticities, no population (POP) and no capital stock (VKB).");
  if (database.has("VKOS"))
    notes.emplace_back("Capital income from abroad (VKOS, VDKO) stands in the world's transfers as each region's net sum.");
  if (database.has("NTMM") || database.has("NTMX"))
    notes.emplace_back("Non-tariff rents (NTMM, NTMX) stand within tariffs and export taxes.");
  if (database.has("MFNR") || database.has("PRFR") || database.has("PRFU") || database.has("PRFC"))
    notes.emplace_back("Tariff preferences (MFNR, PRFR, PRFU, PRFC) are not in the matrix.");
}

}  // namespace
}  // namespace sam

DatabaseSam sam_of_database(const Database& database) {
  DatabaseSam result{sam::Writer(database).matrix(), {}};
  sam::note_imbalance(result.sam, result.notes);
  sam::add_notes(database, result.notes);
  return result;
}

}  // namespace setu
