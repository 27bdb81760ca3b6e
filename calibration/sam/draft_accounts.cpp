#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "account_roles.hpp"
#include "draft_words.hpp"
#include "setu/calibration/sam/sam.hpp"

namespace setu {

namespace {

using sam::Guess;

constexpr double kNearlyAll = 0.95;  ///< of what an account receives or pays

class Draft {
 public:
  explicit Draft(const Sam& sam) : sam_(sam), guess_(sam.size()), name_(sam.size()) {}

  std::string text() {
    by_twins();
    for (std::size_t i = 0; i < sam_.size(); ++i)
      if (guess_[i].role.empty()) by_name(i);
    for (int round = 0; round < 4; ++round)
      for (std::size_t i = 0; i < sam_.size(); ++i)
        if (guess_[i].role.empty()) by_neighbours(i);
    const bool commodities = any("commodity");
    std::string text = "account,role,region,name,reason\n";
    for (std::size_t i = 0; i < sam_.size(); ++i) {
      Guess& g = guess_[i];
      if (g.role == "activity" && !commodities) g.role = "sector";
      if (g.role.empty()) g = {"?", unsure(i)};
      text += fmt::format("{},{},,{},{}\n", quoted(sam_.accounts[i]), g.role, name_[i].empty() ? "" : quoted(name_[i]), quoted(g.reason));
    }
    return text;
  }

 private:
  static std::string quoted(std::string label) {
    for (std::size_t at = 0; (at = label.find('"', at)) != std::string::npos; at += 2) label.insert(at, 1, '"');
    return '"' + label + '"';
  }

  [[nodiscard]] bool any(const std::string& role) const {
    return std::any_of(guess_.begin(), guess_.end(), [&](const Guess& g) { return g.role == role; });
  }

  static bool is_factor(const std::string& role) {
    return role == "labour" || role == "capital" || role == "land" || role == "resource" || role == "factor";
  }
  static bool is_tax(const std::string& role) { return role == "tax" || role.ends_with("_tax") || role == "tariff"; }

  /// What `i` receives (row) or pays (column) that passes the test, and all of it.
  template <class Test>
  [[nodiscard]] double share(std::size_t i, bool receives, Test test) const {
    double part = 0, all = 0;
    for (std::size_t k = 0; k < sam_.size(); ++k) {
      const double value = std::abs(receives ? sam_(i, k) : sam_(k, i));
      all += value;
      if (value > 0 && test(guess_[k].role)) part += value;
    }
    return all > 0 ? part / all : 0;
  }

  /// a-agr and c-agr: activity and commodity of one good, if the commodity pays the activity.
  void by_twins() {
    std::map<std::string, std::size_t> at;
    for (std::size_t i = 0; i < sam_.size(); ++i) at.emplace(sam::lower_ascii(sam_.accounts[i]), i);
    std::size_t count = 0;
    const sam::Twin* twins = sam::twins(count);
    for (std::size_t t = 0; t < count; ++t) {
      const std::string a = sam::lower_ascii(twins[t].activity), c = sam::lower_ascii(twins[t].commodity);
      std::vector<std::pair<std::size_t, std::size_t>> found;
      std::size_t made = 0;
      for (const auto& [label, i] : at) {
        if (label.size() <= a.size() || !(twins[t].front ? label.starts_with(a) : label.ends_with(a))) continue;
        const std::string tail = twins[t].front ? label.substr(a.size()) : label.substr(0, label.size() - a.size());
        const auto other = at.find(twins[t].front ? c + tail : tail + c);
        if (other == at.end()) continue;
        found.emplace_back(i, other->second);
        made += sam_(i, other->second) > 0 ? 1 : 0;
      }
      if (found.empty() || 2 * made < found.size()) continue;
      for (const auto& [i, k] : found) {
        if (!guess_[i].role.empty() || !guess_[k].role.empty()) continue;
        const std::string pair =
            fmt::format("'{}' and '{}' are the activity and the commodity of one good", sam_.accounts[i], sam_.accounts[k]);
        guess_[i] = {"activity", pair}, guess_[k] = {"commodity", pair};
        const std::string& label = sam_.accounts[i];
        const std::string tail = twins[t].front ? label.substr(a.size()) : label.substr(0, label.size() - a.size());
        if (tail.find_first_not_of("0123456789") != std::string::npos) name_[i] = name_[k] = tail;  // a number is no name
      }
      family(a, c, twins[t].front);
    }
  }

