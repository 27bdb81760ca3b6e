#!/usr/bin/env python3
"""How near the estimated database is to its sources, computed from its flows and the raw files by code of its own.

audit_estimate.py DATABASE RAW_FOLDER [MAPPINGS] [--summary] [--docs=FILE]

MAPPINGS is the folder of economies.csv and products.csv, the database's own unless given.

Prints the fit, figure by figure or region by region (--summary, in Markdown), and fails if a figure is outside its bound or if
a line of the summary does not stand in the file of --docs. A figure that is known to be outside has a
wider bound of its own in KNOWN, with the reason; docs/data.md explains it. Exits with 77 if the raw files are absent.
"""
import csv
import math
import os
import sys
from collections import defaultdict

REGIONS = "IND JPN AUS NZL CHN KOR TWN IDN MYS PHL SGP THA VNM XSE USA EUR ROW".split()
GOODS = "agr min foo tex lea wdp pet chm rpp nmm met mac ele trn omf".split()
SERVICES = {"travel": ["trd", "pub"], "transport": ["tsp"], "ict_and_other_business": ["tel", "con", "bus"],
            "insurance_and_finance": ["fin"]}
REVENUE = {"CHN", "THA", "PHL", "MMR", "JPN", "MYS", "USA"}  # the national accounts hide their taxes on products
BOUNDED = {"IND": 1.5, "CHN": 1, "KOR": 1, "MYS": 1, "THA": 1}  # duties collected; India's figure is net of the states' share

# What is outside the usual bound: (table, region, item) → its own bound and the reason.
KNOWN = {
    ("similarity", "MYS", ""): (0.89, "fuels: crude and gas against products are not reported by heading"),
    ("similarity", "PHL", ""): (0.90, "fruit and gold are not sold to the partner whose headings are known"),
    ("similarity", "XSE", ""): (0.88, "Lao PDR does not report; Brunei's and Myanmar's fuels are not reported by heading"),
    ("similarity", "SGP", ""): (0.93, "re-exports are left out"),
    ("similarity", "ROW", ""): (0.90, "Hong Kong is left out; half of its economies are split like others"),
    ("similarity", "all", ""): (0.94, "the sum of the above"),
}


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def number(text):
    return float(text) if text not in ("", "NA", None) else 0.0


class Database:
    """Sums over the flows of basedata.csv."""

    def __init__(self, folder):
        self.cell = {}
        for row in rows(os.path.join(folder, "basedata.csv")):
            self.cell[(row["name"], row["i1"], row["i2"], row["i3"])] = float(row["value"])
        self.route = defaultdict(lambda: [0.0, 0.0])
        self.spent = defaultdict(lambda: [0.0, 0.0])  # region, use → basic value, paid
        self.factor_income = defaultdict(float)
        for (name, a, b, c), value in self.cell.items():
            if name in ("VCIF", "VMSB"):
                self.route[(a, b, c)][name == "VMSB"] += value
            elif name == "EVFB":
                self.factor_income[c] += value
            elif name[:2] in ("VD", "VM") and len(name) == 4 and name[2] in "FPGI" and name[3] in "BP":
                region = c if name[2] == "F" else b
                self.spent[(region, name[2])][name[3] == "P"] += value

    def duties(self, region):
        return sum(paid - cif for (_, _, d), (cif, paid) in self.route.items() if d == region)

    def product_taxes(self, region):
        return sum(paid - basic for (r, _), (basic, paid) in self.spent.items() if r == region)

    def gdp(self, region):
        return self.factor_income[region] + self.duties(region) + self.product_taxes(region)

    def trade(self, source=None, destination=None, sectors=None, abroad=False):
        return sum(cif for (c, s, d), (cif, _) in self.route.items()
                   if (source is None or s == source) and (destination is None or d == destination) and (sectors is None or c in sectors)
                   and not (abroad and s == d))


def economy_regions(database):
    """economies.csv: ISO code → region."""
    return {row["economy"]: row["region"] for row in rows(os.path.join(database, "economies.csv"))}


