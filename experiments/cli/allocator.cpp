/// What jemalloc reads at start (https://jemalloc.net/jemalloc.3.html, "TUNING"): large pages, and memory that was used once
/// is kept, however large the block. The solver's arrays are large and of the same sizes again and again; with the C
/// library's defaults a third of a run went into page faults.
extern "C" {
extern const char* malloc_conf;
const char* malloc_conf = "thp:always,oversize_threshold:0,dirty_decay_ms:-1,muzzy_decay_ms:-1";
}
