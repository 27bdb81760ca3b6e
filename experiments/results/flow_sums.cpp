#include "flow_sums.hpp"

#include <algorithm>

#include "setu/base/error.hpp"

namespace setu {

std::size_t position(const std::vector<std::string>& labels, const std::string& label) {
  const auto it = std::find(labels.begin(), labels.end(), label);
  if (it == labels.end()) throw LogicError("no element " + label);
  return static_cast<std::size_t>(it - labels.begin());
}

double output_value(const Database& database, std::size_t activity, std::size_t region) {
  const Array& makb = database["MAKB"];
  double sum = 0;
  for (std::size_t c = 0; c < makb.dims()[0]; ++c) sum += makb(c, activity, region);
  return sum;
}

double exports_fob(const Database& database, std::size_t source, std::size_t destination) {
  const Array& vfob = database["VFOB"];
  double sum = 0;
  for (std::size_t c = 0; c < vfob.dims()[0]; ++c) sum += vfob(c, source, destination);
  return sum;
}

double owned_capital(const Database& database, std::size_t owner, std::size_t host) {
  const Array& vkos = database["VKOS"];
  double sum = 0;
  for (std::size_t a = 0; a < vkos.dims()[1]; ++a) sum += vkos(owner, a, host);
  return sum;
}

}  // namespace setu
