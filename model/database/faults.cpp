#include "setu/model/database/faults.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "absorbed.hpp"
#include "cell_words.hpp"
#include "setu/base/error.hpp"
#include "setu/model/database/ledger.hpp"
#include "sums.hpp"

namespace setu {
namespace {

using detail::cell_name;
using detail::leaves_rest_to_home;
using detail::short_number;
using detail::Sums;

class Search {
 public:
  Search(const Database& database, const std::function<void(Fault)>& found) : db_(database), s_(database), found_(found) {}

  void balance(std::span<const Account> accounts) {
    for (const Account& account : accounts) {
      const double imbalance = account.imbalance();
      if (imbalance <= kLargestRounding || leaves_rest_to_home(db_, account)) continue;
      found_({"balance", account.name(db_.sets()), account.gap(), imbalance});
    }
  }

  void values() {
    for (const auto& row : ledger()) {
      const auto& header = row.info;
      const bool positive = header.quantity == Quantity::Value && !row.any_sign;
      const auto values = db_[header.name].values();
      for (std::size_t cell = 0; cell < values.size(); ++cell)
        if (!std::isfinite(values[cell]))
          found_({"not a number", cell_name(db_, header.name, cell), fmt::format("the value is {}", values[cell])});
      for (std::size_t cell = 0; positive && cell < values.size(); ++cell)
        if (values[cell] < 0 && std::isfinite(values[cell])) negative(row, cell, values[cell]);
    }
  }

  /// A flow exists at all of its prices or at none.
  void half_flows() {
    for (const LedgerRow* row : taxed_rows()) half_flows(*row);
    for (const auto& row : ledger())
      if (!row.below.empty() && !row.tax) half_flows(row);
  }

  void sets() {
    if (db_.sets().endc.empty()) found_({"sets", "ENDC", "no endowment is capital; name one 'capital' or list it as ENDC"});
    else if (const auto text = capital_fault(db_); !text.empty()) found_({"sets", "ENDC", text});
    for (std::size_t r = 0; r < s_.reg; ++r) {
      double made = 0;
      for (std::size_t c = 0; c < s_.comm; ++c) made += s_.over_acts("MAKB", c, r);
      if (made == 0) found_({"unused element", "REG " + db_.sets().reg[r], "the region makes nothing"});
    }
    for (std::size_t c = 0; c < s_.comm; ++c) {
      double made = 0, used = 0;
      for (std::size_t r = 0; r < s_.reg; ++r) {
        made += s_.over_acts("MAKB", c, r);
        for (const char* header : {"VDFB", "VMFB"}) used += s_.over_acts(header, c, r);
        for (const char* header : {"VDPB", "VMPB", "VDGB", "VMGB", "VDIB", "VMIB"}) used += s_.at(header, c, r);
      }
      if (made == 0 && used != 0) found_({"unused element", "COMM " + db_.sets().comm[c], "the commodity is made nowhere"});
    }
  }

  void owners_of_endowments() {
    for (std::size_t r = 0; r < s_.reg; ++r)
      for (std::size_t e = 0; e < s_.endw; ++e) {
        double income = 0, net = 0;
        for (std::size_t a = 0; a < s_.acts; ++a) income += db_["EVFB"](e, a, r), net += db_["EVOS"](e, a, r);
        if (income != 0 && net <= 0)
          found_({"endowment without owner", db_.sets().endw[e] + " in " + db_.sets().reg[r],
                  fmt::format("EVFB is {} but nothing reaches an owner (EVOS {})", short_number(income), short_number(net)), income});
      }
  }

  void stocks() {
    for (std::size_t r = 0; r < s_.reg; ++r) {
      if (!(db_["VKB"](r) > 0)) found_({"stocks", cell_name(db_, "VKB", r), "no capital stock"});
      if (!(db_["POP"](r) > 0)) found_({"stocks", cell_name(db_, "POP", r), "no population"});
      double income = 0;
      for (std::size_t a = 0; a < s_.acts; ++a) income += s_.capital_income(a, r);
      if (!(income > db_["VDEP"](r)))
        found_({"stocks", cell_name(db_, "VDEP", r),
                fmt::format("depreciation {} leaves nothing of capital income {}: the net return must be positive",
                            short_number(db_["VDEP"](r)), short_number(income)),
                db_["VDEP"](r) - income});
    }
  }

