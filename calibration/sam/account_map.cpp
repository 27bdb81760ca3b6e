#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "account_roles.hpp"
#include "roles.hpp"
#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"

namespace setu {

namespace {

/// What stands for the * of a pattern, or nothing. Case counts only if `exact`.
std::optional<std::string> star_of(const std::string& pattern, const std::string& name, bool exact) {
  const std::size_t star = pattern.find('*');
  const auto same = [&](std::string_view a, std::string_view b) { return exact ? a == b : sam::lower_ascii(a) == sam::lower_ascii(b); };
  if (star == std::string::npos || name.size() + 1 < pattern.size()) return std::nullopt;
  const std::size_t tail = pattern.size() - star - 1;
  if (!same(name.substr(0, star), pattern.substr(0, star)) || !same(name.substr(name.size() - tail), pattern.substr(star + 1)))
    return std::nullopt;
  return name.substr(star, name.size() - star - tail);
}

class MapReader {
 public:
  MapReader(TableReader& table, const Sam& sam, std::string country)
      : table_(table), sam_(sam), country_(std::move(country)), found_(sam.size()), by_name_(sam.size()) {}

  AccountMap run() {
    for (bool first = true; table_.next(); first = false) {
      if (first && take_titles()) continue;
      const std::string account(table_.text(account_)), role_text = sam::lower_ascii(table_.text(role_));
      const auto role = sam::role_of(role_text);
      if (!role && role_text != "?") table_.fail(unknown_name("role", table_.text(role_), sam::role_names()) + ".", role_);
      const bool pattern = account.find('*') != std::string::npos && !named(account);
      if (!role) continue;  // a question that the draft left: the account is listed below
      const MappedAccount entry{role->role, std::string(table_.text(region_)), std::string(table_.text(name_)), role->factor};
      if (pattern) map_pattern(account, entry);
      else map_one(account, entry);
    }
    return finish();
  }

 private:
  /// The columns by their titles, where the first row has them; the order account, role, region, name otherwise.
  bool take_titles() {
    const auto find = [&](std::string_view title, std::size_t absent) {
      for (std::size_t i = 0; i < table_.cells().size(); ++i)
        if (sam::lower_ascii(table_.text(i)) == title) return i;
      return absent;
    };
    const std::size_t none = table_.cells().size();
    if (find("account", none) == none || find("role", none) == none) return false;
    account_ = find("account", 0), role_ = find("role", 1), region_ = find("region", none + 9), name_ = find("name", none + 9);
    return true;
  }

  /// The account that is called so: by its label, else by it without regard to case, else by what stands beside it.
  [[nodiscard]] std::optional<std::size_t> named(const std::string& name) const {
    const auto unique = [&](auto same) -> std::optional<std::size_t> {
      std::optional<std::size_t> at;
      for (std::size_t i = 0; i < sam_.size(); ++i)
        if (same(i)) {
          if (at) return std::nullopt;
          at = i;
        }
      return at;
    };
    if (const auto at = unique([&](std::size_t i) { return sam_.accounts[i] == name; })) return at;
    const std::string low = sam::lower_ascii(name);
    if (const auto at = unique([&](std::size_t i) { return sam::lower_ascii(sam_.accounts[i]) == low; })) return at;
    return unique([&](std::size_t i) { return i < sam_.descriptions.size() && sam::lower_ascii(sam_.descriptions[i]) == low; });
  }

  void set(std::size_t i, MappedAccount entry) {
    if (entry.region.empty() && entry.role != AccountRole::World) entry.region = country_;
    found_[i] = std::move(entry);
  }

  void map_one(const std::string& account, MappedAccount entry) {
    const auto at = named(account);
    if (!at) table_.fail(unknown_name("account", account, sam_.accounts) + ".", account_);
    if (by_name_[*at]) table_.fail(fmt::format("the account '{}' is mapped twice.", account), account_);
    by_name_[*at] = true;
    if (entry.name.empty() && entry.role != AccountRole::Export && entry.role != AccountRole::Import) entry.name = sam_.accounts[*at];
    set(*at, std::move(entry));
  }

  void map_pattern(const std::string& pattern, const MappedAccount& entry) {
    if (pattern.find('*') != pattern.rfind('*')) table_.fail("a pattern has one *.", 0);
    std::size_t fits = 0;
    for (const bool exact : {true, false}) {
      for (std::size_t i = 0; i < sam_.size(); ++i) {
        const auto star = star_of(pattern, sam_.accounts[i], exact);
        if (!star) continue;
        ++fits;
        if (found_[i]) continue;  // the first pattern that fits counts
        MappedAccount one = entry;
        if (const std::size_t at = one.name.find('*'); at != std::string::npos) one.name.replace(at, 1, *star);
        if (const std::size_t at = one.region.find('*'); at != std::string::npos) one.region.replace(at, 1, *star);
        if (one.name.empty() && one.role != AccountRole::Export && one.role != AccountRole::Import) one.name = sam_.accounts[i];
        set(i, std::move(one));
      }
      if (fits > 0) return;
    }
    table_.fail(fmt::format("no account fits the pattern '{}'; known: {}.", pattern,
                            fmt::join(sam_.accounts.begin(),
                                      sam_.accounts.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(sam_.size(), 40)), ", ")),
                0);
  }

  AccountMap finish() {
    std::string missing;
    AccountMap map;
    for (std::size_t i = 0; i < sam_.size(); ++i) {
      if (!found_[i]) missing += (missing.empty() ? "'" : ", '") + sam_.accounts[i] + "'";
      else map.push_back(*found_[i]);
    }
    if (!missing.empty())
      throw InputError(fmt::format("{}: these accounts of {} have no role: {}. Known roles: {}.", table_.name(), sam_.file, missing,
                                   fmt::join(sam::role_names(), ", ")));
    for (std::size_t i = 0; i < map.size(); ++i)
      if (map[i].name.empty()) map[i].name = product_of(map, i);
    return map;
  }

  /// Which commodity an export or import account without a name belongs to: the one with which it has the largest flow.
  [[nodiscard]] std::string product_of(const AccountMap& map, std::size_t i) const {
    double most = 0;
    std::string name;
    for (std::size_t k = 0; k < map.size(); ++k)
      if (sam::is_product(map[k].role) && std::abs(sam_(i, k)) + std::abs(sam_(k, i)) > most)
        most = std::abs(sam_(i, k)) + std::abs(sam_(k, i)), name = map[k].name;
    if (name.empty())
      throw InputError(fmt::format("{}: '{}' deals with no commodity: its name in the account map must say which one it is a part of.",
                                   table_.name(), sam_.accounts[i]));
    return name;
  }

  TableReader& table_;
  const Sam& sam_;
  std::string country_;
  std::vector<std::optional<MappedAccount>> found_;
  std::vector<bool> by_name_;
  std::size_t account_ = 0, role_ = 1, region_ = 2, name_ = 3;
};

}  // namespace

AccountMap read_account_map(const std::filesystem::path& file, const Sam& sam, const std::string& country) {
  TableReader table(file);
  return read_account_map(table, sam, country);
}

AccountMap read_account_map(TableReader& table, const Sam& sam, const std::string& country) { return MapReader(table, sam, country).run(); }

}  // namespace setu
