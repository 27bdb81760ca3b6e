#include "experiments/results/fund_effects.hpp"
#include "csv_formats.hpp"
#include "writers.hpp"

namespace setu {

namespace {

/// One line of summary.csv; nothing is written where the model has no such value.
struct SummaryWriter {
  CsvFile& csv;
  void row(const std::string& region, const std::string& measure, const std::string& item, const char* unit,
           std::optional<double> value) const {
    if (!value) return;
    csv.add(region);
    csv.add(measure);
    csv.add(item);
    csv.add(unit);
    csv.add(*value);
    csv.end_row();
  }
};

void write_region(const ResultView& view, const SummaryWriter& out, const std::string& r) {
  out.row(r, "EV", "", "US$ million", view.ev(r));
  out.row(r, "EV", "", "% of income", 100 * view.ev(r) / view.income(r));
  out.row(r, "CV", "", "US$ million", view.now("CV", {r}));
  out.row(r, "income", "", "US$ million", view.income(r));
  for (const auto& [name, measure] : {std::pair{"qgdp", "real GDP"},
                                      {"pgdp", "GDP price"},
                                      {"tot", "terms of trade"},
                                      {"ppriv", "consumer prices"},
                                      {"y", "regional income"},
                                      {"qxwreg", "export volume"},
                                      {"qmwreg", "import volume"},
                                      {"qinv", "investment"}})
    out.row(r, measure, "", "% change", view.percent(name, {r}));
  out.row(r, "trade balance", "", "US$ million change", view.change("del_tbal", {r}));
  for (const auto& e : view.sets().endw) {
    out.row(r, "real return", e, "% change", view.percent("pefactreal", {e, r}));
    out.row(r, "endowment", e, "% change", view.percent("qe", {e, r}));
  }
  for (const auto& a : view.sets().acts) {
    out.row(r, "output", a, "% change", view.percent("qo", {a, r}));
    out.row(r, "output price", a, "% change", view.percent("po", {a, r}));
    for (const auto& e : view.sets().endw) out.row(r, "use of " + e, a, "% change", view.percent("qfe", {e, a, r}));
  }
}

void write_fund(const FundSpec& fund, const FundEffects& effects, const SummaryWriter& out) {
  for (const auto& w : effects.windows) {
    const bool all = &w == &effects.windows.back();
    const std::string name = all ? "All windows" : w.name;
    out.row(fund.host, "fund outlay", name, "US$ million", w.outlay);
    if (!all) out.row(fund.host, "fund subsidy rate", name, "%", w.rate);
    out.row(fund.host, "fund capital", name, "US$ million change", w.moved);
    out.row(fund.host, "fund leverage", name, "US$ per US$", w.leverage());
    out.row(fund.host, "fund capital of others", name, "US$ million change", w.others);
  }
  for (const auto& place : effects.places) {
    const std::string measure = "capital of " + fund.owner;
    out.row(place.host, measure, "", "US$ million", place.before);
    out.row(place.host, measure, "", "% change", place.percent);
    out.row(place.host, measure, "", "US$ million change", place.change);
    out.row(place.host, measure, "", "% of the gain", place.crowding);
  }
}

}  // namespace

void write_summary(const ResultView& view, const std::filesystem::path& path) {
  CsvFile csv(path, csv_format("run", "summary.csv").header());
  const SummaryWriter out{csv};
  for (const auto& region : view.sets().reg) write_region(view, out, region);
  if (const auto effects = fund_effects(view)) write_fund(*view.experiment().fund, *effects, out);
  csv.close();
}

void write_bilateral(const ResultView& view, const std::filesystem::path& path) {
  CsvFile csv(path, csv_format("run", "bilateral.csv").header());
  const Sets& sets = view.sets();
  const Database &base = view.experiment().base, &now = view.result().updated;
  const Array &fob0 = base["VFOB"], &fob1 = now["VFOB"], &cif0 = base["VCIF"], &cif1 = now["VCIF"], &basic0 = base["VMSB"],
              &basic1 = now["VMSB"];
  const auto rate = [](double basic, double cif) { return cif != 0 ? 100 * (basic / cif - 1) : 0.0; };
  for (std::size_t c = 0; c < sets.comm.size(); ++c)
    for (std::size_t s = 0; s < sets.reg.size(); ++s)
      for (std::size_t d = 0; d < sets.reg.size(); ++d) {
        if (fob0(c, s, d) == 0) continue;
        for (const auto* label : {&sets.comm[c], &sets.reg[s], &sets.reg[d]}) csv.add(*label);
        csv.add(fob0(c, s, d));
        csv.add(fob1(c, s, d));
        csv.add(cif0(c, s, d));
        csv.add(cif1(c, s, d));
        csv.add(view.percent("qxs", {sets.comm[c], sets.reg[s], sets.reg[d]}).value_or(0));
        csv.add(rate(basic0(c, s, d), cif0(c, s, d)));
        csv.add(rate(basic1(c, s, d), cif1(c, s, d)));
        csv.end_row();
      }
  csv.close();
}

}  // namespace setu