class Fit:
    def __init__(self):
        self.table, self.failures = [], []

    def add(self, kind, region, item, source, here, distance, bound, worst_below=False):
        known = KNOWN.get((kind, region, item))
        limit = known[0] if known else bound
        outside = distance < limit if worst_below else distance > limit
        self.table.append((kind, region, item, source, here, distance, known[1] if known else ""))
        if outside:
            self.failures.append(f"{kind} {region} {item}: source {source:.4g}, here {here:.4g}, distance {distance:.4g}, bound {limit:.4g}")


def accounts(fit, db, raw, region_of):
    gdp, share = defaultdict(float), defaultdict(lambda: defaultdict(float))
    level = {r["iso"]: number(r["value"]) * 1e3 for r in rows(f"{raw}/imf_weo_2025_10/weo_2018_2030.csv")
             if r["indicator"] == "NGDPD" and r["year"] == "2022"}
    un = defaultdict(dict)
    for r in rows(f"{raw}/un_national_accounts_2019_2024/un_ama_usd.csv"):
        if r["year"] == "2022":
            un[r["iso"]][r["indicator"]] = number(r["value"])
    for iso, values in un.items():
        region, size = region_of.get(iso, "ROW"), level.get(iso, values["GDP"])
        gdp[region] += size
        for item in ("C_household", "C_government", "GCF", "exports", "imports"):
            share[region][item] += size * values.get(item, 0.0) / values["GDP"]
        share[region]["taxes"] += size * (1 - values["VA_total"] / values["GDP"])
    gdp["TWN"] = level["TWN"]
    revenue = {}
    for r in rows(f"{raw}/taxes_grd_2021/taxes_pct_gdp_2014_2019.csv"):
        value = r["Total_taxes_on_goods_and_services_pct_gdp"]
        if value and int(r["Year"]) >= revenue.get(r["iso"], (0, 0))[0]:
            revenue[r["iso"]] = (int(r["Year"]), float(value))
    for region in REGIONS:
        here = db.gdp(region)
        fit.add("gdp", region, "", gdp[region], here, abs(here / gdp[region] - 1), 0.02)
        if region == "TWN":
            continue
        for item, use in (("C_household", "P"), ("C_government", "G"), ("GCF", "I")):
            source, found = share[region][item] / gdp[region], db.spent[(region, use)][1] / here
            bound = 0.03 if region != "ROW" else 0.05
            fit.add("final demand, share of GDP", region, item, source, found, abs(found - source), bound)
        if region != "ROW":
            balance = (share[region]["exports"] - share[region]["imports"]) / gdp[region]
            found = (db.trade(source=region, abroad=True) - db.trade(destination=region, abroad=True)) / here
            fit.add("trade balance, share of GDP", region, "", balance, found, abs(found - balance), 0.015)
        if region in REVENUE:
            source, found = revenue[region][1] / 100, db.product_taxes(region) / here
        elif region in ("XSE", "ROW"):
            continue
        else:
            source, found = share[region]["taxes"] / gdp[region], (db.product_taxes(region) + db.duties(region)) / here
        fit.add("taxes on products, share of GDP", region, "", source, found, abs(found - source), 0.003)


def similarity(fit, db, raw):
    customs = defaultdict(float)
    for r in rows(f"{raw}/goods_exports_2022/exports_by_economy_sector.csv"):
        if r["sector"] in GOODS and r["iso"] != "HKG":
            customs[(r["region"], r["sector"])] += number(r["est_2022"])
    weighted = all_trade = 0.0
    for region in REGIONS:
        ours = [db.trade(source=region, sectors={c}) for c in GOODS]
        theirs = [customs[(region, c)] for c in GOODS]
        value = sum(min(a / sum(ours), b / sum(theirs)) for a, b in zip(ours, theirs))
        weighted, all_trade = weighted + value * sum(ours), all_trade + sum(ours)
        fit.add("similarity", region, "", 1.0, value, value, 0.93, True)
    fit.add("similarity", "all", "", 1.0, weighted / all_trade, weighted / all_trade, 0.97, True)


