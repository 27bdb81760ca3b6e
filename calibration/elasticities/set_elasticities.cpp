#include "setu/calibration/recipe/cde.hpp"
#include "setu/calibration/elasticities/elasticities.hpp"

namespace setu {
namespace {

void fill(Database& db, const char* header, double value) {
  for (double& cell : db[header].values()) cell = value;
}

/// Compensated own-price elasticities as of a linear expenditure system with a Frisch parameter of −2.
constexpr double kFrisch = -2;

void set_household_demand(Database& db, const std::vector<const SectorElasticities*>& of, std::size_t r) {
  std::vector<std::size_t> bought;
  std::vector<double> share, income, own;
  double spending = 0, mean = 0;
  for (std::size_t c = 0; c < of.size(); ++c)
    if (const double value = db["VDPP"](c, r) + db["VMPP"](c, r); value > 0) bought.push_back(c), share.push_back(value), spending += value;
  for (std::size_t i = 0; i < bought.size(); ++i) mean += (share[i] /= spending) * of[bought[i]]->income;
  for (std::size_t i = 0; i < bought.size(); ++i) {
    income.push_back(of[bought[i]]->income / mean);
    own.push_back(income[i] / kFrisch * (1 - share[i] * income[i]));
  }
  for (std::size_t c = 0; c < of.size(); ++c) db["INCP"](c, r) = 1, db["SUBP"](c, r) = 0.5;
  if (bought.empty()) return;
  const CdeParameters cde = fit_cde(share, income, own);
  for (std::size_t i = 0; i < bought.size(); ++i)
    db["INCP"](bought[i], r) = cde.expansion[i], db["SUBP"](bought[i], r) = cde.substitution[i];
}

}  // namespace

void set_elasticities(Database& db, const std::vector<SectorElasticities>& rows, const std::filesystem::path& file) {
  std::vector<const SectorElasticities*> of;
  for (const auto& sector : db.sets().comm) of.push_back(&row_of_sector(rows, sector, file));
  for (std::size_t r = 0; r < db.sets().reg.size(); ++r) {
    for (std::size_t c = 0; c < of.size(); ++c) {
      db["ESBD"](c, r) = of[c]->domestic;
      db["ESBM"](c, r) = of[c]->sources;
      db["ESBV"](c, r) = of[c]->value_added;
    }
    set_household_demand(db, of, r);
    for (std::size_t e = 0; e < db.sets().endw.size(); ++e)
      for (const auto& sluggish : db.sets().ends)
        if (db.sets().endw[e] == sluggish) db["ETRE"](e, r) = -1;
  }
  for (const char* leontief : {"ESBT", "ESBC", "ESBI", "ESBQ"}) fill(db, leontief, 0);
  for (const char* cobb_douglas : {"ESBG", "ESBS", "DPSM"}) fill(db, cobb_douglas, 1);
  fill(db, "ETRQ", -5);
  fill(db, "RFLX", 10);
  fill(db, "RDLT", 1);
}

}  // namespace setu
