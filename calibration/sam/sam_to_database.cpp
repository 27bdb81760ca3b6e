#include <fmt/format.h>

#include <string_view>
#include <unordered_map>

#include "layout.hpp"
#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"
#include "setu/calibration/sam/database_sam.hpp"

namespace setu {

namespace sam {
namespace {

/// Takes every cell back to its header (docs/data.md, D1–D9).
class Reader {
 public:
  Reader(const Sam& sam, const Sets& sets) : sam_(sam), db_(sets), s_(db_.sets()), layout_(s_) {
    mode_.assign(s_.comm.size(), s_.marg.size());
    for (std::size_t m = 0; m < s_.marg.size(); ++m)
      for (std::size_t c = 0; c < s_.comm.size(); ++c)
        if (s_.comm[c] == s_.marg[m]) mode_[c] = m;
    find_places();
  }

  Database run() {
    give_headers();
    for (std::size_t i = 0; i < sam_.size(); ++i)
      for (std::size_t j = 0; j < sam_.size(); ++j)
        if (const double value = sam_(i, j); value != 0 && !take(place_[i], place_[j], value))
          throw InputError(fmt::format("{}: '{}' pays {:.6g} to '{}', which means nothing in the matrix of a database.", sam_.file,
                                       sam_.accounts[j], value, sam_.accounts[i]));
    add_taxes();
    return std::move(db_);
  }

 private:
  void find_places() {
    std::unordered_map<std::string, Place> known;
    std::vector<std::string> labels;
    for (std::size_t i = 0; i < layout_.size(); ++i) {
      labels.push_back(layout_.label(i));
      known.emplace(labels.back(), layout_.place(i));
    }
    for (const auto& account : sam_.accounts) {
      const auto at = known.find(account);
      if (at == known.end()) throw InputError(sam_.file + ": " + unknown_name("account", account, labels, 10) + ".");
      place_.push_back(at->second);
    }
  }

  void give_headers() {
    for (const auto& header : header_catalogue())
      if (!header.parameter && !header.optional && header.name != "VKB" && header.name != "POP") db_[header.name];
    db_["VST"];
    db_["VTWR"];
  }

  /// Row `to` receives `value` from column `from`. False where that means nothing.
  bool take(const Place& to, const Place& from, double value) {
    switch (from.kind) {
      case Kind::Activity: return to.r == from.r && cost(to, from, value);
      case Kind::Household: return to.r == from.r && purchase(to, from.r, 'P', value);
      case Kind::Government: return to.r == from.r && purchase(to, from.r, 'G', value);
      case Kind::Investment: return to.kind == Kind::WorldSaving || (to.r == from.r && purchase(to, from.r, 'I', value));
      case Kind::Domestic: return to.r == from.r && supply(to, from, value);
      case Kind::Imported: return arrival(to, from, value);
      case Kind::Region: return spending(to, from, value);
      case Kind::Transport: return transport(to, from, value);
      case Kind::Margin: return to.kind == Kind::Transport && to.i == from.i;
      case Kind::Depreciation: return to.kind == Kind::Investment && to.r == from.r;
      case Kind::WorldSaving: return to.kind == Kind::Investment;
      case Kind::WorldTransfers: return to.kind == Kind::Region && (db_["TRNS"](to.r) += value, true);
      default: return to.kind == Kind::Region && to.r == from.r;
    }
  }

  bool add(std::string_view header, double value, std::size_t i, std::size_t a, std::size_t r) {
    db_[header](i, a, r) += value;
    return true;
  }

  /// Taxes go into the headers with tax; the basic values are added to them at the end.
  bool cost(const Place& to, const Place& from, double value) {
    switch (to.kind) {
      case Kind::Domestic: return add("VDFB", value, to.i, from.i, from.r);
      case Kind::SalesTax: return add("VDFP", value, to.i, from.i, from.r);
      case Kind::Imported: return add("VMFB", value, to.i, from.i, from.r);
      case Kind::ImportSalesTax: return add("VMFP", value, to.i, from.i, from.r);
      case Kind::Factor: return add("EVOS", value, to.i, from.i, from.r);
      case Kind::IncomeTax: return add("EVFB", value, to.i, from.i, from.r);
      case Kind::FactorTax: return add("EVFP", value, to.i, from.i, from.r);
      default: return false;
    }
  }

