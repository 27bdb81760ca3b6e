#include "setu/model/database/ledger.hpp"

namespace setu {
namespace {
namespace rows {

using Names = std::vector<std::string>;
using enum AccountKind;

const Names CAR = {"COMM", "ACTS", "REG"}, CR = {"COMM", "REG"}, EAR = {"ENDW", "ACTS", "REG"}, CRR = {"COMM", "REG", "REG"},
            AR = {"ACTS", "REG"}, R = {"REG"};

constexpr HeaderMeasure usd{Quantity::Value, kMillion}, persons{Quantity::Persons, "million persons"}, index{Quantity::Relative, "index"},
    share{Quantity::Share, "share"}, rate{Quantity::Rate, "rate"}, elasticity{Quantity::Elasticity, "elasticity"},
    plain{Quantity::Parameter, "parameter"}, flag{Quantity::Flag, "flag"};

/// A row as it is written below: one clause for each thing that is known.
struct Row : LedgerRow {
  Row(const char* name, Names sets, const HeaderMeasure& measure, const char* label)
      : LedgerRow(HeaderInfo{name, std::move(sets), measure, false, false, label}) {}
  Row(const char* name, Names sets, const char* label) : Row(name, std::move(sets), usd, label) {}
  /// May be absent, which means zero or what its label says.
  Row optional() && { return info.optional = true, std::move(*this); }
  Row optional(double absent) && { return info.optional = true, info.absent = absent, std::move(*this); }
  /// The first price layer of a flow, or a further one of the flow that begins with `first`.
  Row begins() && { return flow = info.name, std::move(*this); }
  Row above(const char* lower) && { return below = lower, std::move(*this); }
  Row layer(const char* first) && { return flow = first, std::move(*this); }
  /// The account numbered by its indices at these positions.
  Row left(AccountKind account, std::vector<std::size_t> at, int sign = 1) && { return enter({account, Side::Left, std::move(at), sign}); }
  Row right(AccountKind account, std::vector<std::size_t> at, int sign = 1) && {
    return enter({account, Side::Right, std::move(at), sign});
  }
  Row capital_right(AccountKind account, std::vector<std::size_t> at) && { return enter({account, Side::Right, std::move(at), 1, true}); }
  Row taxed(Levy levy, const char* before, Names variables, const char* name) && {
    return below = before, tax = Tax{levy, before, std::move(variables), name}, std::move(*this);
  }
  /// Price and quantity of the year after a shock.
  Row moves(const char* p, const char* q) && { return price = p, quantity = q, std::move(*this); }
  Row part_of(const char* whole, const char* variable) && { return within = whole, power = variable, std::move(*this); }
  Row moves_along(const char* first) && { return along = first, std::move(*this); }
  Row of_any_sign() && { return any_sign = true, std::move(*this); }
  Row rate(const char* variable) && { return power = variable, std::move(*this); }

