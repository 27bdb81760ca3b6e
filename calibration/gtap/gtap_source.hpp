#pragma once
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "place.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/calibration/imported.hpp"

namespace setu::detail {

/// The three files of a GTAP database, and what was taken from them.
class GtapSource {
 public:
  GtapSource(const HarFile& set_file, const HarFile& data_file, const HarFile& parameter_file)
      : sets(set_file), data(data_file), parameters(parameter_file) {}

  const HarFile &sets, &data, &parameters;

  /// An array over `wanted`, from the file where it belongs or else the other one; `expand` as place() has it. Empty if
  /// neither has it. Takes a note where regions were filled in.
  std::vector<double> array(const std::string& header, const std::vector<Wanted>& wanted, bool parameter);
  /// The same for arrays that must be there. `meaning` says what is missing.
  std::vector<double> required(const std::string& header, const std::vector<Wanted>& wanted, bool parameter, const std::string& meaning);
  [[nodiscard]] bool has(const std::string& header) const { return data.find(header) || parameters.find(header); }

  /// Elements of a set: the text header of one of these names, else the one that calls itself "Set NAME …".
  [[nodiscard]] std::optional<std::vector<std::string>> find_set(const std::vector<std::string>& names) const;
  /// The same, empty if there is none.
  [[nodiscard]] std::vector<std::string> set(const std::vector<std::string>& names) const {
    return find_set(names).value_or(std::vector<std::string>{});
  }
  /// The same; if there is none, the labels of dimension `axis` of one of the data's arrays. Throws InputError if that
  /// fails too.
  [[nodiscard]] std::vector<std::string> set_or_labels(const std::vector<std::string>& names, const std::string& array, std::size_t axis);

  /// True for a header that write_gtap() added because GTAP's model reads it (text header SETU) and that is still as
  /// written: the database never had it.
  [[nodiscard]] bool is_filler(const HeaderInfo& info, const Database& database) const;

  std::vector<std::string> notes;
  /// One note for all arrays that were filled in over regions, one for those that nobody asked for.
  void add_notes_on_arrays();
  /// Says that a header was dealt with, so that no note calls it unused.
  void mark_used(const std::string& header) { used_.insert(lower(header)); }

 private:
  std::set<std::string> used_;
  std::string expanded_;
};

/// The database of files in version 7's or version 6's layout, without endowment types.
Database read_gtap_v7(GtapSource& source);
Database read_gtap_v6(GtapSource& source);

/// EFLG as the sets of endowments have it.
Array endowment_flags(const Database& database);

/// Copies `values` into a database's header after looking for values that no economy can have.
void store(Database& database, const HeaderInfo& info, std::vector<double> values, const std::string& file);

/// The dimensions of a header of the catalogue in this database.
std::vector<Wanted> wanted_by(const HeaderInfo& info, const Sets& sets);

}  // namespace setu::detail