  bool purchase(const Place& to, std::size_t r, char agent, double value) {
    const char* form = to.kind == Kind::Domestic         ? "VD?B"
                       : to.kind == Kind::SalesTax       ? "VD?P"
                       : to.kind == Kind::Imported       ? "VM?B"
                       : to.kind == Kind::ImportSalesTax ? "VM?P"
                                                         : nullptr;
    if (form == nullptr) return false;
    std::string header = form;
    header[2] = agent;
    db_[header](to.i, r) += value;
    return true;
  }

  bool supply(const Place& to, const Place& from, double value) {
    if (to.kind == Kind::Activity) return add("MAKS", value, from.i, to.i, from.r);
    if (to.kind == Kind::OutputTax) return add("MAKB", value, from.i, to.i, from.r);
    return false;
  }

  bool arrival(const Place& to, const Place& from, double value) {
    const std::size_t c = from.i, d = from.r;
    switch (to.kind) {
      case Kind::Domestic: return to.i == c && add("VXSB", value, c, to.r, d);
      case Kind::ExportTax: return add("VFOB", value, c, to.r, d);
      case Kind::Margin: db_["VTWR"](to.i, c, to.r, d) += value; return true;
      case Kind::Tariff: return to.r == d && add("VMSB", value, c, to.i, d);
      default: return false;
    }
  }

  bool spending(const Place& to, const Place& from, double value) {
    if (to.kind == Kind::WorldTransfers) return db_["TRNS"](from.r) -= value, true;
    if (to.r != from.r) return false;
    if (to.kind == Kind::Investment) return db_["SAVE"](from.r) += value, true;
    if (to.kind == Kind::Depreciation) return db_["VDEP"](from.r) += value, true;
    return to.kind == Kind::Household || to.kind == Kind::Government;
  }

  bool transport(const Place& to, const Place& from, double value) {
    if (to.kind != Kind::Domestic || mode_[to.i] != from.i) return false;
    db_["VST"](from.i, to.r) += value;
    return true;
  }

  void add_taxes() {
    for (const auto& [taxed, basic] : {std::pair{"VDFP", "VDFB"},
                                       {"VMFP", "VMFB"},
                                       {"VDPP", "VDPB"},
                                       {"VMPP", "VMPB"},
                                       {"VDGP", "VDGB"},
                                       {"VMGP", "VMGB"},
                                       {"VDIP", "VDIB"},
                                       {"VMIP", "VMIB"},
                                       {"MAKB", "MAKS"},
                                       {"EVFB", "EVOS"},
                                       {"EVFP", "EVFB"},
                                       {"VFOB", "VXSB"},
                                       {"VCIF", "VFOB"}})
      sum(taxed, basic);
    const auto margins = db_["VTWR"].values();
    auto cif = db_["VCIF"].values();
    for (std::size_t k = 0; k < margins.size(); ++k) cif[k % cif.size()] += margins[k];
    sum("VMSB", "VCIF");
  }

  void sum(const char* header, const char* part) {
    auto whole = db_[header].values();
    const auto more = db_[part].values();
    for (std::size_t k = 0; k < whole.size(); ++k) whole[k] += more[k];
  }

  const Sam& sam_;
  Database db_;
  const Sets& s_;
  Layout layout_;
  std::vector<Place> place_;
  std::vector<std::size_t> mode_;  // of each commodity; the number of modes for those that are none
};

}  // namespace
}  // namespace sam

Database database_of_sam(const Sam& sam, const Sets& sets) { return sam::Reader(sam, sets).run(); }

}  // namespace setu
