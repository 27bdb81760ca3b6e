#include "region_forms.hpp"

/// Allocative efficiency: revenue of each tax times the change of its base (Huff and Hertel 2000). docs/welfare.md.
namespace setu {

namespace {

/// Segments of one tax: by commodity, then by origin of the commodity where that is told apart.
struct TaxSegments {
  std::vector<Index> domestic, imported;
};

class AllocativeForms : RegionForms {
 public:
  using RegionForms::RegionForms;

  void all() {
    for (const Com c : f_.com)
      for (const Act a : f_.act)
        if (f_.make(c, a, r_)) tax(f_.MAKB(c, a, r_), v_.pca(c, a, r_), f_.MAKS(c, a, r_), v_.ps(c, a, r_), v_.qca(c, a, r_));
    allocation("prodtax", std::vector{write_.segment()});
    const auto endowment_tax = [&](const char* name, const auto& gross, const auto& p_gross, const auto& net, const auto& p_net) {
      for (const End e : f_.end)
        for (const Act a : f_.act)
          if (f_.fe(e, a, r_)) tax(gross(e, a, r_), p_gross(e, a, r_), net(e, a, r_), p_net(e, a, r_), v_.qfe(e, a, r_));
      allocation(name, std::vector{write_.segment()});
    };
    endowment_tax("pfacttax", f_.EVFP, v_.pfe, f_.EVFB, v_.peb);
    endowment_tax("inctax", f_.EVFB, v_.peb, f_.EVOS, v_.pes);
    const TaxSegments taxes[] = {intermediate_tax(), private_tax(), investment_tax(), government_tax(), export_tax(), import_tax()};
    const char* const names[] = {"inputtax", "contax", "invtax", "govtax", "xtax", "mtax"};
    for (std::size_t i = 0; i < std::size(taxes); ++i) allocation(names[i], taxes[i]);
    views(taxes);
  }

 private:
  using RegionForms::hold;
  void hold(DifferentialForm& form, const std::vector<Index>& segments) const {
    for (const Index segment : segments) hold(form, segment, per_capita_);
  }
  void hold(DifferentialForm& form, const TaxSegments& tax) const {
    hold(form, tax.domestic);
    hold(form, tax.imported);
  }

  /// Revenue of one tax base times the change of its quantity.
  void tax(double gross, const Linear& p_gross, double net, const Linear& p_net, const Linear& q) {
    write_.term(gross, p_gross + q, q);
    write_.term(-net, p_net + q, q);
  }

