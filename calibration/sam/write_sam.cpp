#include <fmt/format.h>

#include <fstream>

#include "setu/base/files/csv.hpp"
#include "setu/base/error.hpp"
#include "setu/base/number.hpp"
#include "setu/calibration/sam/sam.hpp"

namespace setu {

void write_sam(const Sam& sam, const std::filesystem::path& file) {
  std::string text = "account";
  for (const auto& label : sam.accounts) text += ',' + csv_field(label);
  text += '\n';
  for (std::size_t i = 0; i < sam.size(); ++i) {
    text += csv_field(sam.accounts[i]);
    for (std::size_t j = 0; j < sam.size(); ++j) {
      text += ',';
      if (sam(i, j) != 0) append_number(text, sam(i, j));
    }
    text += '\n';
  }
  std::ofstream out(file, std::ios::binary);
  out << text;
  out.close();
  if (!out) throw InputError(fmt::format("Could not write '{}': is the disk full?", file.string()));
}

}  // namespace setu
