#pragma once
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace setu {

/// Which request of each browser tab is the newest: only that one is worth solving.
class Turns {
 public:
  /// Called when a request arrives; an older one of the same tab is replaced by it.
  void arrive(const std::string& tab, std::uint64_t id) {
    const std::lock_guard lock(mutex_);
    if (newest_.size() >= kTabs && !newest_.contains(tab)) newest_.clear();  // tabs long closed
    auto& newest = newest_[tab];
    if (id > newest) newest = id;
  }
  /// Whether a newer request of the tab has arrived, or the server ends.
  [[nodiscard]] bool replaced(const std::string& tab, std::uint64_t id) const {
    const std::lock_guard lock(mutex_);
    const auto it = newest_.find(tab);
    return closed_ || (it != newest_.end() && it->second > id);
  }
  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }

 private:
  static constexpr std::size_t kTabs = 1000;
  mutable std::mutex mutex_;
  std::map<std::string, std::uint64_t> newest_;
  bool closed_ = false;
};

}  // namespace setu
