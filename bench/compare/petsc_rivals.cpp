#include "rivals.hpp"

#ifdef SETU_HAVE_PETSC
#include <petscsnes.h>

#include <limits>

#include "full_view.hpp"
#include "setu/base/error.hpp"

namespace setu::bench {
namespace {

void check(PetscErrorCode code) {
  if (code != 0) throw LogicError("PETSc error " + std::to_string(code));
}

struct Shared {
  explicit Shared(const Problem& problem)
      : view(problem), rows(view.rows()), values(view.pattern().row.size()), entries(values.size()), f(view.size()) {}
  FullView view;
  FullView::Rows rows;
  std::vector<double> values, entries, f;  // entries: the matrix's own, by rows
};
Shared& shared(void* data) { return *static_cast<Shared*>(data); }

PetscErrorCode residual(SNES, Vec u, Vec f, void* data) {
  Shared& s = shared(data);
  const auto n = static_cast<std::size_t>(s.view.size());
  const PetscScalar* in = nullptr;
  PetscScalar* out = nullptr;
  PetscCall(VecGetArrayRead(u, &in));
  PetscCall(VecGetArray(f, &out));
  // An infinite norm makes the line search shorten its step.
  if (!s.view.evaluate({in, n}, {out, n})) std::fill_n(out, n, std::numeric_limits<double>::infinity());
  PetscCall(VecRestoreArray(f, &out));
  PetscCall(VecRestoreArrayRead(u, &in));
  return 0;
}

PetscErrorCode jacobian(SNES, Vec u, Mat matrix, Mat, void* data) {
  Shared& s = shared(data);
  const PetscScalar* in = nullptr;
  PetscCall(VecGetArrayRead(u, &in));
  const bool ok = s.view.evaluate({in, s.f.size()}, s.f);
  PetscCall(VecRestoreArrayRead(u, &in));
  if (!ok) return PETSC_ERR_ARG_OUTOFRANGE;
  s.view.jacobian(s.values);
  PetscScalar* entries = nullptr;
  PetscCall(MatSeqAIJGetArray(matrix, &entries));
  for (std::size_t p = 0; p < s.values.size(); ++p) entries[p] = s.values[s.rows.slot[p]];
  PetscCall(MatSeqAIJRestoreArray(matrix, &entries));
  PetscCall(MatAssemblyBegin(matrix, MAT_FINAL_ASSEMBLY));
  PetscCall(MatAssemblyEnd(matrix, MAT_FINAL_ASSEMBLY));
  return 0;
}

/// Converged where max |F| is at the goal; otherwise PETSc's own test, whose tolerances are set out of reach.
PetscErrorCode converged(SNES snes, PetscInt iteration, PetscReal x, PetscReal step, PetscReal norm, SNESConvergedReason* reason,
                         void* context) {
  Vec f = nullptr;
  PetscReal worst = 0;
  PetscCall(SNESGetFunction(snes, &f, nullptr, nullptr));
  PetscCall(VecNorm(f, NORM_INFINITY, &worst));
  if (worst <= kGoal) {
    *reason = SNES_CONVERGED_FNORM_ABS;
    return 0;
  }
  return SNESConvergedDefault(snes, iteration, x, step, norm, reason, context);
}

using Settings = std::vector<std::pair<const char*, const char*>>;

/// PETSc's own option unless PETSC_OPTIONS has it already: other settings can be tried without building.
void set_option(const char* name, const char* value) {
  PetscBool given = PETSC_FALSE;
  check(PetscOptionsHasName(nullptr, nullptr, name, &given));
  if (!given) check(PetscOptionsSetValue(nullptr, name, value));
}

/// PETSc is sequential here.
void initialize(const Settings& settings) {
  check(PetscInitializeNoArguments());
  check(PetscPushErrorHandler(PetscReturnErrorHandler, nullptr));
  set_option("-snes_type", "newtonls");
  set_option("-snes_linesearch_type", "bt");
  for (const auto& [name, value] : settings) set_option(name, value);
}

Outcome run(const Economy& economy) {
  Shared s(economy.problem);
  const PetscInt n = s.view.size();
  Vec u = nullptr, f = nullptr;
  Mat matrix = nullptr;
  SNES snes = nullptr;
  check(VecCreateSeq(PETSC_COMM_SELF, n, &u));
  check(VecDuplicate(u, &f));
  check(MatCreateSeqAIJWithArrays(PETSC_COMM_SELF, n, n, s.rows.row_begin.data(), s.rows.column.data(), s.entries.data(), &matrix));
  check(SNESCreate(PETSC_COMM_SELF, &snes));
  check(SNESSetFunction(snes, f, residual, &s));
  check(SNESSetJacobian(snes, matrix, matrix, jacobian, &s));
  check(SNESSetTolerances(snes, 0.0, 0.0, 1e-14, 100, 10000));
  check(SNESSetConvergenceTest(snes, converged, nullptr, nullptr));
  check(SNESSetFromOptions(snes));
  PetscScalar* start = nullptr;
  check(VecGetArray(u, &start));
  s.view.start({start, static_cast<std::size_t>(n)});
  check(VecRestoreArray(u, &start));
  const PetscErrorCode code = SNESSolve(snes, nullptr, u);
  SNESConvergedReason reason = SNES_CONVERGED_ITERATING;
  PetscInt iterations = 0;
  check(SNESGetConvergedReason(snes, &reason));
  check(SNESGetIterationNumber(snes, &iterations));
  Outcome out{{}, iterations, n, code == 0 ? SNESConvergedReasons[reason] : "PETSc error " + std::to_string(code)};
  const PetscScalar* end = nullptr;
  check(VecGetArrayRead(u, &end));
  if (code == 0 && reason > 0) out.x = s.view.point({end, static_cast<std::size_t>(n)});
  check(VecRestoreArrayRead(u, &end));
  SNESDestroy(&snes), MatDestroy(&matrix), VecDestroy(&u), VecDestroy(&f);
  return out;
}

Rival rival(const char* name, const char* words, Settings settings) {
  return {name, words, run, {}, [settings = std::move(settings)] { initialize(settings); }};
}

}  // namespace

std::vector<Rival> petsc_rivals() {
  return {rival("petsc_lu_mumps", "full system, newtonls, bt, LU by MUMPS with its defaults",
                {{"-ksp_type", "preonly"}, {"-pc_type", "lu"}, {"-pc_factor_mat_solver_type", "mumps"}}),
          rival("petsc_lu_klu", "full system, newtonls, bt, LU by KLU: BTF, AMD, row scaling",
                {{"-ksp_type", "preonly"},
                 {"-pc_type", "lu"},
                 {"-pc_factor_mat_solver_type", "klu"},
                 {"-mat_klu_use_btf", "1"},
                 {"-mat_klu_ordering", "AMD"},
                 {"-mat_klu_row_scale", "MAX"}}),
          rival("petsc_lu", "full system, newtonls, bt, PETSc's own LU, ordering qmd, paired diagonal",
                {{"-ksp_type", "preonly"},
                 {"-pc_type", "lu"},
                 {"-pc_factor_mat_solver_type", "petsc"},
                 {"-pc_factor_mat_ordering_type", "qmd"},
                 {"-pc_factor_shift_type", "nonzero"},
                 {"-pc_factor_shift_amount", "1e-8"}}),
          rival("petsc_gmres_ilu", "full system, newtonls, bt, GMRES(200) to 1e-5, ILU(0) from the right, RCM, paired diagonal",
                {{"-ksp_type", "gmres"},
                 {"-ksp_gmres_restart", "200"},
                 {"-ksp_max_it", "1000"},
                 {"-ksp_rtol", "1e-5"},
                 {"-ksp_pc_side", "right"},
                 {"-pc_type", "ilu"},
                 {"-pc_factor_levels", "0"},
                 {"-pc_factor_mat_ordering_type", "rcm"},
                 {"-pc_factor_shift_type", "nonzero"},
                 {"-pc_factor_shift_amount", "1e-8"}})};
}

}  // namespace setu::bench

#else

namespace setu::bench {
std::vector<Rival> petsc_rivals() {
  std::vector<Rival> all;
  for (const char* name : {"petsc_lu_mumps", "petsc_lu_klu", "petsc_lu", "petsc_gmres_ilu"})
    all.push_back({name, "", {}, "libpetsc-real-dev", {}});
  return all;
}
}  // namespace setu::bench

#endif
