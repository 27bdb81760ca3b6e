#pragma once
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

/// The one home of a JSON file is a struct that tells its fields once:
///
///   struct Kkt {
///     static constexpr const char* kName = "Kkt";
///     double stationarity = 0;
///     template <class Visitor, class Self>
///     static void fields(Visitor& field, Self& x) { field("stationarity", x.stationarity, "largest …"); }
///   };
///
/// Writing, reading, the JSON Schema and, from that, the page's types follow from it. Private to experiments/.
namespace setu {

using OrderedJson = nlohmann::ordered_json;

/// What a file is, in its first key: {"format": {"name": "run", "version": 2}}.
struct FileFormat {
  const char* name;
  int version;
};

/// An object whose keys are names, in the order in which they were added.
template <class T>
using Named = std::vector<std::pair<std::string, T>>;

template <class T>
concept Described = requires {
  T::kName;
};
template <class T>
concept FileRoot = Described<T> && requires {
  T::kFormat;
};

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsNamed : std::false_type {};
template <class T>
struct IsNamed<Named<T>> : std::true_type {
  using Value = T;
};
template <class T>
struct IsList : std::false_type {};
template <class T>
struct IsList<std::vector<T>> : std::bool_constant<!IsNamed<std::vector<T>>::value> {
  using Value = T;
};

/// Puts fields into an object; what is absent has no key.
struct FieldWriter {
  OrderedJson json = OrderedJson::object();

  template <class T>
  void operator()(const char* key, const T& value, const char* /*meaning*/) {
    if constexpr (IsOptional<T>::value) {
      if (value) json[key] = written(*value);
    } else {
      json[key] = written(value);
    }
  }

  template <class T>
  static OrderedJson written(const T& value) {
    if constexpr (Described<T>) {
      FieldWriter inner;
      T::fields(inner, value);
      return std::move(inner.json);
    } else if constexpr (IsNamed<T>::value) {
      OrderedJson object = OrderedJson::object();
      for (const auto& [name, item] : value) object[name] = written(item);
      return object;
    } else if constexpr (IsList<T>::value) {
      OrderedJson list = OrderedJson::array();
      for (const auto& item : value) list.push_back(written(item));
      return list;
    } else {
      return value;
    }
  }
};

/// Takes fields out of an object. Throws nlohmann's exceptions, which name the key, where one is missing or of another type.
struct FieldReader {
  const OrderedJson& json;

  template <class T>
  void operator()(const char* key, T& value, const char* /*meaning*/) {
    if constexpr (IsOptional<T>::value) {
      if (json.contains(key)) read(json.at(key), value.emplace());
    } else {
      read(json.at(key), value);
    }
  }

  template <class T>
  static void read(const OrderedJson& from, T& value) {
    if constexpr (Described<T>) {
      FieldReader inner{from};
      T::fields(inner, value);
    } else if constexpr (IsNamed<T>::value) {
      value.clear();
      for (const auto& [name, item] : from.items()) read(item, value.emplace_back(name, typename IsNamed<T>::Value{}).second);
    } else if constexpr (IsList<T>::value) {
      value.clear();
      for (const auto& item : from) {
        typename IsList<T>::Value one{};
        read(item, one);
        value.push_back(std::move(one));
      }
    } else if constexpr (std::is_same_v<T, double>) {
      value = from.is_null() ? std::numeric_limits<double>::quiet_NaN() : from.get<double>();  // JSON has no NaN
    } else {
      value = from.get<T>();
    }
  }
};

inline OrderedJson stamp_of(const FileFormat& format) { return {{"name", format.name}, {"version", format.version}}; }

/// A file's JSON, its format first.
template <FileRoot T>
OrderedJson json_of_file(const T& file) {
  OrderedJson json = {{"format", stamp_of(T::kFormat)}};
  json.update(FieldWriter::written(file));
  return json;
}

}  // namespace setu
