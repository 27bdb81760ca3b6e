#include "calibration/folder/endowment_types.hpp"
#include "gtap_source.hpp"
#include "setu/base/error.hpp"
#include "setu/calibration/gtap/gtap.hpp"

namespace setu {
namespace {

void fill_default(Database& database, const std::string& header, double value) {
  if (database.has(header)) return;
  for (double& cell : database[header].values()) cell = value;
}

/// GTAP's aggregation programs say in DREL which release they aggregated.
void add_release(const HarFile& data, std::vector<std::string>& notes) {
  const auto* release = data.find("DREL");
  if (release == nullptr || release->type != HarType::Text) return;
  std::string words;
  for (const auto& word : release->text) words += (words.empty() ? "" : ", ") + word;
  notes.push_back("The data call themselves GTAP release " + words + ".");
}

}  // namespace

Imported read_gtap(const HarFile& sets, const HarFile& data, const HarFile& parameters, const EndowmentTypes& types) {
  detail::GtapSource source(sets, data, parameters);
  const bool v7 = data.find("VDFB") != nullptr;
  if (!v7 && data.find("VDFM") == nullptr)
    throw InputError(data.name + ": there is neither VDFB (GTAP version 7) nor VDFM (version 6); is this the file of flows, basedata.har?");
  Imported imported;
  imported.format = v7 ? "GTAP v7 header arrays" : "GTAP v6 header arrays";
  imported.database = v7 ? detail::read_gtap_v7(source) : detail::read_gtap_v6(source);
  detail::resolve_endowment_types(imported.database, types, {sets.name.empty() ? data.name : sets.name, parameters.name});
  fill_default(imported.database, "DPSM", 1);
  fill_default(imported.database, "ESKO", 2);
  fill_default(imported.database, "ETKO", 1.5);
  add_release(data, source.notes);
  source.add_notes_on_arrays();
  imported.notes = std::move(source.notes);
  return imported;
}

Imported read_gtap(const GtapFiles& files, const EndowmentTypes& types) {
  const HarFile sets = files.sets.empty() ? HarFile{} : read_har(files.sets);
  return read_gtap(sets, read_har(files.data), read_har(files.parameters), types);
}

}  // namespace setu