 private:
  Row enter(AccountEntry entry) { return accounts.push_back(std::move(entry)), std::move(*this); }
};

/// A parameter: in params.csv.
Row parameter(const char* name, Names sets, const HeaderMeasure& measure, const char* label, bool optional = false) {
  Row row(name, std::move(sets), measure, label);
  row.info.parameter = true, row.info.optional = optional;
  return row;
}

using Rows = std::vector<Row>;

/// What firms, households, governments and investment buy: domestic goods from the market of their commodity, imports from its imports.
Rows purchases() {
  using enum Levy;
  return {
      Row("VDFB", CAR, "domestic intermediate purchases at basic prices").begins().right(Commodity, {0, 2}).moves("pds", "qfd"),
      Row("VDFP", CAR, "domestic intermediate purchases at producer prices")
          .layer("VDFB")
          .left(Activity, {1, 2})
          .taxed(Intermediates, "VDFB", {"tfd"}, "tax on domestic intermediates")
          .moves("pfd", "qfd"),
      Row("VMFB", CAR, "imported intermediate purchases at basic prices").begins().right(AccountKind::Imports, {0, 2}).moves("pms", "qfm"),
      Row("VMFP", CAR, "imported intermediate purchases at producer prices")
          .layer("VMFB")
          .left(Activity, {1, 2})
          .taxed(Intermediates, "VMFB", {"tfm"}, "tax on imported intermediates")
          .moves("pfm", "qfm"),
      Row("VDPB", CR, "private domestic purchases at basic prices").begins().right(Commodity, {0, 1}).moves("pds", "qpd"),
      Row("VDPP", CR, "private domestic purchases at purchasers' prices")
          .layer("VDPB")
          .right(AccountKind::Income, {1})
          .taxed(Consumption, "VDPB", {"tpd", "tpdall"}, "tax on private domestic purchases")
          .moves("ppd", "qpd"),
      Row("VMPB", CR, "private imported purchases at basic prices").begins().right(AccountKind::Imports, {0, 1}).moves("pms", "qpm"),
      Row("VMPP", CR, "private imported purchases at purchasers' prices")
          .layer("VMPB")
          .right(AccountKind::Income, {1})
          .taxed(Consumption, "VMPB", {"tpm", "tpmall"}, "tax on private imports")
          .moves("ppm", "qpm"),
      Row("VDGB", CR, "government domestic purchases at basic prices").begins().right(Commodity, {0, 1}).moves("pds", "qgd"),
      Row("VDGP", CR, "government domestic purchases at purchasers' prices")
          .layer("VDGB")
          .right(AccountKind::Income, {1})
          .taxed(Government, "VDGB", {"tgd"}, "tax on government domestic purchases")
          .moves("pgd", "qgd"),
      Row("VMGB", CR, "government imported purchases at basic prices").begins().right(AccountKind::Imports, {0, 1}).moves("pms", "qgm"),
      Row("VMGP", CR, "government imported purchases at purchasers' prices")
          .layer("VMGB")
          .right(AccountKind::Income, {1})
          .taxed(Government, "VMGB", {"tgm"}, "tax on government imports")
          .moves("pgm", "qgm"),
      Row("VDIB", CR, "investment domestic purchases at basic prices").begins().right(Commodity, {0, 1}).moves("pds", "qid"),
      Row("VDIP", CR, "investment domestic purchases at purchasers' prices")
          .layer("VDIB")
          .right(WorldSaving, {})
          .taxed(Investment, "VDIB", {"tid"}, "tax on domestic investment goods")
          .moves("pid", "qid"),
      Row("VMIB", CR, "investment imported purchases at basic prices").begins().right(AccountKind::Imports, {0, 1}).moves("pms", "qim"),
      Row("VMIP", CR, "investment imported purchases at purchasers' prices")
          .layer("VMIB")
          .right(WorldSaving, {})
          .taxed(Investment, "VMIB", {"tim"}, "tax on imported investment goods")
          .moves("pim", "qim"),
  };
}

/// What activities pay to endowments and make. Income at the price of the user: its taxes are in it.
Rows production() {
  using enum Levy;
  return {
      Row("EVFB", EAR, "endowments at basic prices").begins().taxed(Levy::Income, "EVOS", {"tinc"}, "income tax").moves("peb", "qfe"),
      Row("EVFP", EAR, "endowments at producer prices")
          .layer("EVFB")
          .left(Activity, {1, 2})
          .left(AccountKind::Income, {2})
          .taxed(Endowments, "EVFB", {"tfe"}, "tax on the use of endowments")
          .moves("pfe", "qfe"),
      Row("EVOS", EAR, "endowments at supplier prices, after income tax")
          .layer("EVFB")
          .capital_right(CapitalOwners, {1, 2})
          .moves("pes", "qes"),
      Row("MAKS", CAR, "make matrix at supplier prices").begins().right(Activity, {1, 2}).moves("ps", "qca"),
      Row("MAKB", CAR, "make matrix at basic prices")
          .layer("MAKS")
          .left(Commodity, {0, 2})
          .taxed(Output, "MAKS", {"to"}, "output tax")
          .moves("pca", "qca"),
  };
}

Rows trade() {
  return {
      Row("VXSB", CRR, "exports at basic prices (source, destination)").begins().right(Commodity, {0, 1}).moves("pds", "qxs"),
      Row("VFOB", CRR, "exports at FOB prices")
          .layer("VXSB")
          .right(Route, {0, 1, 2})
          .taxed(Levy::Exports, "VXSB", {"txs"}, "export tax")
          .moves("pfob", "qxs"),
      Row("VCIF", CRR, "imports at CIF prices").layer("VXSB").above("VFOB").left(Route, {0, 1, 2}).moves("pcif", "qxs"),
      Row("VMSB", CRR, "imports at basic prices, tariff inclusive")
          .layer("VXSB")
          .left(AccountKind::Imports, {0, 2})
          .taxed(Levy::Imports, "VCIF", {"tms"}, "import tariff")
          .moves("pmds", "qxs"),
      Row("VST", {"MARG", "REG"}, "margin exports to the world transport pool")
          .optional()
          .begins()
          .right(Commodity, {0, 1})
          .left(Transport, {0})
          .moves("pds", "qst"),
      Row("VTWR", {"MARG", "COMM", "REG", "REG"}, "transport margins by mode, commodity and route")
          .optional()
          .begins()
          .moves_along("VXSB")
          .right(Route, {1, 2, 3})
          .right(Transport, {0})
          .moves("pt", "qtmfsd"),
  };
}

Rows stocks_and_owners() {
  return {
      Row("SAVE", R, "net saving").begins().of_any_sign().right(AccountKind::Income, {0}).left(WorldSaving, {}).moves("psave", "qsave"),
      Row("VDEP", R, "capital depreciation")
          .left(AccountKind::Income, {0}, -1)
          .right(WorldSaving, {}, -1)
          .right(Depreciation, {0})
          .moves("pinv", "kb"),
      Row("VKB", R, "capital stock at the beginning of the period").moves("pinv", "kb"),
      Row("POP", R, persons, "population (absent: 1 in every region)").optional(1).moves("", "pop"),
      Row("DPSM", R, index, "sum of the distribution parameters (absent: 1)").optional().moves("", "dpsum"),
      Row("VKOS", {"REG", "ACTS", "REG"},
          "capital income at supplier prices by owner region, activity and host (absent: all owned at home)")
          .optional()
          .begins()
          .left(CapitalOwners, {1, 2}),
      Row("VDKO", {"REG", "REG"}, "depreciation borne by owner region in host (absent: VDEP in proportion to VKOS)")
          .optional()
          .left(Depreciation, {1}),
      Row("TRNS", R, "net current transfers received, zero over the world (absent: none)")
          .optional()
          .of_any_sign()
          .left(AccountKind::Income, {0}),
      Row("PRFU", CRR, share, "utilisation rate of tariff preferences").optional(),
      Row("PRFR", CRR, rate, "preferential tariff rate").optional().rate("tpref"),
      Row("MFNR", CRR, rate, "most-favoured-nation tariff rate").optional().rate("tmfn"),
      Row("PRFC", CRR, rate, "cost of complying with rules of origin, share of value").optional(),
      Row("NTMM", CRR, "non-tariff rents that accrue to the importer, within VMSB").optional().part_of("VMSB", "tnm"),
      Row("NTMX", CRR, "non-tariff rents that accrue to the exporter, within VFOB").optional().part_of("VFOB", "tnx"),
  };
}

Rows parameters() {
  constexpr bool optional = true;
  return {
      parameter("ESBT", AR, elasticity, "value added against intermediates", optional),
      parameter("ESBC", AR, elasticity, "among intermediates", optional),
      parameter("ESBV", AR, elasticity, "among endowments"),
      parameter("ESBD", CR, elasticity, "domestic against imported"),
      parameter("ESBM", CR, elasticity, "among sources of imports"),
      parameter("ESBG", R, elasticity, "among government purchases", optional),
      parameter("ESBI", R, elasticity, "among investment purchases", optional),
      parameter("ESBS", {"MARG"}, elasticity, "among suppliers of transport services", optional),
      parameter("ESBQ", CR, elasticity, "inverse elasticity among activities supplying a commodity", optional),
      parameter("ETRQ", AR, elasticity, "transformation among an activity's commodities (negative)", optional),
      parameter("ETRE", {"ENDW", "REG"}, elasticity, "transformation of sluggish endowments (negative)", optional),
      parameter("EFLG", {"ENDW", "ENDT"}, flag, "endowment type: mobile, sluggish or fixed", optional),
      parameter("INCP", CR, plain, "CDE expansion parameter"),
      parameter("SUBP", CR, plain, "CDE substitution parameter"),
      parameter("RFLX", R, elasticity, "flexibility of the expected rate of return to investment"),
      parameter("RDLT", {}, flag, "1: expected rates of return equalise; 0: fixed shares of net investment", optional),
      parameter("ESKO", AR, elasticity, "among capital by owner (absent: 2)", optional),
      parameter("ETKO", R, elasticity, "transformation of an owner's capital across hosts (absent: 1.5)", optional),
  };
}

}  // namespace rows
}  // namespace

const std::vector<LedgerRow>& ledger() {
  static const std::vector<LedgerRow> all_rows = [] {
    std::vector<LedgerRow> all;
    for (const auto part : {rows::purchases, rows::production, rows::trade, rows::stocks_and_owners, rows::parameters})
      for (rows::Row& row : part()) all.push_back(std::move(row));
    return all;
  }();
  return all_rows;
}

}  // namespace setu
