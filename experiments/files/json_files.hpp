#pragma once
#include <filesystem>
#include <string>

#include <fmt/format.h>

#include "fields.hpp"
#include "setu/base/error.hpp"
#include "setu/base/files/whole_file.hpp"

/// Files of JSON that are described structs (fields.hpp). Private to experiments/.
namespace setu {

/// A JSON object. Throws InputError where the file holds none.
OrderedJson read_json_object(const std::filesystem::path& file);

/// The name in the format of a file of Setu: "run"; empty where it has none.
std::string format_name(const OrderedJson& json);

/// Throws InputError where the JSON of `file` is of another format, or of a version that this setu does not read.
void check_format(const OrderedJson& json, const FileFormat& format, const std::filesystem::path& file);

template <FileRoot T>
void write_json_file(const T& value, const std::filesystem::path& file) {
  write_whole(file, json_of_file(value).dump(2) + "\n");
}

/// Throws InputError that names the file and what is missing in it.
template <FileRoot T>
T from_json(const OrderedJson& json, const std::filesystem::path& file) {
  check_format(json, T::kFormat, file);
  T value;
  try {
    FieldReader::read(json, value);
  } catch (const nlohmann::json::exception& error) {
    throw InputError(fmt::format("'{}' is not what setu {} writes: {}.", file.string(), T::kFormat.name, error.what()));
  }
  return value;
}

}  // namespace setu
