#include "setu/experiments/web/web.hpp"

#include "embed.hpp"

SETU_EMBED(workbench_page, SETU_PAGES "/workbench.html")
SETU_EMBED(report_page, SETU_PAGES "/report.html")
