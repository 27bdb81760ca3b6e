#include "rivals.hpp"

#ifdef SETU_HAVE_KINSOL
#include <fmt/format.h>
#include <kinsol/kinsol.h>
#include <nvector/nvector_serial.h>
#include <sunlinsol/sunlinsol_klu.h>
#include <sunlinsol/sunlinsol_spgmr.h>
#include <sunmatrix/sunmatrix_sparse.h>

#include <cmath>
#include <optional>

#include "full_view.hpp"
#include "incomplete_lu.hpp"

namespace setu::bench {
namespace {

constexpr int krylov_space = 100, restarts = 4;

/// What KINSOL's callbacks share.
struct Shared {
  explicit Shared(const Problem& problem) : view(problem), values(view.pattern().row.size()) {}
  FullView view;
  std::vector<double> values;
  std::optional<IncompleteLu> incomplete;
};

std::span<double> span(N_Vector v) { return {N_VGetArrayPointer(v), static_cast<std::size_t>(N_VGetLength(v))}; }
Shared& shared(void* data) { return *static_cast<Shared*>(data); }

int residual(N_Vector u, N_Vector f, void* data) { return shared(data).view.evaluate(span(u), span(f)) ? 0 : 1; }

/// The point that KINSOL linearises at need not be the one that was evaluated last.
bool evaluate_again(Shared& s, N_Vector u) {
  std::vector<double> unused(s.view.size());
  return s.view.evaluate(span(u), unused);
}

int jacobian(N_Vector u, N_Vector, SUNMatrix matrix, void* data, N_Vector, N_Vector) {
  Shared& s = shared(data);
  if (!evaluate_again(s, u)) return 1;
  const SparsePattern& p = s.view.pattern();
  std::copy(p.column_begin.begin(), p.column_begin.end(), SUNSparseMatrix_IndexPointers(matrix));
  std::copy(p.row.begin(), p.row.end(), SUNSparseMatrix_IndexValues(matrix));
  s.view.jacobian({SUNSparseMatrix_Data(matrix), p.row.size()});
  return 0;
}

int product(N_Vector v, N_Vector out, N_Vector u, booleantype* new_u, void* data) {
  Shared& s = shared(data);
  if (*new_u && !evaluate_again(s, u)) return 1;
  *new_u = SUNFALSE;
  s.view.product(span(v), span(out));
  return 0;
}

int prepare_preconditioner(N_Vector u, N_Vector, N_Vector, N_Vector, void* data) {
  Shared& s = shared(data);
  if (!evaluate_again(s, u)) return 1;
  if (!s.incomplete) s.incomplete.emplace(s.view.rows());
  s.view.jacobian(s.values);
  s.incomplete->factorize(s.values);
  return 0;
}

int precondition(N_Vector, N_Vector, N_Vector, N_Vector, N_Vector v, void* data) {
  shared(data).incomplete->solve(span(v));
  return std::isfinite(N_VMaxNorm(v)) ? 0 : 1;
}

/// Owns what KINSOL hands out.
class Solver {
 public:
  explicit Solver(const Economy& economy) : shared_(economy.problem) {
    SUNContext_Create(nullptr, &context_);
    u_ = N_VNew_Serial(shared_.view.size(), context_);
    ones_ = N_VNew_Serial(shared_.view.size(), context_);
    N_VConst(1.0, ones_);
    shared_.view.start(span(u_));
    memory_ = KINCreate(context_);
    KINInit(memory_, residual, u_);
    KINSetUserData(memory_, &shared_);
    KINSetErrFile(memory_, nullptr);
    KINSetFuncNormTol(memory_, kGoal);    // on max |F|, unscaled
    KINSetScaledStepTol(memory_, 1e-14);  // never the reason to stop
    KINSetMaxNewtonStep(memory_, 1e6);    // its default, a multiple of ‖u₀‖, would be arbitrary: u₀ is zero
    KINSetMaxSetupCalls(memory_, 1);      // a new Jacobian in every iteration: measured to be faster than 10
  }
  Solver(const Solver&) = delete;
  Solver& operator=(const Solver&) = delete;
  ~Solver() {
    KINFree(&memory_);
    if (linear_) SUNLinSolFree(linear_);
    if (matrix_) SUNMatDestroy(matrix_);
    N_VDestroy(u_), N_VDestroy(ones_);
    SUNContext_Free(&context_);
  }

  void use_klu() {
    const auto n = shared_.view.size();
    matrix_ = SUNSparseMatrix(n, n, shared_.view.pattern().nonzeros(), CSC_MAT, context_);
    linear_ = SUNLinSol_KLU(u_, matrix_, context_);
    SUNLinSol_KLUSetOrdering(linear_, 0);  // AMD
    SUNLinSol_KLUGetCommon(linear_)->btf = 1;
    SUNLinSol_KLUGetCommon(linear_)->scale = 2;  // rows by their largest entry
    KINSetLinearSolver(memory_, linear_, matrix_);
    KINSetJacFn(memory_, jacobian);
  }

  void use_gmres(bool preconditioned) {
    linear_ = SUNLinSol_SPGMR(u_, preconditioned ? SUN_PREC_RIGHT : SUN_PREC_NONE, krylov_space, context_);
    SUNLinSol_SPGMRSetMaxRestarts(linear_, restarts);
    KINSetLinearSolver(memory_, linear_, nullptr);
    KINSetJacTimesVecFn(memory_, product);
    if (preconditioned) KINSetPreconditioner(memory_, prepare_preconditioner, precondition);
  }

  Outcome run() {
    const int flag = KINSol(memory_, u_, KIN_LINESEARCH, ones_, ones_);
    long iterations = 0;
    KINGetNumNonlinSolvIters(memory_, &iterations);
    char* name = KINGetReturnFlagName(flag);
    Outcome out{shared_.view.point(span(u_)), static_cast<int>(iterations), shared_.view.size(), name};
    std::free(name);  // NOLINT: allocated by KINSOL
    return out;
  }

 private:
  Shared shared_;
  SUNContext context_ = nullptr;
  N_Vector u_ = nullptr, ones_ = nullptr;
  SUNMatrix matrix_ = nullptr;
  SUNLinearSolver linear_ = nullptr;
  void* memory_ = nullptr;
};

}  // namespace

std::vector<Rival> kinsol_rivals() {
  const auto gmres = fmt::format("full system, line search, GMRES({}, {} restarts) with exact products", krylov_space, restarts);
  return {{"kinsol_klu",
           "full system, line search, KLU: BTF, AMD, row scaling, new Jacobian in every iteration",
           [](const Economy& e) {
             Solver s(e);
             s.use_klu();
             return s.run();
           },
           {},
           {}},
          {"kinsol_gmres",
           gmres + ", no preconditioner",
           [](const Economy& e) {
             Solver s(e);
             s.use_gmres(false);
             return s.run();
           },
           {},
           {}},
          {"kinsol_gmres_ilu",
           gmres + ", ILU(0) from the right, paired diagonal",
           [](const Economy& e) {
             Solver s(e);
             s.use_gmres(true);
             return s.run();
           },
           {},
           {}}};
}

}  // namespace setu::bench

#else

namespace setu::bench {
std::vector<Rival> kinsol_rivals() {
  std::vector<Rival> all;
  for (const char* name : {"kinsol_klu", "kinsol_gmres", "kinsol_gmres_ilu"}) all.push_back({name, "", {}, "libsundials-dev", {}});
  return all;
}
}  // namespace setu::bench

#endif
