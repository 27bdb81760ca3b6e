#include "experiments/serve/equation_text.hpp"
#include "setu/model/assembly/model.hpp"
#include "workbench_fixture.hpp"

#include <cmath>

namespace setu {
namespace {

using nlohmann::json;

class WorkbenchValue : public WorkbenchServer {
 protected:
  static json asked(const std::string& variable, const std::vector<std::string>& elements) {
    return {{"question", request(40)}, {"variable", variable}, {"elements", elements}};
  }
  json value(const std::string& variable, const std::vector<std::string>& elements) const {
    const auto answer = post("api/value", asked(variable, elements).dump());
    EXPECT_EQ(answer.status, 200) << answer.body;
    return json::parse(answer.body);
  }
  const Sets sets_ = invented().sets();
};

/// What the value of a part says must follow from the values of its variables.
double of_variable(const json& variable, const char* when) {
  const double x = variable.at(when).get<double>();
  return variable.at("logged").get<bool>() ? std::log(x / variable.at("before").get<double>()) : x;
}

double recomputed(const json& part, const char* when) {
  if (part["kind"] == "constant") return part[when].get<double>();
  if (part["kind"] == "variable") return part["coefficient"].get<double>() * of_variable(part["variable"], when);
  double sum = 0;
  for (const auto& term : part["terms"]) {
    double exponent = 0;
    for (const auto& factor : term["factors"]) exponent += factor["exponent"].get<double>() * of_variable(factor["variable"], when);
    sum += term["coefficient"].get<double>() * std::exp(exponent) * (term.contains("times") ? of_variable(term["times"], when) : 1.0);
  }
  return part["scale"].get<double>() * (part["logged"].get<bool>() ? std::log(sum) : sum);
}

TEST_F(WorkbenchValue, ThePartsOfAnEquationAddUpToZeroAndAreWhatTheirVariablesMakeThem) {
  const std::string c = sets_.comm[0], r = sets_.reg[0], s = sets_.reg[1];
  for (const auto& [variable, elements] : std::vector<std::pair<std::string, std::vector<std::string>>>{
           {"EV", {r}}, {"qxs", {c, s, r}}, {"pms", {c, r}}, {"qds", {c, r}}, {"tot", {r}}, {"del_tbal", {r}}, {"y", {r}}}) {
    const json equation = value(variable, elements)["equation"];
    for (const char* when : {"before", "after"}) {
      double sum = 0, size = 0;
      for (const auto& part : equation["parts"]) {
        sum += part[when].get<double>();
        size = std::max(size, std::abs(part[when].get<double>()));
        EXPECT_EQ(part.value("left_out", 0), 0);
        EXPECT_NEAR(recomputed(part, when), part[when].get<double>(), 1e-9 * std::max(1.0, size)) << variable;
      }
      EXPECT_NEAR(sum, 0, 1e-9 * std::max(1.0, size)) << variable << " " << when;
    }
    EXPECT_HAS(equation["text"].get<std::string>(), "**(" + equation["number"].get<std::string>() + ")**");
  }
}

TEST_F(WorkbenchValue, ShowsTheAnswersNumbers) {
  const json answer = json::parse(post("api/solve", request(40).dump()).body);
  for (const auto& row : answer["welfare"]) {
    const json ev = value("EV", {row["region"].get<std::string>()})["variable"];
    EXPECT_EQ(ev["after"], row["ev"]);
    EXPECT_TRUE(ev["percent"].is_null());
  }
  // Trade by [16.1]: Σ VFOB·exp(pfob + qxs), what the page says.
  const Database base = invented();
  const Array& vfob = base["VFOB"];
  for (const auto& row : answer["trade"]) {
    const std::string from = row["exporter"], to = row["importer"];
    double after = 0;
    for (std::size_t c = 0; c < sets_.comm.size(); ++c) {
      const auto at = [&](const std::string& r) {
        return static_cast<std::size_t>(std::find(sets_.reg.begin(), sets_.reg.end(), r) - sets_.reg.begin());
      };
      const json q = value("qxs", {sets_.comm[c], from, to})["variable"], p = value("pfob", {sets_.comm[c], from, to})["variable"];
      after += vfob(c, at(from), at(to)) * (1 + q["percent"].get<double>() / 100) * (1 + p["percent"].get<double>() / 100);
    }
    EXPECT_NEAR(after, row["after"].get<double>(), 1e-9 * after);
  }
}

TEST_F(WorkbenchValue, SaysWhatIsGivenFromOutside) {
  const json answer = value("qxs", {sets_.comm[0], sets_.reg[0], sets_.reg[1]});
  EXPECT_FALSE(answer["variable"]["given"].get<bool>());
  // A tariff that the question moves, wherever the invented economy has one.
  json power;
  for (const auto& c : sets_.comm)
    for (const auto& s : sets_.reg)
      for (const auto& d : sets_.reg)
        if (s != d && power.is_null())
          if (const json found = value("tms", {c, s, d}); found["variable"]["before"].get<double>() > 1) power = found;
  ASSERT_FALSE(power.is_null());
  EXPECT_TRUE(power["variable"]["given"].get<bool>());
  EXPECT_LT(power["variable"]["after"].get<double>(), power["variable"]["before"].get<double>());
  EXPECT_TRUE(power["equation"].is_null());
}

TEST_F(WorkbenchValue, NamesWhatTheModelDoesNotHave) {
  const auto refused = [&](const json& body) {
    const auto [status, sentence] = refusal(post("api/value", body.dump()));
    EXPECT_EQ(status, 400) << sentence;
    return sentence;
  };
  EXPECT_HAS(refused(asked("qxss", {})), "did you mean 'qxs'?");
  EXPECT_HAS(refused(asked("EV", {"Atlantis"})), "Atlantis");
  EXPECT_HAS(refused(asked("EV", {})), "1 indices");
  EXPECT_HAS(refused({{"question", request(1)}}), "'variable'");
  EXPECT_HAS(refused({{"question", request(1)}, {"variable", "EV"}, {"element", 1}}), "did you mean 'elements'?");
  EXPECT_HAS(refused({{"question", request(1)}, {"variable", "EV"}, {"elements", {1}}}), "list of texts");
}

TEST(EquationText, EveryEquationOfTheModelStandsInTheDocument) {
  SyntheticOptions options;
  options.foreign_capital = options.preferences = true;
  const Model model = build_model(synthetic_database(options), {});
  ASSERT_GT(model.system.equations.size(), 100u);
  for (const auto& block : model.system.equations) {
    const std::string text = equation_text(block.number);
    EXPECT_HAS(text, block.name) << block.number;
    EXPECT_EQ(text.find("\n## "), std::string::npos);
  }
  EXPECT_EQ(equation_text("99.1"), "");
  EXPECT_EQ(equation_text(""), "");
}

}  // namespace
}  // namespace setu
