#include "two_countries.hpp"

namespace setu::test {

Database two_countries(double sigma, double size) {
  Sets s;
  s.reg = {"Home", "Foreign"};
  s.comm = s.acts = {"good"};
  s.endw = {"Labour", "Capital"};
  s.endm = s.endw;
  s.endc = {"Capital"};
  s.endl = {"Labour"};
  Database db(s);
  constexpr double kNet = 1e-9;
  const double imports = 0.3;
  for (std::size_t r = 0; r < 2; ++r) {
    const double output = r == 0 ? 1 : size, domestic = output - imports;
    db["MAKS"](0, 0, r) = db["MAKB"](0, 0, r) = output;
    for (const char* header : {"EVFB", "EVFP", "EVOS"}) {
      db[header](0, 0, r) = 0.6 * output;
      db[header](1, 0, r) = 0.4 * output;
    }
    const double invest = 0.1 + kNet, shares[3] = {0.7 - kNet, 0.2, invest};
    const char* const headers[3][4] = {
        {"VDPB", "VDPP", "VMPB", "VMPP"}, {"VDGB", "VDGP", "VMGB", "VMGP"}, {"VDIB", "VDIP", "VMIB", "VMIP"}};
    for (int agent = 0; agent < 3; ++agent) {
      db[headers[agent][0]](0, r) = db[headers[agent][1]](0, r) = shares[agent] * domestic;
      db[headers[agent][2]](0, r) = db[headers[agent][3]](0, r) = shares[agent] * imports;
    }
    for (const char* header : {"VXSB", "VFOB", "VCIF", "VMSB"}) db[header](0, r, 1 - r) = imports;
    db["VDEP"](r) = 0.1 * output;
    db["SAVE"](r) = kNet * output;
    db["VKB"](r) = output;
    db["POP"](r) = 1;
    db["ESBV"](0, r) = db["ESBG"](r) = 1;
    db["ESBD"](0, r) = db["ESBM"](0, r) = sigma;
    db["INCP"](0, r) = 1;
    db["SUBP"](0, r) = 0.5;
    db["RFLX"](r) = 10;
    db["ETRQ"](0, r) = -5;
  }
  db["RDLT"]() = 0;
  return db;
}

}  // namespace setu::test