  /// Each region consumes, governs, invests and earns.
  void spending() {
    const auto abroad = net_foreign_capital_income(db_);
    double world_saving = 0;
    const auto need_of = [&](const char* what, const std::string& of, double value) {
      if (!(value > 0))
        found_({"spending", fmt::format("{} of {}", what, of),
                fmt::format("it is {} US$ million; the model needs it to be positive", short_number(value)), -value});
    };
    for (std::size_t r = 0; r < s_.reg; ++r) {
      const auto need = [&](const char* what, double value) { need_of(what, db_.sets().reg[r], value); };
      world_saving += db_["SAVE"](r);
      const auto total = [&](const char* domestic, const char* imported) {
        double sum = 0;
        for (std::size_t c = 0; c < s_.comm; ++c) sum += s_.at(domestic, c, r) + s_.at(imported, c, r);
        return sum;
      };
      const double consumed = total("VDPP", "VMPP"), governed = total("VDGP", "VMGP");
      double factors = abroad[r] + db_["TRNS"](r) - db_["VDEP"](r);
      for (std::size_t a = 0; a < s_.acts; ++a) factors += s_.over_endw("EVFB", a, r);
      need("private consumption (VDPP + VMPP)", consumed);
      need("government consumption (VDGP + VMGP)", governed);
      need("gross investment (VDIP + VMIP)", total("VDIP", "VMIP"));
      need("regional income", consumed + governed + db_["SAVE"](r));
      need("factor income net of depreciation (EVFB − VDEP)", factors);
    }
    need_of("saving (SAVE)", "the world, which finances all net investment,", world_saving);
  }

  /// The constant-difference-of-elasticities demand system is regular everywhere where 0 < SUBP < 1 and INCP > 0
  /// (Hanoch 1975, Econometrica 43, section 2.2).
  void parameters() {
    for (std::size_t c = 0; c < s_.comm; ++c)
      for (std::size_t r = 0; r < s_.reg; ++r) {
        const double flow = s_.at("VDPP", c, r) + s_.at("VMPP", c, r);
        if (flow == 0) continue;
        const double subp = s_.at("SUBP", c, r), incp = s_.at("INCP", c, r);
        const std::size_t cell = c * s_.reg + r;
        if (!(incp > 0))
          found_({"CDE parameter", cell_name(db_, "INCP", cell),
                  fmt::format("{}; it must be positive where households buy", short_number(incp)), flow});
        if (!(subp > 0 && subp < 1))
          found_({"CDE parameter", cell_name(db_, "SUBP", cell),
                  fmt::format("{}; it must lie between 0 and 1 where households buy", short_number(subp)), flow});
      }
    for (std::size_t r = 0; db_.has("DPSM") && r < s_.reg; ++r)
      if (!(db_["DPSM"](r) > 0)) found_({"distribution parameter", cell_name(db_, "DPSM", r), "it must be positive"});
  }

  void trade_policy() {
    const auto use = db_["PRFU"].values();
    for (std::size_t cell = 0; cell < use.size(); ++cell)
      if (use[cell] < 0 || use[cell] > 1)
        found_({"preferences", cell_name(db_, "PRFU", cell), short_number(use[cell]) + " is not a share", std::abs(use[cell])});
    for (const auto& row : ledger()) {
      if (row.within.empty()) continue;
      const auto part = db_[row.info.name].values(), whole = db_[row.within].values();
      for (std::size_t cell = 0; cell < part.size(); ++cell)
        if (part[cell] > whole[cell] || (part[cell] == whole[cell] && part[cell] > 0))
          found_({"non-tariff rent", cell_name(db_, row.info.name, cell),
                  fmt::format("{} US$ million is {} {} itself ({})", short_number(part[cell]),
                              part[cell] > whole[cell] ? "more than" : "all of", row.within, short_number(whole[cell])),
                  part[cell] - whole[cell]});
    }
  }

