#pragma once
#include "gtap_test_files.hpp"

namespace setu::test {

/// What GTAP version 6 would have distributed for a database with one activity for each commodity: the older names,
/// capital goods as a sector, endowment income after tax by endowment only, elasticities without regions.
class Version6Files {
 public:
  explicit Version6Files(const Database& database) : db_(database), s_(database.sets()), prod_(s_.comm) {
    prod_.push_back("CGDS");
    files_.sets.name = "sets.har", files_.data.name = "basedata.har", files_.parameters.name = "default.prm";
    sets();
    flows();
    parameters();
  }
  struct Files {
    HarFile sets, data, parameters;
    [[nodiscard]] Imported read() const { return read_gtap(sets, data, parameters); }
  };
  [[nodiscard]] const Files& files() const { return files_; }

 private:
  using List = std::vector<std::string>;

  void sets() {
    const auto add = [&](const char* header, const char* set, const List& elements) {
      files_.sets.headers.push_back(text_header(header, std::string("Set ") + set, elements));
    };
    add("H1", "REG", s_.reg);
    add("H2", "TRAD_COMM", s_.comm);
    add("MARG", "MARG_COMM", s_.marg);
    add("H9", "CGDS_COMM", {"CGDS"});
    add("H5", "PROD_COMM", prod_);
    add("H6", "ENDW_COMM", s_.endw);
    List sluggish = s_.ends;
    sluggish.insert(sluggish.end(), s_.endf.begin(), s_.endf.end());
    add("H7", "ENDWS_COMM", sluggish);
  }
  static HarAxis axis(const char* set, const List& elements) { return {set, elements, false}; }
  void add(HarFile& file, const char* header, std::vector<HarAxis> axes, const std::vector<double>& values) {
    auto array = real_header(header, "", header, std::move(axes), values);
    array.wide = true;
    file.headers.push_back(std::move(array));
  }
  void copy(const char* header, const char* from, std::vector<HarAxis> axes) {
    const auto values = db_[from].values();
    add(files_.data, header, std::move(axes), {values.begin(), values.end()});
  }
  /// Purchases by activities, with those of investment (if any) as those of the sector CGDS.
  void by_sector(const char* header, const char* activities, const char* investment, const HarAxis& rows) {
    const Array& flows = db_[activities];
    std::vector<double> values;
    for (std::size_t i = 0; i < rows.elements.size(); ++i)
      for (std::size_t j = 0; j < prod_.size(); ++j)
        for (std::size_t r = 0; r < s_.reg.size(); ++r)
          values.push_back(j + 1 < prod_.size() ? flows(i, j, r) : investment ? db_[investment](i, r) : 0);
    add(files_.data, header, {rows, axis("PROD_COMM", prod_), axis("REG", s_.reg)}, values);
  }
  void flows() {
    const HarAxis trad = axis("TRAD_COMM", s_.comm), reg = axis("REG", s_.reg), endw = axis("ENDW_COMM", s_.endw);
    const HarAxis marg = axis("MARG_COMM", s_.marg);
    by_sector("VDFM", "VDFB", "VDIB", trad);
    by_sector("VDFA", "VDFP", "VDIP", trad);
    by_sector("VIFM", "VMFB", "VMIB", trad);
    by_sector("VIFA", "VMFP", "VMIP", trad);
    by_sector("VFM", "EVFB", nullptr, endw);
    by_sector("EVFA", "EVFP", nullptr, endw);
    for (const auto& [v6, v7] : std::vector<std::pair<const char*, const char*>>{{"VDPM", "VDPB"},
                                                                                 {"VDPA", "VDPP"},
                                                                                 {"VIPM", "VMPB"},
                                                                                 {"VIPA", "VMPP"},
                                                                                 {"VDGM", "VDGB"},
                                                                                 {"VDGA", "VDGP"},
                                                                                 {"VIGM", "VMGB"},
                                                                                 {"VIGA", "VMGP"}})
      copy(v6, v7, {trad, reg});
    for (const auto& [v6, v7] :
         std::vector<std::pair<const char*, const char*>>{{"VXMD", "VXSB"}, {"VXWD", "VFOB"}, {"VIWS", "VCIF"}, {"VIMS", "VMSB"}})
      copy(v6, v7, {trad, reg, reg});
    copy("VST", "VST", {marg, reg});
    copy("VTWR", "VTWR", {marg, trad, reg, reg});
    for (const char* same : {"SAVE", "VDEP", "VKB", "POP"}) copy(same, same, {reg});
    std::vector<double> income(s_.endw.size() * s_.reg.size());
    for (std::size_t e = 0; e < s_.endw.size(); ++e)
      for (std::size_t a = 0; a < s_.acts.size(); ++a)
        for (std::size_t r = 0; r < s_.reg.size(); ++r) income[e * s_.reg.size() + r] += db_["EVOS"](e, a, r);
    add(files_.data, "EVOA", {endw, reg}, income);
  }
  void parameters() {
    const HarAxis trad = axis("TRAD_COMM", s_.comm), reg = axis("REG", s_.reg), prod = axis("PROD_COMM", prod_);
    auto& file = files_.parameters;
    const auto first_region = [&](const char* header, std::size_t extra) {
      std::vector<double> values;
      for (std::size_t i = 0; i < db_[header].dims()[0]; ++i) values.push_back(db_[header](i, 0));
      values.resize(values.size() + extra, 1.0);
      return values;
    };
    add(file, "ESBD", {trad}, first_region("ESBD", 0));
    add(file, "ESBM", {trad}, first_region("ESBM", 0));
    add(file, "ESBV", {prod}, first_region("ESBV", 1));
    for (const char* cde : {"INCP", "SUBP"}) add(file, cde, {trad, reg}, {db_[cde].values().begin(), db_[cde].values().end()});
    add(file, "RFLX", {reg}, {db_["RFLX"].values().begin(), db_["RFLX"].values().end()});
    add(file, "RDLT", {}, {db_["RDLT"]()});
    HarHeader slug = text_header("SLUG", "", {});
    slug.type = HarType::Integer;
    slug.text.clear();
    slug.dims = {s_.endw.size(), 1};
    for (const auto& e : s_.endw) slug.integers.push_back(std::find(s_.endm.begin(), s_.endm.end(), e) == s_.endm.end() ? 1 : 0);
    file.headers.push_back(slug);
    const List& sluggish = files_.sets.find("H7")->text;
    std::vector<double> transformation;
    for (const auto& e : sluggish) transformation.push_back(std::find(s_.ends.begin(), s_.ends.end(), e) != s_.ends.end() ? -1.0 : -0.001);
    add(file, "ETRE", {axis("ENDWS_COMM", sluggish)}, transformation);
  }

  const Database& db_;
  const Sets& s_;
  List prod_;
  Files files_;
};

}  // namespace setu::test
