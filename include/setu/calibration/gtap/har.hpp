#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace setu {

/// What a header holds. In brackets the mark that stands in the file.
enum class HarType {
  Text,      ///< [1C] a list of strings of one width: sets, mappings, notes
  Integer,   ///< [2I] a matrix of 32-bit integers
  Matrix,    ///< [2R] a matrix of reals without labels
  Labelled,  ///< [RE] an array of reals of up to seven dimensions, with a coefficient's name, set names and elements
  Plain      ///< [RL] an array of reals of up to seven dimensions without labels
};

/// One dimension of a labelled array.
struct HarAxis {
  std::string set;                    ///< name of the set, at most 12 characters
  std::vector<std::string> elements;  ///< as many as the dimension is long, or none where the file names none
  bool single = false;                ///< the dimension is one chosen element of the set, not the whole set
};

/// One header array. Numbers are row-major (the last index runs fastest), as in setu::Array.
struct HarHeader {
  std::string name;       ///< one to four characters; case does not distinguish headers
  std::string long_name;  ///< at most 70 characters
  HarType type = HarType::Labelled;
  std::string coefficient;             ///< [RE] at most 12 characters
  std::vector<std::size_t> dims;       ///< Text: {count}; Integer and Matrix: {rows, columns}; Plain: without trailing ones
  std::vector<HarAxis> axes;           ///< [RE] one for each of dims
  std::vector<std::string> text;       ///< [1C] blanks at the end removed
  std::size_t width = 12;              ///< [1C] characters of each string in the file
  std::vector<std::int32_t> integers;  ///< [2I]
  std::vector<double> reals;           ///< [2R, RE, RL] every cell; or, if `sparse`, the cells that `cells` lists
  std::vector<std::uint64_t> cells;    ///< row-major positions of `reals`, increasing; used only if `sparse`
  bool sparse = false;                 ///< [RE, RL] stored as positions and values; what is not listed is zero
  bool wide = false;                   ///< [2R, RE, RL] reals take eight bytes in the file instead of four
  std::size_t offset = 0;              ///< where the header begins in the file it was read from, in bytes

  /// Number of cells: the product of dims.
  [[nodiscard]] std::size_t size() const;
  /// All cells of a real header, zeros included. Throws InputError for other types and above 2²⁸ cells.
  [[nodiscard]] std::vector<double> dense() const;
};

/// The headers of one file, in its order.
struct HarFile {
  std::string name;  ///< the path, or what stands for it in messages
  std::vector<HarHeader> headers;

  /// The header called `name` in any case, or nullptr.
  [[nodiscard]] const HarHeader* find(std::string_view name) const;
  /// What the file says about its own making (XXCR, XXCD, XXCP, XXHS), one line each.
  [[nodiscard]] std::vector<std::string> history() const;
};

/// Reads a GEMPACK header array file (.har, .prm): Fortran unformatted records, little- or big-endian, with four- or
/// eight-byte reals, plain or compressed with gzip. Values are exact. Layout: docs/data.md, "GTAP files".
/// Throws InputError "FILE, header NAME, byte N: …" for files that are not header arrays, records whose two lengths
/// differ, files that end early, sizes beyond the file's own, headers that stand twice, types that are not known.
HarFile read_har(const std::filesystem::path& path);
/// Reads a file that is already in memory; `name` stands for its path in messages.
HarFile read_har(std::string name, std::span<const char> bytes);

/// True if `bytes`, the beginning of a file (eight bytes suffice), can be that of a header array file.
bool looks_like_har(std::span<const char> bytes);

/// The file that holds `headers`: little-endian. Reals that are not `wide` are rounded to single precision.
/// Throws InputError naming the header: names, labels or set names that are too long or not plain text, names that
/// stand twice, more than seven dimensions, arrays whose length is not that of their dimensions, finite values that
/// single precision cannot hold.
std::string har_bytes(const std::vector<HarHeader>& headers);
/// Writes har_bytes() to `path`. Throws InputError also when the file cannot be written.
void write_har(const std::filesystem::path& path, const std::vector<HarHeader>& headers);

/// A one-dimensional header of strings, wide enough for the longest, at least `width`.
HarHeader text_header(std::string name, std::string long_name, std::vector<std::string> text, std::size_t width = 12);

/// A labelled header over whole sets. `values` are row-major; stored sparse where at most 40 % are not zero.
HarHeader real_header(std::string name, std::string long_name, std::string coefficient, std::vector<HarAxis> axes,
                      std::span<const double> values);

}  // namespace setu
