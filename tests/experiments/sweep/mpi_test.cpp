#include <sys/wait.h>

#include <cstdlib>

#include "sweep_fixture.hpp"

/// mpirun on this machine. Skipped where setu_mpi is not built.
namespace setu {
namespace {

namespace fs = std::filesystem;

class Mpi : public Sweep {
 protected:
  void SetUp() override {
    Sweep::SetUp();
    if (std::string(SETU_MPIRUN).empty()) GTEST_SKIP() << "setu_mpi is not built here: CMake found no MPI (Debian: libopenmpi-dev)";
  }
  std::string grid() {
    return sweep("[[vary]]\nname='cut'\nkey='shocks.0.cut'\nvalues=[0, 30, 60, 100]\n[[vary]]\nparameter='ESBM'\nvalues=[0.8, 1.2]\n");
  }
  /// Exit status of `mpirun -n ranks setu …`; what was printed stands in out_.
  int mpirun(int ranks, const std::string& arguments) {
    const std::string output = path("output.txt");
    const std::string command = std::string(SETU_MPIRUN) + " --allow-run-as-root --oversubscribe -n " + std::to_string(ranks) +
                                " " SETU_PROGRAM " " + arguments + " > " + output + " 2>&1";
    const int status = std::system(command.c_str());
    out_ = read(output);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
};

TEST_F(Mpi, RanksMakeTheSameTable) {
  const std::string file = grid();
  ASSERT_EQ(run({"sweep", file, "--out", path("alone")}), kOk) << err_;
  for (const int ranks : {2, 3, 4}) {
    const std::string out = "ranks" + std::to_string(ranks);
    ASSERT_EQ(mpirun(ranks, "sweep " + file + " --out " + path(out)), 0) << out_;
    EXPECT_HAS(out_, "8 points; all solved and certified");
    EXPECT_EQ(read(path(out) + "/results.csv"), read(path("alone") + "/results.csv"));
  }
}

TEST_F(Mpi, GoesOnWhereProcessesStopped) {
  const std::string file = grid();
  ASSERT_EQ(run({"sweep", file, "--out", path("out"), "--shard", "1/2"}), kOk) << err_;
  ASSERT_EQ(mpirun(3, "sweep " + file + " --out " + path("out")), 0) << out_;
  EXPECT_HAS(out_, "8 points, 4 of them run now");
  ASSERT_EQ(mpirun(3, "sweep " + file + " --out " + path("out")), 0) << out_;
  EXPECT_HAS(out_, "8 points, 0 of them run now");
}

TEST_F(Mpi, MistakesAreToldOnce) {
  const std::string file = sweep("[[vary]]\nvariable='tmss'\napply='cut'\nvalues=[1]\n");
  EXPECT_EQ(mpirun(3, "sweep " + file + " --out " + path("out")), kBadInput) << out_;
  const auto first = out_.find("did you mean 'tms'");
  EXPECT_NE(first, std::string::npos) << out_;
  EXPECT_EQ(out_.find("did you mean 'tms'", first + 1), std::string::npos) << out_;
  EXPECT_FALSE(fs::exists(path("out")));
}

TEST_F(Mpi, FailedPointsReturnOne) {
  const std::string file = sweep("[[vary]]\nkey='shocks.0.cut'\nvalues=[10, 50, 100000]\n");
  EXPECT_EQ(mpirun(3, "sweep " + file + " --out " + path("out")), kFailed) << out_;
  EXPECT_HAS(out_, "3 points; 1 failed");
}

}  // namespace
}  // namespace setu
