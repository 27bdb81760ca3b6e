#pragma once
#include "form_writer.hpp"
#include "model/frame/variables.hpp"

namespace setu {

/// What the forms of one region share. Most pieces carry the weight uelasev/uelas · yev/y that turns a change in real
/// income into a change in EV (EVSCALFACT); differentials are per capita or at world prices.
class RegionForms {
 public:
  RegionForms(const Context& x, const Sets& sets, Reg r, DifferentialForms& out)
      : x_(x), f_(x.f), v_(x.v), sets_(sets), r_(r), out_(out.all), write_(out) {
    scale_ = write_.shared(v_.uelasev(r) - v_.uelas(r) + v_.yev(r) - v_.y(r));
    per_capita_ = write_.shared(-v_.pop(r));
  }

 protected:
  DifferentialForm open(const char* name, std::vector<std::string> more, const char* label, bool contribution) const {
    DifferentialForm form{name, {}, sets_.reg[r_.i], contribution, false, label, {}};
    form.elements = std::move(more);
    return form;
  }
  [[nodiscard]] std::string region() const { return sets_.reg[r_.i]; }

  /// Adds a segment, with the differentials of its terms moved by `shift` and deflated by the form `deflator`.
  void hold(DifferentialForm& form, Index segment, Index shift, Index deflator = kNone) const {
    if (segment != kNone) {
      form.pieces.push_back({1, scale_, shift, kNone, segment});
      form.pieces.back().deflator = deflator;
    }
  }
  /// Pushes a form of one segment: the terms written since the last one.
  void single(DifferentialForm form, Index shift, Index deflator = kNone) {
    hold(form, write_.segment(), shift, deflator);
    out_.push_back(std::move(form));
  }

  const Context& x_;
  const Flows& f_;
  const Variables& v_;
  const Sets& sets_;
  Reg r_;
  std::vector<DifferentialForm>& out_;
  FormWriter write_;
  Index scale_, per_capita_;
};

/// Place of the form pxwwld, the price of world trade: the first of all (trade_forms.cpp).
inline constexpr Index kWorldTradePrice = 0;

/// Appends the allocative effects of region r's taxes (allocative_forms.cpp).
void append_allocative_forms(const Context& x, const Sets& sets, Reg r, DifferentialForms& out);

}  // namespace setu
