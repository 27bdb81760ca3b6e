#include <algorithm>
#include <cstring>
#include <fstream>
#include <set>

#include "har_write_parts.hpp"
#include "setu/base/error.hpp"

namespace setu {
namespace detail {

void fail(const HarHeader& header, const std::string& message) {
  throw InputError("Header '" + header.name + "' cannot be written: " + message);
}

HarOutput& HarOutput::text(std::string_view text, std::size_t width) {
  body_.append(text.substr(0, width));
  body_.append(width - std::min(width, text.size()), ' ');
  return *this;
}

HarOutput& HarOutput::integer(std::size_t value) { return bytes(static_cast<std::int32_t>(value)); }

HarOutput& HarOutput::real(double value, bool wide) {
  if (wide) return bytes(value);
  return bytes(static_cast<float>(value));
}

void HarOutput::end_record() {
  const auto length = static_cast<std::uint32_t>(body_.size());
  char bytes[4];
  std::memcpy(bytes, &length, 4);
  file_.append(bytes, 4).append(body_).append(bytes, 4);
  body_.clear();
}

void write_strings(HarOutput& out, const std::vector<std::string>& strings, std::size_t width) {
  const std::size_t most = std::max<std::size_t>(1, 29996 / width);  // GEMPACK's length of a record
  std::size_t records = std::max<std::size_t>(1, (strings.size() + most - 1) / most);
  for (std::size_t begin = 0; records > 0; begin += most, --records) {
    const std::size_t here = std::min(most, strings.size() - begin);
    out.text("", 4).integer(records).integer(strings.size()).integer(here);
    for (std::size_t i = 0; i < here; ++i) out.text(strings[begin + i], width);
    out.end_record();
  }
}

namespace {

std::string upper(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

void write_description(HarOutput& out, const HarHeader& header) {
  const bool any_rank = header.type == HarType::Labelled || header.type == HarType::Plain;
  const bool labelled = header.type == HarType::Labelled;
  const std::string type = header.type == HarType::Text      ? "1C"
                           : header.type == HarType::Integer ? "2I"
                           : header.type == HarType::Matrix  ? "2R"
                           : header.wide                     ? (labelled ? "DE" : "DL")
                                                             : (labelled ? "RE" : "RL");
  std::vector<std::size_t> dims = header.dims;
  if (header.type == HarType::Text) dims.push_back(header.width);
  if (any_rank) dims.resize(7, 1);
  out.text(header.name, 4).end_record();
  out.text("", 4).text(type, 2).text(header.sparse ? "SPSE" : "FULL", 4).text(header.long_name, 70).integer(dims.size());
  for (const std::size_t d : dims) out.integer(d);
  out.end_record();
}

void write_labels(HarOutput& out, const HarHeader& header) {
  std::string status;
  std::size_t single = 0;
  std::vector<const HarAxis*> distinct;
  for (const auto& axis : header.axes) {
    status += axis.single ? 'e' : axis.elements.empty() ? 'u' : 'k';
    if (axis.single) ++single;
    const auto same = [&](const HarAxis* other) { return other->set == axis.set; };
    if (status.back() == 'k' && std::none_of(distinct.begin(), distinct.end(), same)) distinct.push_back(&axis);
  }
  out.text("", 4).integer(distinct.size()).integer(1).integer(header.axes.size()).text(header.coefficient, 12).integer(1);
  for (const auto& axis : header.axes) out.text(axis.set, 12);
  out.text(status, status.size());
  for (std::size_t s = 0; s < header.axes.size(); ++s) out.integer(0);
  out.integer(single);
  for (const auto& axis : header.axes)
    if (axis.single) out.text(axis.elements.front(), 12);
  out.end_record();
  for (const auto* axis : distinct) write_strings(out, axis->elements, 12);
}

}  // namespace
}  // namespace detail

std::string har_bytes(const std::vector<HarHeader>& headers) {
  std::string file;
  detail::HarOutput out(file);
  std::set<std::string> names;
  for (const auto& header : headers) {
    detail::check_writable(header);
    if (!names.insert(detail::upper(header.name)).second) detail::fail(header, "the name stands twice.");
    detail::write_description(out, header);
    if (header.type == HarType::Text) {
      detail::write_strings(out, header.text, header.width);
      continue;
    }
    if (header.type == HarType::Labelled) detail::write_labels(out, header);
    detail::write_numbers(out, header);
  }
  return file;
}

void write_har(const std::filesystem::path& path, const std::vector<HarHeader>& headers) {
  const std::string bytes = har_bytes(headers);
  std::ofstream out(path, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) throw InputError("Cannot write '" + path.string() + "' (is the disk full?).");
}

}  // namespace setu
