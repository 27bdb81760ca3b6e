#include "gtap_source.hpp"

namespace setu::detail {
namespace {

Sets read_sets(GtapSource& source) {
  Sets sets;
  sets.reg = source.set_or_labels({"REG", "H1"}, "SAVE", 0);
  sets.comm = source.set_or_labels({"COMM", "H2"}, "VDFB", 0);
  sets.acts = source.set_or_labels({"ACTS", "H5"}, "VDFB", 1);
  sets.endw = source.set_or_labels({"ENDW", "H6"}, "EVFB", 0);
  if (source.data.find("VST") != nullptr) sets.marg = source.set_or_labels({"MARG"}, "VST", 0);
  sets.endm = source.set({"ENDM", "ENDWM"});
  sets.ends = source.set({"ENDS", "ENDWS"});
  sets.endf = source.set({"ENDF", "ENDWF"});
  sets.endc = source.set({"ENDC", "ENDWC"});
  sets.endl = source.set({"ENDL", "ENDWL"});
  return sets;
}

}  // namespace

Database read_gtap_v7(GtapSource& source) {
  Database database(read_sets(source));
  for (const auto& info : header_catalogue()) {
    if (info.optional && source.is_filler(info, database)) {
      source.mark_used(info.name);
      continue;
    }
    const auto wanted = wanted_by(info, database.sets());
    auto values =
        info.optional ? source.array(info.name, wanted, info.parameter) : source.required(info.name, wanted, info.parameter, info.label);
    if (source.has(info.name)) store(database, info, std::move(values), (info.parameter ? source.parameters : source.data).name);
  }
  return database;
}

}  // namespace setu::detail
