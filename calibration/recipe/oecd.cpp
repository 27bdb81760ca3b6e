#include "oecd.hpp"

#include <Eigen/Dense>

#include "setu/base/error.hpp"

namespace setu::recipe {
namespace {

struct Industries {
  Labels codes;
  std::vector<std::vector<std::size_t>> sectors;  // the sectors a code belongs to
};

Industries industries(const Recipe& recipe) {
  Industries result;
  for (std::size_t c = 0; c < recipe.sectors.size(); ++c)
    for (const auto& code : recipe.sectors[c].oecd) {
      result.codes.add(code);
      result.sectors.resize(result.codes.size());
      result.sectors[*result.codes.find(code)].push_back(c);
    }
  return result;
}

/// World purchases of commodity c by user u: the key that splits a shared code.
Array split_key(const WiodUses& wiod, std::size_t n) {
  Array world = grid(n, n + final_users);
  for (std::size_t k = 0; k < wiod.countries.size(); ++k)
    for (std::size_t c = 0; c < n; ++c)
      for (std::size_t u = 0; u < n + final_users; ++u) world(c, u) += wiod.domestic(k, c, u) + wiod.imported(k, c, u);
  return world;
}

double split_share(const Array& key, const std::vector<std::size_t>& sectors, std::size_t c, std::size_t user) {
  if (sectors.size() == 1) return 1.0;
  double sum = 0;
  for (const std::size_t s : sectors) sum += key(s, user);
  return sum > 0 ? key(c, user) / sum : 1.0 / static_cast<double>(sectors.size());
}

struct Country {
  Eigen::MatrixXd a;
  Eigen::VectorXd f;
};

std::map<std::string, Country> read_countries(const RawFolder& raw, const Labels& codes) {
  const long n = static_cast<long>(codes.size());
  std::map<std::string, Country> result;
  const auto t = raw.table("oecd_inputs", {"country", "using_sector", "input_sector", "coef"});
  for (std::size_t i = 0; i < t.size(); ++i) {
    auto [it, fresh] = result.try_emplace(t.text(i, 0));
    if (fresh) it->second = {Eigen::MatrixXd::Zero(n, n), Eigen::VectorXd::Zero(n)};
    const auto user = codes.find(t.text(i, 1)), input = codes.find(t.text(i, 2));
    if (!user || !input) t.fail(i, "sectors.csv does not place this OECD industry in any sector.");
    it->second.a(static_cast<long>(*input), static_cast<long>(*user)) = t.number(i, 3);
  }
  const auto f = raw.table("oecd_sectors", {"country", "sector", "final_demand_share"});
  for (std::size_t i = 0; i < f.size(); ++i)
    if (const auto it = result.find(f.text(i, 0)); it != result.end())
      if (const auto s = codes.find(f.text(i, 1))) it->second.f[static_cast<long>(*s)] = f.number(i, 2);
  return result;
}

void normalise(Array& values, std::size_t k, std::size_t n, std::size_t column) {
  double sum = 0;
  for (std::size_t c = 0; c < n; ++c) sum += values(k, c, column);
  for (std::size_t c = 0; c < n && sum > 0; ++c) values(k, c, column) /= sum;
}

}  // namespace

OecdStructure read_oecd(const Recipe& recipe, const RawFolder& raw, const WiodUses& wiod) {
  const std::size_t n = recipe.sectors.size();
  const auto industry = industries(recipe);
  const Array key = split_key(wiod, n);
  const auto countries = read_countries(raw, industry.codes);
  OecdStructure result;
  for (const auto& [name, country] : countries) result.countries.add(name);
  result.input = grid(countries.size(), n, n);
  result.final = grid(countries.size(), n);
  std::size_t k = 0;
  for (const auto& [name, country] : countries) {
    const long m = country.f.size();
    const Eigen::VectorXd output = (Eigen::MatrixXd::Identity(m, m) - country.a).partialPivLu().solve(country.f);
    for (std::size_t i = 0; i < industry.codes.size(); ++i)
      for (const std::size_t c : industry.sectors[i]) {
        double final = 0;
        for (std::size_t u = n; u < n + final_users; ++u) final += split_share(key, industry.sectors[i], c, u) / 3;
        result.final(k, c) += country.f[static_cast<long>(i)] * final;
        for (std::size_t j = 0; j < industry.codes.size(); ++j)
          for (const std::size_t user : industry.sectors[j])
            result.input(k, c, user) += country.a(static_cast<long>(i), static_cast<long>(j)) *
                                        std::max(output[static_cast<long>(j)], 1e-9) * split_share(key, industry.sectors[i], c, user);
      }
    for (std::size_t a = 0; a < n; ++a) normalise(result.input, k, n, a);
    normalise(result.final, k, n, 0);
    ++k;
  }
  return result;
}

}  // namespace setu::recipe
