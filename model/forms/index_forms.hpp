#pragma once
#include "form_writer.hpp"
#include "model/frame/variables.hpp"

namespace setu {

/// What writers of Divisia indices share.
class IndexForms {
 public:
  IndexForms(const Context& x, const Sets& sets, DifferentialForms& out)
      : x_(x), f_(x.f), v_(x.v), sets_(sets), out_(out.all), write_(out) {}

 protected:
  static DifferentialForm open(const char* name, std::vector<std::string> elements = {}) {
    return {name, std::move(elements), "", false, true, "path index", {}};
  }
  void push(DifferentialForm form) { out_.push_back(std::move(form)); }

  /// Σ value·exp(p+q) d(p or q) / (denominator·exp(total)).
  void add_items(DifferentialForm& form, double denominator, const Linear& total, const std::vector<IndexItem>& items, bool quantities) {
    for (const auto& item : items) write_.term(item.value, Linear(item.price) + item.quantity, quantities ? item.quantity : item.price);
    close(form, 1 / denominator, -total);
  }
  /// Adds factor·exp(weight) times the terms written since the last segment.
  void close(DifferentialForm& form, double factor, const Linear& weight) {
    if (const Index segment = write_.segment(); segment != kNone)
      form.pieces.push_back({factor, write_.shared(weight), kNone, kNone, segment});
  }
  /// Adds factor·exp(weight) times another form's pieces.
  void add_scaled(DifferentialForm& form, double factor, const Linear& weight, const DifferentialForm& other) {
    for (FormPiece piece : other.pieces) {
      piece.factor *= factor;
      if (!weight.parts.empty()) piece.weight = write_.shared_sum(piece.weight, weight);
      form.pieces.push_back(piece);
    }
  }
  /// exp(exponent) d(change), as one piece.
  void add_one(DifferentialForm& form, double factor, const Linear& exponent, const Linear& change) {
    write_.term(factor, exponent, change);
    close(form, 1, Linear());
  }

  const Context& x_;
  const Flows& f_;
  const Variables& v_;
  const Sets& sets_;
  std::vector<DifferentialForm>& out_;
  FormWriter write_;
};

}  // namespace setu