 private:
  void negative(const LedgerRow& row, std::size_t cell, double value) {
    const LedgerRow& base = row.flow.empty() ? row : ledger_row(row.flow);
    const bool inventory = (row.tax && row.tax->levy == Levy::Investment) || base.quantity == "qid" || base.quantity == "qim";
    found_({"negative flow", cell_name(db_, row.info.name, cell),
            short_number(value) + " US$ million" +
                (inventory ? "; investment with inventories drawn down must be moved before a model is built" : ""),
            -value});
  }

  void half_flows(const LedgerRow& row) {
    const auto& header = row.info.name;
    const auto with = db_[header].values(), without = db_[row.below].values();
    for (std::size_t cell = 0; cell < with.size(); ++cell)
      if ((with[cell] == 0) != (without[cell] == 0))
        found_({"half a flow", cell_name(db_, header, cell),
                fmt::format("{} is {} but {} is {}: {} cannot make a flow appear or vanish", header, short_number(with[cell]), row.below,
                            short_number(without[cell]), row.tax ? "a " + row.tax->name : "margins"),
                std::abs(with[cell]) + std::abs(without[cell])});
  }

  const Database& db_;
  const Sums s_;
  const std::function<void(Fault)>& found_;
};

}  // namespace

std::string capital_fault(const Database& database) {
  const Sets& sets = database.sets();
  if (!database.has("VKOS")) return {};
  const bool one = sets.endc.size() == 1 && std::find(sets.endm.begin(), sets.endm.end(), sets.endc[0]) != sets.endm.end();
  return one ? "" : "capital by owner (VKOS) needs exactly one capital endowment (ENDC) and that one mobile across activities (ENDM)";
}

void find_faults(const Database& database, std::span<const Account> accounts, const std::function<void(Fault)>& found) {
  Search search(database, found);
  search.balance(accounts);
  search.values();
  search.half_flows();
  search.sets();
  search.owners_of_endowments();
  search.stocks();
  search.spending();
  search.parameters();
  search.trade_policy();
}

namespace {

/// What the search takes for granted of the sets.
void check_subsets(const Sets& sets) {
  const auto check = [](const std::vector<std::string>& part, const std::vector<std::string>& whole, const char* sentence) {
    for (const auto& element : part)
      if (std::find(whole.begin(), whole.end(), element) == whole.end()) throw InputError(fmt::format(fmt::runtime(sentence), element));
  };
  check(sets.marg, sets.comm, "margin '{}' of MARG is not a commodity of COMM");
  check(sets.endc, sets.endw, "endowment '{}' of ENDC is not one of ENDW");
}

}  // namespace

Allowance refuse_faults(const Database& database) {
  check_subsets(database.sets());
  constexpr std::size_t shown = 10;
  struct Check {
    std::string name;
    std::size_t count = 0;
    std::vector<Fault> gravest;
  };
  std::vector<Check> checks;
  std::size_t all = 0;
  const std::vector<Account> all_accounts = accounts(database);
  find_faults(database, all_accounts, [&](Fault fault) {
    ++all;
    auto check = std::find_if(checks.begin(), checks.end(), [&](const Check& c) { return c.name == fault.check; });
    if (check == checks.end()) check = checks.insert(checks.end(), {fault.check, 0, {}});
    ++check->count;
    auto& kept = check->gravest;
    const auto place = std::upper_bound(kept.begin(), kept.end(), fault.size, [](double size, const Fault& f) { return size > f.size; });
    kept.insert(place, std::move(fault));
    if (kept.size() > shown) kept.pop_back();
  });
  if (all == 0) return detail::allowance(database, all_accounts);
  std::string text = fmt::format("no model can be built on the database; {} {} found:", all, all == 1 ? "fault was" : "faults were");
  for (const Check& check : checks) {
    text += fmt::format("\n{} ({})", check.name, check.count);
    for (const Fault& fault : check.gravest) text += fmt::format("\n  {}: {}", fault.where, fault.message);
  }
  text += "\n`setu check` lists them all.";
  if (std::any_of(checks.begin(), checks.end(), [](const Check& c) { return c.name == "balance"; }))
    text += " `setu balance` brings accounts to balance with all tax rates kept.";
  throw InputError(text);
}

}  // namespace setu
