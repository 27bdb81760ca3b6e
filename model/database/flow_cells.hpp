#pragma once
#include <array>
#include <string>
#include <vector>

#include "setu/model/database/database.hpp"
#include "setu/model/database/ledger.hpp"

namespace setu::reshape {

/// The accounts that flows enter: activities (cost less output, at producer prices), commodities (supply less use, at basic prices)
/// and imports (by source less by user). All are zero in a balanced database.
enum class Book { Activity, Commodity, Imports };

/// One kind of flow, which a database holds at several prices in headers of one shape: a flow of the ledger that enters a book.
struct FlowKind {
  const char* base;                 ///< the header whose cells are moved
  const char* paid;                 ///< its value in its second account; nullptr where there is none
  std::vector<const char*> others;  ///< everything that keeps its ratio to the base
  enum class Role { FirmsDomestic, FirmsImported, FinalDomestic, FinalImported, Endowment, Make, Trade, Margin } role;
  Levy levy;  ///< what the tax on it is levied on; of final purchases it tells the buyer

  /// A book that it enters: the positions of its indices there, and whether with its value at the base or as paid.
  struct Side {
    Book book;
    std::size_t element, region;
    double sign;
    bool at_base;
  };
  std::vector<Side> sides;
};
/// Intermediate and final purchases, endowments, make, trade, margin exports.
const std::vector<FlowKind>& flow_kinds();

/// The indices of a cell of a header of two or three dimensions; the third is 0 where there are two.
std::array<std::size_t, 3> indices(const Array& array, std::size_t position);

struct Entry {
  Book book;
  std::size_t element, region;
  double coefficient;  ///< per unit of the base
};
/// The accounts of cell `at` of `kind`; `ratio` is paid / base. `commodity_of` gives the commodity of each margin.
std::vector<Entry> entries(const FlowKind& kind, const std::array<std::size_t, 3>& at, double ratio,
                           const std::vector<std::size_t>& commodity_of);

/// Positions of MARG's elements in COMM.
std::vector<std::size_t> margin_commodities(const Sets& sets);
/// "activity agr in USA", …
std::string book_name(const Sets& sets, Book book, std::size_t element, std::size_t region);

}  // namespace setu::reshape
