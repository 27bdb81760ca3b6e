#include "quality.hpp"

#include <fmt/format.h>
#include <fstream>
#include <set>

#include "setu/base/files/content_hash.hpp"
#include "setu/base/error.hpp"

namespace setu::recipe {
namespace {

void save(const std::filesystem::path& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary);
  out << text;
  if (!out.flush()) throw InputError("Cannot write '" + file.string() + "'.");
}

class QualityFile {
 public:
  void row(const std::string& name, const std::string& indices, const std::string& flag, const std::string& reason) {
    text += name + "," + indices + "," + flag + ",\"" + reason + "\"\n";
  }
  std::string text = "name,i1,i2,i3,i4,flag,reason\n";
};

void general(QualityFile& q) {
  q.row("*", "*,*,*,*", "derived", "balanced from published figures");
  for (const char* name : {"MAKB", "MAKS"}) q.row(name, "*,*,*,", "observed", "gross output of the control totals");
  for (const char* name : {"EVFB", "EVFP", "EVOS"}) {
    q.row(name, "Land,*,*,", "estimated", "assumed share of agricultural income that is not labour's");
    q.row(name, "NatRes,*,*,", "estimated", "assumed share of mining income that is not labour's");
  }
  q.row("VKOS", "*,*,*,", "estimated", "published stocks, rounded, spread over activities by capital income");
  for (const char* name : {"PRFU", "PRFR", "PRFC"}) q.row(name, "*,*,*,", "estimated", "assumed utilisation and cost");
  for (const char* name : {"ESBD", "ESBM", "ESBV"}) q.row(name, "*,*,,", "observed", "GTAP's published elasticities");
  for (const char* name : {"INCP", "SUBP"}) q.row(name, "*,*,,", "estimated", "fitted to income elasticities by income level");
  for (const char* name : {"ETRQ", "ETRE"}) q.row(name, "*,*,,", "observed", "GTAP's default");
  for (const char* name : {"ESBG", "RFLX", "ESBS"}) q.row(name, "*,,,", "observed", "GTAP's default");
}

/// Regions some of whose economies borrow their structure.
void borrowed(const Recipe& recipe, QualityFile& q) {
  std::set<std::size_t> uses, labour, built;
  for (const auto& e : recipe.economies) {
    if (e.uses != e.name) uses.insert(e.region);
    if (e.labour != e.name || e.skill != e.name) labour.insert(e.region);
    if (e.adb.empty() || e.name == "ROW") built.insert(e.region);
  }
  const auto label = [&](std::size_t r) { return recipe.regions[r]; };
  for (const std::size_t r : uses)
    for (const char* agent : {"P", "G", "I"})
      for (const char* origin : {"VD", "VM"})
        for (const char* price : {"B", "P"})
          q.row(std::string(origin) + agent + price, "*," + label(r) + ",,", "estimated",
                "split of final demand among users borrowed from similar economies");
  for (const std::size_t r : labour)
    for (const char* name : {"EVFB", "EVFP", "EVOS"})
      q.row(name, "*,*," + label(r) + ",", "estimated", "labour and skill shares borrowed from similar economies");
  for (const std::size_t r : built)
    for (const char* name : {"MAKB", "MAKS"})
      q.row(name, "*,*," + label(r) + ",", "derived", "an economy is built from other sources and taken out of the remainder");
}

/// The same row for all headers of bilateral trade.
void trade_row(QualityFile& q, const std::string& indices, const char* flag, const std::string& reason) {
  for (const char* name : {"VXSB", "VFOB", "VCIF", "VMSB"}) q.row(name, indices, flag, reason);
}

void trade_rows(const Recipe& recipe, const TradeSeeds& trade, QualityFile& q) {
  const auto& regions = recipe.regions;
  for (std::size_t r = 0; r < regions.size(); ++r) {
    if (trade.listed[r]) continue;
    trade_row(q, "*," + regions[r] + ",*,", "estimated", "no bilateral table: sectors follow goods totals");
    trade_row(q, "*,*," + regions[r] + ",", "estimated", "no bilateral table: sectors follow goods totals");
  }
  for (const auto& sector : recipe.sectors)
    if (sector.bilateral.empty()) trade_row(q, sector.name + ",*,*,", "estimated", "older pattern, totals of the base year");
  for (std::size_t s = 0; s < regions.size(); ++s)
    for (std::size_t d = 0; d < regions.size(); ++d) {
      if (trade.estimated(s, d) != 0 && (!trade.listed[s] || !trade.listed[d]))
        trade_row(q, "*," + regions[s] + "," + regions[d] + ",", "estimated", "the goods total fills a gap of the statistics");
      for (std::size_t c = 0; c < recipe.sectors.size(); ++c)
        if (trade.disbelieved(s, c, d) != 0 && trade.listed[s] && trade.listed[d])
          trade_row(q, recipe.sectors[c].name + "," + regions[s] + "," + regions[d] + ",", "estimated",
                    "the two bilateral tables disagree widely");
    }
}

/// What an estimate knows of exports, imports and pairs by product, with the gap to the source.
void fit_rows(const Recipe& recipe, const std::vector<Evidence>& fit, QualityFile& q) {
  for (const char* name : {"MAKB", "MAKS"}) q.row(name, "*,*,*,", "derived", "estimated together with trade");
  for (const char* name : {"VDFP", "VMFP"}) q.row(name, "*,*,*,", "estimated", "taxes on products spread by assumed weights");
  for (const char* name : {"VDPP", "VMPP", "VDGP", "VMGP", "VDIP", "VMIP"})
    q.row(name, "*,*,,", "estimated", "taxes on products spread by assumed weights");
  for (const auto& e : fit) {
    if (e.sectors.size() != 1) continue;
    const auto& sector = recipe.sectors[e.sectors.front()].name;
    const std::string reason =
        fmt::format("{}: US$ {:.0f} million, here {:.0f}, ratio {:.2f}", e.source, e.value, e.reached, e.reached / e.value);
    if (e.concept_ == Concept::Exports) trade_row(q, sector + "," + recipe.regions[e.region] + ",*,", "derived", reason);
    if (e.concept_ == Concept::Pair)
      trade_row(q, sector + "," + recipe.regions[e.region] + "," + recipe.regions[e.partner] + ",", "derived", reason);
  }
}

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

}  // namespace

void write_quality(const Recipe& recipe, const TradeSeeds& trade, const std::vector<Evidence>& fit, const std::filesystem::path& file) {
  QualityFile q;
  general(q);
  borrowed(recipe, q);
  trade_rows(recipe, trade, q);
  if (!fit.empty()) fit_rows(recipe, fit, q);
  save(file, q.text);
}

void write_provenance(const Recipe& recipe, const RawFolder& raw, const std::filesystem::path& file) {
  std::string text = "kind,id,title,publisher,used_for,sha256\n";
  for (const auto& s : recipe.sources) text += "source," + s[0] + "," + quoted(s[1]) + "," + quoted(s[2]) + "," + quoted(s[3]) + ",\n";
  for (const auto& [key, name] : recipe.files) text += "file," + key + "," + quoted(name) + ",,," + file_hash(raw.path(key)) + "\n";
  save(file, text);
}

}  // namespace setu::recipe
