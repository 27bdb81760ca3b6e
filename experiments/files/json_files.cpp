#include "json_files.hpp"

#include <fstream>

namespace setu {

OrderedJson read_json_object(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  auto json = OrderedJson::parse(in, nullptr, false);
  if (json.is_discarded() || !json.is_object()) throw InputError(fmt::format("'{}' is not JSON.", file.string()));
  return json;
}

std::string format_name(const OrderedJson& json) {
  const auto format = json.find("format");
  if (format == json.end() || !format->is_object() || !format->contains("name") || !(*format)["name"].is_string()) return {};
  return (*format)["name"].get<std::string>();
}

void check_format(const OrderedJson& json, const FileFormat& format, const std::filesystem::path& file) {
  const std::string name = format_name(json);
  if (name.empty())
    throw InputError(
        fmt::format("'{}' names no format: it is not of setu, or an older setu wrote it. Run the command again.", file.string()));
  if (name != format.name) throw InputError(fmt::format("'{}' is of setu {}, not of setu {}.", file.string(), name, format.name));
  const auto& version = json["format"]["version"];
  if (!version.is_number_integer() || version.get<int>() != format.version)
    throw InputError(fmt::format("'{}' has version {} of the format '{}'; this setu reads version {}. Run the command again.",
                                 file.string(), version.dump(), format.name, format.version));
}

}  // namespace setu
