/// What jemalloc reads at start (https://jemalloc.net/jemalloc.3.html, "TUNING"): large pages, and memory that was used once
/// is kept. The solver's arrays are large and of the same sizes again and again; with the C library's defaults a third of
/// a run went into page faults (docs/performance.md).
extern "C" {
extern const char* malloc_conf;
const char* malloc_conf = "thp:always,dirty_decay_ms:-1,muzzy_decay_ms:-1";
}