  /// Others with the same beginning: activities that pay something like the known ones do, commodities that activities make.
  void family(const std::string& a, const std::string& c, bool front) {
    if (a.size() < 2) return;
    for (std::size_t i = 0; i < sam_.size(); ++i) {
      const std::string label = sam::lower_ascii(sam_.accounts[i]);
      const auto has = [&](const std::string& part) {
        return label.size() > part.size() && (front ? label.starts_with(part) : label.ends_with(part));
      };
      if (!guess_[i].role.empty()) continue;
      const std::size_t cut = has(a) ? a.size() : has(c) ? c.size() : 0;
      if (cut == 0) continue;
      guess_[i] = {has(a) ? "activity" : "commodity", "named like the other ones"};
      name_[i] = front ? sam_.accounts[i].substr(cut) : sam_.accounts[i].substr(0, label.size() - cut);
    }
  }

  void by_name(std::size_t i) {
    const std::string& label = sam_.accounts[i];
    std::optional<Guess> found = sam::usual_label(label);
    if (!found) found = sam::usual_beginning(label);
    if (const auto words = sam::usual_words(label); found && words && found->role == "capital" && words->role == "land") found = words;
    if (!found) found = sam::usual_tail(label);
    if (!found) found = sam::usual_words(label);
    if (!found && i < sam_.descriptions.size()) found = sam::usual_words(sam_.descriptions[i]);
    if (found && fits(i, found->role)) guess_[i] = *found;
  }

  /// Whether the account pays and receives what its name makes one expect: "land transport" is no land, "capital" may be the capital
  /// account.
  [[nodiscard]] bool fits(std::size_t i, std::string& role) const {
    std::size_t buys = 0, sells = 0, payees = 0;
    for (std::size_t k = 0; k < sam_.size(); ++k) {
      if (k == i) continue;
      buys += sam_(k, i) > 0 ? 1 : 0, sells += sam_(i, k) > 0 ? 1 : 0;
    }
    (void)payees;
    if (is_factor(role) && makes_or_buys(i)) {
      if (role == "capital" && !paid_like_factor(i)) return role = "saving", true;
      return paid_like_factor(i);
    }
    if (role == "government" || role == "household" || role == "saving" || role == "world" || role == "enterprise") return !produces(i);
    if (is_tax(role)) return !produces(i);
    return buys + sells > 0 || role != "margin";
  }

  /// Pays an account that is surely a factor.
  [[nodiscard]] bool produces(std::size_t i) const {
    for (std::size_t k = 0; k < sam_.size(); ++k) {
      const auto known = sam::usual_label(sam_.accounts[k]);
      if (k != i && known && is_factor(known->role) && known->role != "factor" && sam_(k, i) > 0 && sam_(i, k) == 0 &&
          share_of(i, k) > 0.05)
        return true;
    }
    return false;
  }
  [[nodiscard]] double share_of(std::size_t payer, std::size_t payee) const {
    const double all = sam_.column_sum(payer);
    return all > 0 ? sam_(payee, payer) / all : 0;
  }
  /// More than two accounts both pay it and are paid by it, or it pays many: no factor does.
  [[nodiscard]] bool makes_or_buys(std::size_t i) const {
    std::size_t both = 0;
    for (std::size_t k = 0; k < sam_.size(); ++k) both += k != i && sam_(i, k) > 0 && sam_(k, i) > 0 ? 1 : 0;
    const bool saved = [&] {
      for (std::size_t k = 0; k < sam_.size(); ++k)
        if (const auto known = sam::usual_label(sam_.accounts[k]); known && known->role == "household" && sam_(i, k) > 0) return true;
      return false;
    }();
    return both > 1 || saved;
  }
  [[nodiscard]] bool paid_like_factor(std::size_t i) const {
    for (std::size_t k = 0; k < sam_.size(); ++k)
      if (const auto known = sam::usual_label(sam_.accounts[k]);
          known && (known->role == "household" || known->role == "enterprise") && sam_(k, i) > 0 && sam_(i, k) <= 0)
        return true;
    return false;
  }

