#include "toml_schema.hpp"

#include <fmt/format.h>

#include "setu/base/error.hpp"

namespace setu {

namespace {

using Json = OrderedJson;

Json list_of(Json item) { return {{"type", "array"}, {"items", std::move(item)}}; }
Json named(Json value) { return {{"type", "object"}, {"additionalProperties", std::move(value)}}; }
Json any_of(std::initializer_list<Json> choices) { return {{"anyOf", Json(choices)}}; }
Json reference(const std::string& name) { return {{"$ref", "#/$defs/" + name}}; }

const Json kText = {{"type", "string"}}, kNumber = {{"type", "number"}};

/// Builds definitions of tables as they are referred to.
class TomlSchemas {
 public:
  Json definitions = Json::object();

  /// A table in a kind of file; the table's own kinds are told apart by its chooser.
  Json table(const TomlTable& table, const std::string& kind) {
    if (*table.chooser == '\0') return object(table, kind, false);
    Json choices = Json::array();
    for (const char* own : table.kinds) choices.push_back(object(table, own, true));
    return {{"anyOf", std::move(choices)}};
  }

 private:
  Json object(const TomlTable& table, const std::string& kind, bool chosen) {
    Json properties = Json::object(), required = Json::array();
    for (const auto& key : table.keys) {
      if (!is_of_kind(key, kind)) continue;
      const bool chooser = chosen && key.key == std::string_view(table.chooser);
      properties[key.key] = chooser ? Json{{"const", kind}} : value(key, kind);
      properties[key.key]["description"] = key.meaning;
      if (key.required || (chooser && kind != table.kinds.front())) required.push_back(key.key);
    }
    return {{"type", "object"}, {"properties", std::move(properties)}, {"required", std::move(required)}, {"additionalProperties", false}};
  }

  /// A reference to the definition of a table in a kind of file, which is made where it is new.
  Json inner(const TomlKey& key, const std::string& kind) {
    const TomlTable* table = toml_table(key.of);
    if (table == nullptr) throw LogicError(fmt::format("there is no table '{}' of keys", key.of));
    const bool by_kind = *table->chooser == '\0' && !table->kinds.empty();
    std::string name;
    for (const char c : std::string_view(table->what))
      if (c != '[' && c != ']') name += c == ' ' ? '_' : c;
    if (std::string_view(table->what).starts_with("[[")) name += "_each";
    if (by_kind) name += "_" + kind;
    if (!definitions.contains(name)) {
      definitions[name] = nullptr;  // keeps its place
      definitions[name] = this->table(*table, kind);
    }
    return reference(name);
  }

  Json shared(const char* name, Json schema) {
    if (!definitions.contains(name)) definitions[name] = std::move(schema);
    return reference(name);
  }
  Json texts() { return shared("texts", any_of({kText, list_of(kText)})); }
  Json selector() {
    (void)texts();
    return shared("selector", any_of({reference("texts"),
                                      {{"type", "object"},
                                       {"properties", {{"of", reference("texts")}, {"not", reference("texts")}}},
                                       {"additionalProperties", false}}}));
  }
  Json level() { return shared("level", any_of({kNumber, {{"const", "status quo"}}})); }
  Json formula() { return any_of({kText, kNumber}); }

  Json value(const TomlKey& key, const std::string& kind) {
    switch (key.form) {
      case TomlForm::Text: return kText;
      case TomlForm::Number: return kNumber;
      case TomlForm::Whole: return {{"type", "number"}, {"multipleOf", 1}, {"minimum", 0}};
      case TomlForm::Flag: return {{"type", "boolean"}};
      case TomlForm::True: return {{"const", true}};
      case TomlForm::Selector: return selector();
      case TomlForm::Texts: return texts();
      case TomlForm::Selectors: return list_of(selector());
      case TomlForm::Numbers: return list_of(kNumber);
      case TomlForm::Matrix: return list_of(list_of(kNumber));
      case TomlForm::Level: return level();
      case TomlForm::Levels: return {{"type", "array"}, {"items", level()}, {"minItems", 2}, {"maxItems", 2}};
      case TomlForm::Lines: return named(formula());
      case TomlForm::Files: return named(kText);
      case TomlForm::Weights: return named(kNumber);
      case TomlForm::Choices: return named(named(selector()));
      default: return nested(key, kind);
    }
  }

  /// Values that hold tables.
  Json nested(const TomlKey& key, const std::string& kind) {
    switch (key.form) {
      case TomlForm::Table: return inner(key, kind);
      case TomlForm::Tables: return list_of(inner(key, kind));
      case TomlForm::Aim: return any_of({kText, inner(key, kind)});
      case TomlForm::Aims: {
        const Json aim = any_of({kText, inner(key, kind)});
        return any_of({aim, list_of(aim)});
      }
      case TomlForm::Includes: return list_of(any_of({kText, inner(key, kind)}));
      case TomlForm::Cases: return named(inner(key, kind));
      case TomlForm::Parameters: return named(any_of({kNumber, inner(key, kind)}));
      case TomlForm::Sets: return named(any_of({list_of(kText), inner({key.key, key.form, key.meaning, "[sets]"}, kind)}));
      default: throw LogicError(fmt::format("the form of key '{}' has no schema", key.key));
    }
  }
};

}  // namespace

OrderedJson toml_schema(const TomlFile& file) {
  TomlSchemas schemas;
  Json choices = Json::array();
  for (const char* kind : file.kinds) choices.push_back(schemas.table(*toml_table(file.root), kind));
  Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", std::string(file.name) + ".toml"}};
  if (choices.size() == 1) schema.update(choices[0]);
  else schema["anyOf"] = std::move(choices);
  schema["$defs"] = std::move(schemas.definitions);
  return schema;
}

}  // namespace setu