  /// Segments of a tax by commodity: `domestic(c)` and `imported(c)` write the terms.
  TaxSegments by_commodity(const auto& domestic, const auto& imported) {
    TaxSegments result;
    for (const Com c : f_.com) {
      domestic(c);
      result.domestic.push_back(write_.segment());
      imported(c);
      result.imported.push_back(write_.segment());
    }
    return result;
  }
  TaxSegments intermediate_tax() {
    return by_commodity(
        [&](Com c) {
          for (const Act a : f_.act)
            if (f_.fd(c, a, r_)) tax(f_.VDFP(c, a, r_), v_.pfd(c, a, r_), f_.VDFB(c, a, r_), v_.pds(c, r_), v_.qfd(c, a, r_));
        },
        [&](Com c) {
          for (const Act a : f_.act)
            if (f_.fm(c, a, r_)) tax(f_.VMFP(c, a, r_), v_.pfm(c, a, r_), f_.VMFB(c, a, r_), v_.pms(c, r_), v_.qfm(c, a, r_));
        });
  }
  TaxSegments private_tax() {
    return by_commodity(
        [&](Com c) {
          if (f_.pd(c, r_)) tax(f_.VDPP(c, r_), v_.ppd(c, r_), f_.VDPB(c, r_), v_.pds(c, r_), v_.qpd(c, r_));
        },
        [&](Com c) {
          if (f_.pm(c, r_)) tax(f_.VMPP(c, r_), v_.ppm(c, r_), f_.VMPB(c, r_), v_.pms(c, r_), v_.qpm(c, r_));
        });
  }
  TaxSegments government_tax() {
    return by_commodity(
        [&](Com c) {
          if (f_.gd(c, r_)) tax(f_.VDGP(c, r_), v_.pgd(c, r_), f_.VDGB(c, r_), v_.pds(c, r_), v_.qgd(c, r_));
        },
        [&](Com c) {
          if (f_.gm(c, r_)) tax(f_.VMGP(c, r_), v_.pgm(c, r_), f_.VMGB(c, r_), v_.pms(c, r_), v_.qgm(c, r_));
        });
  }
  TaxSegments investment_tax() {
    return by_commodity(
        [&](Com c) {
          if (f_.id(c, r_)) tax(f_.VDIP(c, r_), v_.pid(c, r_), f_.VDIB(c, r_), v_.pds(c, r_), v_.qid(c, r_));
        },
        [&](Com c) {
          if (f_.im(c, r_)) tax(f_.VMIP(c, r_), v_.pim(c, r_), f_.VMIB(c, r_), v_.pms(c, r_), v_.qim(c, r_));
        });
  }
  TaxSegments export_tax() {
    return by_commodity(
        [&](Com c) {
          for (const Reg d : f_.reg)
            if (f_.xs(c, r_, d)) tax(f_.VFOB(c, r_, d), v_.pfob(c, r_, d), f_.VXSB(c, r_, d), v_.pds(c, r_), v_.qxs(c, r_, d));
        },
        [](Com) {});
  }
  TaxSegments import_tax() {
    return by_commodity([](Com) {},
                        [&](Com c) {
                          for (const Reg s : f_.reg)
                            if (f_.xs(c, s, r_))
                              tax(f_.VMSB(c, s, r_), v_.pmds(c, s, r_), f_.VCIF(c, s, r_), v_.pcif(c, s, r_), v_.qxs(c, s, r_));
                        });
  }

  /// GTAP's other name of a tax's total, if it has one.
  static const char* total_name(std::string_view tax) {
    return tax == "prodtax" ? "CNTqor" : tax == "pfacttax" ? "CNTqfer" : tax == "xtax" ? "CNTqxsr" : tax == "mtax" ? "CNTqmsr" : nullptr;
  }

  /// Pushes the contribution of a tax, and the same under GTAP's other name.
  void allocation(const char* tax_name, const auto& segments) {
    auto form = open("CNTalleffr", {region(), tax_name}, "allocative efficiency by tax", true);
    hold(form, segments);
    if (const char* alias = total_name(tax_name)) {
      out_.push_back(open(alias, {region()}, "allocative efficiency by tax", false));
      out_.back().pieces = form.pieces;
    }
    out_.push_back(std::move(form));
  }

  /// The same effects cut differently, under GTAP's names: second views, not further contributions.
  void views(std::span<const TaxSegments, 6> taxes) {
    for (const Com c : f_.com) {
      auto form = open("CNTalleffcr", {sets_.comm[c.i], region()}, "allocative efficiency by commodity", false);
      for (const TaxSegments& tax : taxes) hold(form, std::vector{tax.domestic[c.i], tax.imported[c.i]});
      out_.push_back(std::move(form));
    }
    const auto by_origin = [&](const char* name, const TaxSegments& tax) {
      out_.push_back(open(name, {region(), "domestic"}, "allocation by origin", false));
      hold(out_.back(), tax.domestic);
      out_.push_back(open(name, {region(), "imported"}, "allocation by origin", false));
      hold(out_.back(), tax.imported);
    };
    by_origin("CNTqfr", taxes[0]);
    by_origin("CNTqpr", taxes[1]);
    by_origin("CNTqgr", taxes[3]);
    by_origin("CNTqia", taxes[2]);
  }
};

}  // namespace

void append_allocative_forms(const Context& x, const Sets& sets, Reg r, DifferentialForms& out) { AllocativeForms(x, sets, r, out).all(); }

}  // namespace setu
