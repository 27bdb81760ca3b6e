#pragma once
#include <functional>
#include <stdexcept>

#include "program_fixture.hpp"

namespace setu {

/// Runs the program on broken files: it must return 2, print a sentence that names what is wrong and where, and leave
/// nothing behind.
class BrokenInputs : public Program {
 protected:
  void expect_refused(const std::string& what, const std::vector<std::string>& arguments, const std::vector<std::string>& parts) {
    SCOPED_TRACE(what);
    const auto before = entries();
    EXPECT_EQ(run(arguments), kBadInput) << out_ << err_;
    EXPECT_EQ(out_, "");
    for (const auto& part : parts) EXPECT_HAS(err_, part);
    EXPECT_TRUE(err_.starts_with("setu: ") && (err_.ends_with(".\n") || err_.ends_with("?\n"))) << err_;
    EXPECT_EQ(entries(), before);
    ++refused_;
  }

  static std::string replaced(std::string text, const std::string& old, const std::string& with) {
    const auto at = text.find(old);
    if (at == std::string::npos) throw std::runtime_error("'" + old + "' is not in the file");
    return text.replace(at, old.size(), with);
  }

  int refused_ = 0;
};

}  // namespace setu