  void by_neighbours(std::size_t i) {
    const auto product = [](const std::string& r) { return r == "commodity"; };
    const auto producer = [](const std::string& r) { return r == "activity"; };
    const auto state = [](const std::string& r) { return r == "government"; };
    const auto set = [&](const char* role, const char* why) { guess_[i] = {role, why}; };
    const auto world = [](const std::string& r) { return r == "world"; };
    if (share(i, false, is_factor) > 0) return set("activity", "pays factors");
    if (share(i, true, world) > kNearlyAll && share(i, false, [&](const std::string& r) { return producer(r) || product(r); }) > 0.5)
      return part_of_commodity(i, "export", "the world pays it, and it pays activities or commodities");
    if (share(i, true, product) > kNearlyAll && share(i, false, world) > 0.5)
      return part_of_commodity(i, "import", "commodities pay it, and it pays the world");
    const auto owner = [](const std::string& r) { return r == "household" || r == "enterprise" || r == "saving" || is_factor(r); };
    if (share(i, true, is_tax) > 0.4) return set("government", "receives taxes");
    if (share(i, true, is_factor) == 0 && share(i, true, is_tax) == 0 && share(i, false, producer) > 0) {
      if (share(i, false, owner) == 0 && share(i, true, producer) + share(i, true, product) > 0 && makes(i))
        return set("commodity", "pays activities, which make it");
      if (share(i, false, owner) > 0 && share(i, true, producer) > 0.5)
        return set("world", "activities pay it for imports, and it pays activities and saving");
      if (share(i, true, owner) > 0.3 && share(i, true, producer) == 0 && share(i, false, producer) > kNearlyAll)
        return set("saving", "households and others pay it, and it buys goods");
    }
    if (share(i, true, producer) > kNearlyAll && share(i, false, state) > kNearlyAll)
      return set("output_tax", "activities pay it, it pays the government");
    if (share(i, false, state) > kNearlyAll &&
        share(i, true, [](const std::string& r) { return r == "household" || r == "enterprise"; }) > kNearlyAll)
      return set("income_tax", "households pay it, it pays the government");
    if (share(i, true, product) > kNearlyAll && share(i, false, product) > kNearlyAll && any("activity"))
      return set("margin", "commodities pay it, and it pays commodities");
    if (share(i, true, producer) > kNearlyAll &&
        share(i, false, [](const std::string& r) { return r == "household" || r == "enterprise"; }) > 0.5)
      return set("factor", "activities pay it, and it pays households");
    if (share(i, true, is_factor) > 0 && share(i, false, product) > 0)
      return set("household", "receives factor income and buys commodities");
    if (share(i, true, [](const std::string& r) { return r == "saving"; }) > kNearlyAll && share(i, false, product) > kNearlyAll)
      return set("stocks", "saving pays it, and it buys commodities");
  }

  /// Pays at least one activity more than that pays to it: what it makes is sold through this account.
  [[nodiscard]] bool makes(std::size_t i) const {
    for (std::size_t k = 0; k < sam_.size(); ++k)
      if (guess_[k].role == "activity" && sam_(k, i) > 0.5 * sam_.row_sum(k)) return true;
    return false;
  }

  /// An export or import account, with the name of the commodity whose name ends like its own.
  void part_of_commodity(std::size_t i, const char* role, const char* why) {
    guess_[i] = {role, why};
    const std::string label = sam::lower_ascii(sam_.accounts[i]);
    for (std::size_t k = 0; k < sam_.size(); ++k) {
      const std::string tail = sam::lower_ascii(name_[k]);
      if (guess_[k].role == "commodity" && tail.size() > 1 && label.ends_with(tail) && tail.size() >= name_[i].size()) name_[i] = name_[k];
    }
  }

  [[nodiscard]] std::string unsure(std::size_t i) const {
    std::string payers, payees;
    const auto list = [&](std::string& text, std::size_t k) {
      if (std::count(text.begin(), text.end(), ',') < 3) text += (text.empty() ? "" : ", ") + sam_.accounts[k];
    };
    for (std::size_t k = 0; k < sam_.size(); ++k) {
      if (sam_(i, k) != 0) list(payers, k);
      if (sam_(k, i) != 0) list(payees, k);
    }
    const auto product = [](const std::string& r) { return r == "commodity" || r == "sector"; };
    const auto state = [](const std::string& r) { return r == "government"; };
    if (share(i, true, product) > kNearlyAll && share(i, false, state) > kNearlyAll)
      return "unsure: commodities pay it, and it pays the government: sales_tax, tariff or export_tax?";
    return fmt::format("unsure: paid by {}; pays {}", payers.empty() ? "nobody" : payers, payees.empty() ? "nobody" : payees);
  }

  const Sam& sam_;
  std::vector<Guess> guess_;
  std::vector<std::string> name_;
};

}  // namespace

std::string draft_account_map(const Sam& sam) { return Draft(sam).text(); }

}  // namespace setu
