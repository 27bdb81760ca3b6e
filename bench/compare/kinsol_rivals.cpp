#include "rivals.hpp"

#ifdef SETU_HAVE_KINSOL
#include <fmt/format.h>
#include <kinsol/kinsol.h>
#include <nvector/nvector_serial.h>
#include <sunlinsol/sunlinsol_klu.h>
#include <sunlinsol/sunlinsol_spgmr.h>
#include <sunmatrix/sunmatrix_sparse.h>

#include <Eigen/IterativeLinearSolvers>
#include <optional>

#include "full_view.hpp"

namespace setu::bench {
namespace {

using SparseRows = Eigen::SparseMatrix<double, Eigen::RowMajor, Index>;

constexpr int krylov_space = 100, restarts = 4;
constexpr double drop_tolerance = 1e-3;  // of the incomplete factorisation, relative to its row
constexpr int fill = 10;                 // its nonzeros, per nonzero of the Jacobian

/// What KINSOL's callbacks share.
struct Shared {
  explicit Shared(const Problem& problem) : view(problem), values(view.pattern().row.size()) {}
  FullView view;
  std::vector<double> values;
  std::optional<FullView::Rows> rows;
  Eigen::IncompleteLUT<double, Index> incomplete;
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
  if (!s.rows) s.rows = s.view.rows();
  s.view.jacobian(s.values);
  std::vector<double> by_rows(s.values.size());
  for (std::size_t p = 0; p < by_rows.size(); ++p) by_rows[p] = s.values[s.rows->slot[p]];
  const Index n = s.view.size();
  s.incomplete.compute(Eigen::Map<const SparseRows>(n, n, static_cast<Index>(by_rows.size()), s.rows->row_begin.data(),
                                                    s.rows->column.data(), by_rows.data()));
  return s.incomplete.info() == Eigen::Success ? 0 : 1;
}

int precondition(N_Vector, N_Vector, N_Vector, N_Vector, N_Vector v, void* data) {
  const auto b = span(v);
  Eigen::Map<Eigen::VectorXd> vector(b.data(), static_cast<Eigen::Index>(b.size()));
  vector = shared(data).incomplete.solve(vector).eval();
  return vector.allFinite() ? 0 : 1;
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
    KINSetFuncNormTol(memory_, kGoal);      // on max |F|, unscaled
    KINSetScaledStepTol(memory_, 1e-14);    // never the reason to stop
    KINSetMaxNewtonStep(memory_, 1e6);      // its default, a multiple of ‖u₀‖, would be arbitrary: u₀ is zero
    KINSetMaxSetupCalls(memory_, 1);        // a new Jacobian in every iteration: measured to be faster than 10
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
    SUNLinSol_KLUSetOrdering(linear_, 0);       // AMD
    SUNLinSol_KLUGetCommon(linear_)->btf = 0;   // measured: the block triangular form costs more than it saves
    SUNLinSol_KLUGetCommon(linear_)->scale = 2; // rows by their largest entry
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
    Outcome out{flag >= 0 ? shared_.view.point(span(u_)) : std::vector<double>{}, static_cast<int>(iterations),
                shared_.view.size(), name};
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
  return {{"kinsol_klu", "full system, line search, KLU: AMD, no BTF, row scaling, new Jacobian in every iteration",
           [](const Economy& e) { Solver s(e); s.use_klu(); return s.run(); }, {}, {}},
          {"kinsol_gmres", gmres + ", no preconditioner",
           [](const Economy& e) { Solver s(e); s.use_gmres(false); return s.run(); }, {}, {}},
          {"kinsol_gmres_ilut", fmt::format("{}, Eigen's ILUT({:g}, {}) from the right", gmres, drop_tolerance, fill),
           [](const Economy& e) { Solver s(e); s.use_gmres(true); return s.run(); }, {}, {}}};
}

}  // namespace setu::bench

#else

namespace setu::bench {
std::vector<Rival> kinsol_rivals() {
  std::vector<Rival> all;
  for (const char* name : {"kinsol_klu", "kinsol_gmres", "kinsol_gmres_ilut"}) all.push_back({name, "", {}, "libsundials-dev", {}});
  return all;
}
}  // namespace setu::bench

#endif
