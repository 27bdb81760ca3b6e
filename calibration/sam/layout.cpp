#include "layout.hpp"

namespace setu::sam {

namespace {

bool of_world(Kind kind) { return kind >= Kind::Transport; }

}  // namespace

const char* to_string(Kind kind) {
  static constexpr std::array<const char*, kKinds> names = {
      "domestic",   "imported",         "activity",   "factor",    "output_tax",   "factor_tax",     "income_tax",
      "sales_tax",  "import_sales_tax", "export_tax", "tariff",    "margin",       "region",         "household",
      "government", "depreciation",     "investment", "transport", "world_saving", "world_transfers"};
  return names[static_cast<std::size_t>(kind)];
}

Layout::Layout(const Sets& sets) : sets_(sets) {
  std::size_t world = 0;
  for (std::size_t k = 0; k < kKinds; ++k) {
    const Kind kind = static_cast<Kind>(k);
    std::size_t& count = of_world(kind) ? world : per_region_;
    first_[k] = count;
    count += elements(kind).size();
  }
  size_ = per_region_ * sets.reg.size() + world;
}

const std::vector<std::string>& Layout::elements(Kind kind) const {
  static const std::vector<std::string> one = {""};
  switch (kind) {
    case Kind::Domestic:
    case Kind::Imported:
    case Kind::SalesTax:
    case Kind::ImportSalesTax: return sets_.comm;
    case Kind::Activity:
    case Kind::OutputTax: return sets_.acts;
    case Kind::Factor:
    case Kind::FactorTax:
    case Kind::IncomeTax: return sets_.endw;
    case Kind::Tariff: return sets_.reg;
    case Kind::Margin:
    case Kind::Transport: return sets_.marg;
    default: return one;
  }
}

std::size_t Layout::at(Kind kind, std::size_t i, std::size_t r) const {
  return (of_world(kind) ? sets_.reg.size() : r) * per_region_ + first_[static_cast<std::size_t>(kind)] + i;
}

Place Layout::place(std::size_t account) const {
  const std::size_t r = account / per_region_;
  const bool world = r >= sets_.reg.size();
  const std::size_t inside = world ? account - sets_.reg.size() * per_region_ : account % per_region_;
  std::size_t k = world ? kKinds - 1 : static_cast<std::size_t>(Kind::Transport) - 1;
  while (first_[k] > inside || elements(static_cast<Kind>(k)).empty()) --k;
  return {static_cast<Kind>(k), inside - first_[k], world ? 0 : r};
}

std::string Layout::element(const Place& place) const { return elements(place.kind)[place.i]; }

std::string Layout::region(const Place& place) const { return of_world(place.kind) ? std::string() : sets_.reg[place.r]; }

std::string Layout::label(std::size_t account) const {
  const Place p = place(account);
  std::string text = to_string(p.kind);
  for (const auto& part : {element(p), region(p)})
    if (!part.empty()) text += ':' + part;
  return text;
}

}  // namespace setu::sam
