#include "setu/system/derive/evaluator.hpp"
#include "setu/system/derive/hessian.hpp"
#include "square_function.hpp"

namespace setu {

namespace {

class ReducedFunction final : public SquareFunction {
 public:
  ReducedFunction(const Reduction& reduction, std::span<const double> x)
      : reduction_(reduction),
        x_(x.begin(), x.end()),
        evaluator_(reduction.terms(), reduction.column(), static_cast<Index>(reduction.unknowns().size())),
        hessian_(evaluator_) {}

  [[nodiscard]] const SparsePattern& jacobian_pattern() const override { return evaluator_.pattern(); }
  [[nodiscard]] const SparsePattern& hessian_pattern() const override { return hessian_.pattern(); }

  void start(std::span<double> y) const override {
    for (std::size_t j = 0; j < y.size(); ++j) y[j] = x_[reduction_.unknowns()[j]];
  }
  bool evaluate(std::span<const double> y, std::span<double> g) override {
    place(y, x_);
    return evaluator_.evaluate(x_, g);
  }
  void jacobian(std::span<double> values) override { evaluator_.jacobian(values); }
  void hessian(std::span<const double> lambda, std::span<double> values) override { hessian_.values(lambda, values); }
  void recover(std::span<const double> y, std::span<double> x) override {
    place(y, x);
    reduction_.recover(x);
  }

 private:
  void place(std::span<const double> y, std::span<double> x) const {
    for (std::size_t j = 0; j < y.size(); ++j) x[reduction_.unknowns()[j]] = y[j];
  }

  const Reduction& reduction_;
  std::vector<double> x_;
  Evaluator evaluator_;
  Hessian hessian_;
};

}  // namespace

std::unique_ptr<SquareFunction> make_reduced_function(const Reduction& reduction, std::span<const double> x) {
  return std::make_unique<ReducedFunction>(reduction, x);
}

}  // namespace setu
