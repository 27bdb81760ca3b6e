#pragma once
#include <cstdint>
#include <string>

#include "fields.hpp"
#include "tables_file.hpp"

/// The JSON Schema of a described struct. Private to experiments/.
namespace setu {

/// Fields as properties; described structs go to `definitions` by their names.
struct SchemaFields {
  OrderedJson& definitions;
  OrderedJson properties = OrderedJson::object(), required = OrderedJson::array();

  template <class T>
  void operator()(const char* key, const T& /*value*/, const char* meaning) {
    if constexpr (IsOptional<T>::value) {
      properties[key] = of<typename T::value_type>();
    } else {
      properties[key] = of<T>();
      required.push_back(key);
    }
    properties[key]["description"] = meaning;
  }

  template <class T>
  OrderedJson of() {
    if constexpr (Described<T>) {
      if (!definitions.contains(T::kName)) {
        definitions[T::kName] = nullptr;  // keeps its place
        definitions[T::kName] = object_of<T>(definitions);
      }
      return {{"$ref", std::string("#/$defs/") + T::kName}};
    } else if constexpr (IsNamed<T>::value) {
      return {{"type", "object"}, {"additionalProperties", of<typename IsNamed<T>::Value>()}};
    } else if constexpr (IsList<T>::value) {
      return {{"type", "array"}, {"items", of<typename IsList<T>::Value>()}};
    } else if constexpr (std::is_same_v<T, JsonCell>) {
      return {{"type", {"string", "number", "null"}}};
    } else if constexpr (std::is_same_v<T, std::string>) {
      return {{"type", "string"}};
    } else if constexpr (std::is_same_v<T, bool>) {
      return {{"type", "boolean"}};
    } else if constexpr (std::is_integral_v<T>) {
      return {{"type", "integer"}};
    } else {
      static_assert(std::is_same_v<T, double>);
      return {{"type", "number"}};
    }
  }

  template <class T>
  static OrderedJson object_of(OrderedJson& definitions) {
    SchemaFields fields{definitions};
    const T blank{};
    T::fields(fields, blank);
    return {{"type", "object"},
            {"properties", std::move(fields.properties)},
            {"required", std::move(fields.required)},
            {"additionalProperties", false}};
  }
};

/// The schema of a file, its format first.
template <FileRoot T>
OrderedJson schema_of_file() {
  OrderedJson definitions = OrderedJson::object();
  OrderedJson body = SchemaFields::object_of<T>(definitions);
  OrderedJson format = {{"type", "object"},
                        {"properties", {{"name", {{"const", T::kFormat.name}}}, {"version", {{"const", T::kFormat.version}}}}},
                        {"required", {"name", "version"}},
                        {"additionalProperties", false},
                        {"description", "what this file is"}};
  OrderedJson properties = {{"format", std::move(format)}};
  properties.update(body["properties"]);
  body["properties"] = std::move(properties);
  body["required"].insert(body["required"].begin(), "format");
  OrderedJson schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", T::kName}};
  schema.update(body);
  schema["$defs"] = std::move(definitions);
  return schema;
}

}  // namespace setu