def services(fit, db, raw, region_of):
    reported = defaultdict(float)
    for r in rows(f"{raw}/services_trade_atlas_2010_2022/services_by_category.csv"):
        if r["year"] == "2022" and r["iso"] != "USP":
            reported[(region_of.get(r["iso"], "ROW"), r["flow"], r["category"])] += number(r["usd_mn"])
    for region in REGIONS:
        for flow in ("export", "import"):
            for category, sectors in SERVICES.items():
                source = reported[(region, flow, category)]
                if source < 1000 or region == "ROW":
                    continue
                side = {"source": region} if flow == "export" else {"destination": region}
                here = db.trade(sectors=set(sectors), **side)
                fit.add("services", region, f"{flow} {category}", source, here, abs(here / source - 1), 0.25)


def duties(fit, db, raw):
    collected = {}
    for r in rows(f"{raw}/customs_duties_2017_2023/customs_duties.csv"):
        if r["year"] == "2022":
            collected[r["iso"]] = number(r["customs_pct_of_merchandise_imports"]) / 100
    for region, gross in {**BOUNDED, "USA": 1}.items():
        here = db.duties(region) / db.trade(destination=region, sectors=set(GOODS), abroad=True)
        fit.add("duties, share of goods imports", region, "", collected[region], here,
                max(here / collected[region], collected[region] / here), 1.5 if region != "USA" else 3)
    value = duty = 0.0
    for r in rows(f"{raw}/us_imports_2024_hs6/us_imports_2024_hs6_11partners.csv"):
        if r["cty"] == "CHINA":
            value, duty = value + number(r["imports"]), duty + number(r["duty"])
    cif = sum(db.route[(c, "CHN", "USA")][0] for c in GOODS)
    paid = sum(db.route[(c, "CHN", "USA")][1] for c in GOODS)
    fit.add("duties, share of goods imports", "USA", "from CHN", duty / value, paid / cif - 1, abs((paid / cif - 1) / (duty / value) - 1), 0.1)


def pairs(fit, db, raw, region_of):
    baci = defaultdict(float)
    for r in rows(f"{raw}/baci_2023/goods_bilateral_2023.csv"):
        a, b = region_of.get(r["exporter"], "ROW"), region_of.get(r["importer"], "ROW")
        if a != b:
            baci[(a, b)] += number(r["usd_thousand"]) / 1e3
    points = [(value, db.trade(source=a, destination=b, sectors=set(GOODS))) for (a, b), value in baci.items() if "TWN" not in (a, b)]
    mx, my = (sum(p[k] for p in points) / len(points) for k in (0, 1))
    covariance = sum((x - mx) * (y - my) for x, y in points)
    correlation = covariance / math.sqrt(sum((x - mx) ** 2 for x, _ in points) * sum((y - my) ** 2 for _, y in points))
    fit.add("pair totals, correlation", "all", f"{len(points)} pairs", 1.0, correlation, correlation, 0.985, True)


def india_japan(fit, db, raw, database):
    value = defaultdict(float)
    printed = set()
    for r in rows(f"{raw}/japan_trade_2019_2025/japan_trade_area_goods.csv"):
        if r["area"] == "India" and r["bn_yen_2022"] not in ("", "NA"):
            value[(r["ex_im"], r["goods"])] += float(r["bn_yen_2022"])
            printed.add((r["ex_im"], r["goods"]))
    items = defaultdict(list)
    for r in rows(os.path.join(database, "products.csv")):
        items[(r["flow"], r["sectors"])].append((r["goods"], float(r["sign"])))
    for (flow, sectors), goods in items.items():
        if not all((flow, g) in printed for g, sign in goods if sign > 0):
            continue
        source = sum(sign * value[(flow, g)] for g, sign in goods) / value[(flow, "Grand Total")]
        a, b = ("JPN", "IND") if flow == "export" else ("IND", "JPN")
        here = db.trade(source=a, destination=b, sectors=set(sectors.split())) / db.trade(source=a, destination=b, sectors=set(GOODS))
        if source > 0.02:
            fit.add("share of the pair's goods", f"{a}-{b}", sectors, source, here, abs(here / source - 1), 0.1)


