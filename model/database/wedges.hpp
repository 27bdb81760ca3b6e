#pragma once

namespace setu::detail {

/// A tax as a pair of headers of the same shape: rate = with / without − 1.
struct Wedge {
  const char* with;
  const char* without;
  const char* name;
};

constexpr Wedge wedges[] = {
    {"MAKB", "MAKS", "output tax"},
    {"VDFP", "VDFB", "tax on domestic intermediates"},
    {"VMFP", "VMFB", "tax on imported intermediates"},
    {"VDPP", "VDPB", "tax on private domestic purchases"},
    {"VMPP", "VMPB", "tax on private imports"},
    {"VDGP", "VDGB", "tax on government domestic purchases"},
    {"VMGP", "VMGB", "tax on government imports"},
    {"VDIP", "VDIB", "tax on domestic investment goods"},
    {"VMIP", "VMIB", "tax on imported investment goods"},
    {"EVFP", "EVFB", "tax on the use of endowments"},
    {"EVFB", "EVOS", "income tax"},
    {"VFOB", "VXSB", "export tax"},
    {"VMSB", "VCIF", "import tariff"},
};

}  // namespace setu::detail
