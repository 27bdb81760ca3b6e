#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// The formulas of an economy's description: parsing only, nothing is looked up here.
namespace setu::economy {

enum class Kind { Number, Name, Negate, Add, Subtract, Multiply, Divide, Power, Sum, Product, Call };

struct Binding {
  std::string index, set;  ///< "i in goods"
};

struct Formula {
  Kind kind = Kind::Number;
  double number = 0;
  std::string name;                    ///< of a Name, or the function of a Call
  std::vector<std::string> arguments;  ///< of a Name: index names or element labels
  std::vector<Binding> bindings;       ///< of a Sum or Product
  std::vector<Formula> parts;
};

/// "left = right".
struct Equality {
  Formula left, right;
};

/// "Q[i in goods, MLK]": each index bound to a set, or an element for itself (its `index` is then empty).
struct Key {
  std::string name;
  std::vector<Binding> indices;
};

/// All throw InputError: `place`, what is wrong and at which character of the text.
Formula parse_formula(const std::string& place, std::string_view text);
Equality parse_equality(const std::string& place, std::string_view text);
Key parse_key(const std::string& place, std::string_view text);

}  // namespace setu::economy
