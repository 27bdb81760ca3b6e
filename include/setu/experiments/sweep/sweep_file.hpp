#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "setu/experiments/sampling/distribution.hpp"
#include "setu/experiments/scenario/scenario.hpp"

namespace setu {

class Section;

/// One [[vary]] table: something that differs between points, a number at each point.
struct Axis {
  enum class Kind {
    Key,        ///< a key of the scenario by its dotted path, as with --set
    Parameter,  ///< a parameter header of the database
    Variable    ///< an exogenous variable of the model
  };
  std::string name;  ///< column in the results
  Kind kind = Kind::Key;
  std::string key;             ///< Key: "fund.total"
  ParameterChoice parameter;   ///< Parameter: header and elements; the number is set at each point
  bool multiply = true;        ///< Parameter: the number is a factor, else the new value
  Shock shock;                 ///< Variable: choice and kind; the amount is set at each point
  std::vector<double> values;  ///< given by values or range; empty with a distribution
  std::optional<Distribution> distribution;
  std::string where;  ///< "file:line"

  /// The value in the middle: of the sorted values, or the median of the distribution.
  [[nodiscard]] double middle() const;
};

enum class DesignKind { Grid, List, Random, Stroud, Liu, LatinHypercube, Sobol };
const char* to_string(DesignKind);

/// [design]: how points are made of axes.
struct DesignChoice {
  DesignKind kind = DesignKind::Grid;
  std::size_t draws = 0;  ///< for kinds that draw
  std::uint64_t seed = 1;
  std::string where;
};

/// [[correlate]]: how the numbers of several axes go together.
struct Correlation {
  std::vector<std::string> names;           ///< of axes
  std::vector<std::vector<double>> matrix;  ///< square, in the order of `names`
  bool covariance = false;                  ///< `covariance = …` instead of `matrix = …` (correlations)
  std::string where;
};

/// A sweep file: a scenario, what varies in it, and which results are kept (docs/sweeps.md).
struct SweepFile {
  std::filesystem::path file;
  std::string name;
  std::string scenario;          ///< name or file, resolved against the sweep file's folder where it is a file there
  std::string database;          ///< empty: the scenario's own
  std::vector<std::string> set;  ///< fixed overrides
  std::vector<Axis> axes;
  DesignChoice design;
  std::vector<VariableChoice> keep;  ///< columns; never empty
  std::vector<Correlation> correlations;
};

/// What a command wants from a sweep file beside the common tables.
struct SweepReading {
  std::vector<DesignKind> kinds;       ///< designs that it knows; the first is the default
  bool correlations = false;           ///< [[correlate]] is known
  std::function<void(Section&)> more;  ///< reads further keys of the root table (experiments/scenario/toml_section.hpp)
};

/// Reads and checks the text. Throws InputError with file and line for unknown keys, wrong types, axes without or with
/// two kinds of numbers, repeated names.
SweepFile read_sweep_file(const std::filesystem::path& file, const SweepReading& reading);

/// The points: a row each, a column per axis.
using DesignMatrix = std::vector<std::vector<double>>;

/// The points of a grid (the last axis moves fastest), list or random design (independent draws, the same on every
/// platform). Throws InputError for axes that do not fit the design.
DesignMatrix design_points(const SweepFile& file);

}  // namespace setu