def summary(fit):
    """The fit by region, as docs/data.md shows it."""
    of = defaultdict(dict)
    for kind, region, item, source, here, distance, _ in fit.table:
        of[region][(kind, item)] = (source, here, distance)
    lines = ["| region | GDP, here / source | household | government | investment | balance | taxes | export mix | services, median and worst |",
             "|---|---:|---:|---:|---:|---:|---:|---:|---:|"]

    def pair(region, kind, item=""):
        found = of[region].get((kind, item))
        return f"{100 * found[1]:.1f} / {100 * found[0]:.1f}" if found else ""

    for region in REGIONS:
        source, here, _ = of[region][("gdp", "")]
        ratios = sorted((distance, item, here / source) for (kind, item), (source, here, distance) in of[region].items() if kind == "services")
        told = f"{ratios[len(ratios) // 2][2]:.2f}, {ratios[-1][2]:.2f} {ratios[-1][1].replace('_', ' ')}" if ratios else ""
        final = [pair(region, "final demand, share of GDP", item) for item in ("C_household", "C_government", "GCF")]
        lines.append("| " + " | ".join([region, f"{here / source:.3f}", *final, pair(region, "trade balance, share of GDP"),
                                        pair(region, "taxes on products, share of GDP"), f"{of[region][('similarity', '')][1]:.3f}", told]) + " |")
    lines.append(f"Export mix, weighted with trade: {of['all'][('similarity', '')][1]:.3f}.")
    (item, (_, here, _)), = [(i, v) for (kind, i), v in of["all"].items() if kind.startswith("pair totals")]
    lines.append(f"Goods totals of {item} against BACI's of 2023: correlation {here:.4f}.")
    collected = [f"{region} {100 * here:.2f} / {100 * source:.2f}" for region in REGIONS
                 for (kind, i), (source, here, _) in of[region].items() if kind.startswith("duties") and not i]
    lines.append("Duties in per cent of goods imports, here / collected: " + ", ".join(collected) + ".")
    source, here, _ = of["USA"][("duties, share of goods imports", "from CHN")]
    lines.append(f"The USA's duty on goods from China: {100 * here:.1f} / {100 * source:.1f} per cent.")
    for name in ("JPN-IND", "IND-JPN"):
        parts = [f"{i} {100 * here:.1f} / {100 * source:.1f}" for (_, i), (source, here, _) in of[name].items()]
        lines.append(f"{name}, per cent of the pair's goods, here / Japan's customs: " + ", ".join(parts) + ".")
    return lines


def main():
    if len(sys.argv) < 3 or not os.path.isdir(sys.argv[2]):
        print("THE RAW FILES ARE ABSENT, NOTHING WAS AUDITED: give their folder", file=sys.stderr)
        return 77
    given = [word for word in sys.argv[1:] if not word.startswith("--")]
    database, raw, mappings = given[0], given[1], given[-1] if len(given) > 2 else given[0]
    db, fit, region_of = Database(database), Fit(), economy_regions(mappings)
    accounts(fit, db, raw, region_of)
    similarity(fit, db, raw)
    services(fit, db, raw, region_of)
    duties(fit, db, raw)
    pairs(fit, db, raw, region_of)
    india_japan(fit, db, raw, mappings)
    lines = summary(fit)
    if "--summary" in sys.argv:
        print("\n".join(lines))
    else:
        for row in fit.table:
            print("{}, {} {}: source {:.4g}, here {:.4g}, distance {:.3f} {}".format(*row))
    for word in sys.argv:
        if word.startswith("--docs="):
            with open(word[len("--docs="):], encoding="utf-8") as file:
                text = file.read()
            fit.failures += [f"{word[7:]} does not hold this line: {line}" for line in lines if line not in text]
    for failure in fit.failures:
        print("OUTSIDE ITS BOUND: " + failure, file=sys.stderr)
    return 1 if fit.failures else 0


if __name__ == "__main__":
    sys.exit(main())
