#!/usr/bin/env python3
"""Foreign value added in exports (backward participation), by the world's Leontief inverse, beside the OECD's of 2020.

backward_participation.py DATABASE RAW_FOLDER [--docs=FILE]

Imports weighed more in 2022 than in 2020, so the OECD's figure is carried forward with imports over GDP (UN main aggregates). Fails
if a region is further than 2.5 points from that, if India's is not above Japan's, or if a line does not stand in the file of --docs.
Exits with 77 if the raw files are absent.
"""
import csv
import os
import sys
from collections import defaultdict

ASEAN = {"IDN", "MYS", "PHL", "SGP", "THA", "VNM", "XSE"}
GROUPS = {"JPN": {"JPN"}, "IND": {"IND"}, "ASEAN": ASEAN, "AUS": {"AUS"}}
MEMBERS = {**{k: {k} for k in GROUPS}, "ASEAN": {"IDN", "MYS", "PHL", "SGP", "THA", "VNM", "BRN", "KHM", "LAO", "MMR"}}
OECD_2020 = {"JPN": 13.3, "IND": 17.2, "ASEAN": 30.9, "AUS": 9.4}  # foreign value added in gross exports, per cent


class World:
    def __init__(self, folder):
        self.cell = defaultdict(float)
        for row in csv.DictReader(open(os.path.join(folder, "basedata.csv"), newline="")):
            self.cell[(row["name"], row["i1"], row["i2"], row["i3"])] = float(row["value"])
        with open(os.path.join(folder, "sets.csv")) as file:
            sets = {line.split(",")[0]: line.strip().split(",")[1:] for line in file}
        self.regions, self.sectors = sets["REG"], sets["COMM"]
        self.number = {pair: i for i, pair in enumerate((r, c) for r in self.regions for c in self.sectors)}

    def coefficients(self):
        """Inputs per unit of output, from every industry of every region, at the sellers' prices."""
        cell, size = self.cell, len(self.number)
        a = [[0.0] * size for _ in range(size)]
        arrived = {(c, r): sum(cell[("VMSB", c, s, r)] for s in self.regions) for c in self.sectors for r in self.regions}
        for r in self.regions:
            for user in self.sectors:
                output, column = cell[("MAKB", user, user, r)], self.number[(r, user)]
                for c in self.sectors if output > 0 else ():
                    a[self.number[(r, c)]][column] += cell[("VDFB", c, user, r)] / output
                    bought = cell[("VMFB", c, user, r)] / output
                    for s in self.regions if bought > 0 else ():
                        a[self.number[(s, c)]][column] += bought * cell[("VCIF", c, s, r)] / arrived[(c, r)]
        return a

    def value_added_content(self):
        """By industry: value added of every region in a unit of its output, (I − Aᵀ)⁻¹ v."""
        a, size = self.coefficients(), len(self.number)
        rows = [[(1.0 if i == j else 0.0) - a[j][i] for j in range(size)] + [0.0] * len(self.regions) for i in range(size)]
        for (r, c), i in self.number.items():
            if self.cell[("MAKB", c, c, r)] > 0:
                rows[i][size + self.regions.index(r)] = 1 - sum(a[k][i] for k in range(size))
        for k in range(size):
            pivot = rows[k][k]
            tail = [v / pivot for v in rows[k][k + 1:]]
            rows[k][k + 1:] = tail
            for i in range(size):
                factor = rows[i][k]
                if i != k and factor != 0:
                    rows[i][k + 1:] = [x - factor * t for x, t in zip(rows[i][k + 1:], tail)]
        return [row[size:] for row in rows]

    def participation(self, group, content):
        own = total = 0.0
        for (s, c), i in self.number.items():
            if s in group:
                sold = sum(self.cell[("VXSB", c, s, d)] for d in self.regions if d not in group)
                total += sold
                own += sold * sum(content[i][self.regions.index(r)] for r in group)
        return 100 * (1 - own / total)


def import_growth(raw):
    """Imports over GDP in 2022 relative to 2020, by group."""
    value = defaultdict(float)
    for row in csv.DictReader(open(f"{raw}/un_national_accounts_2019_2024/un_ama_usd.csv", newline="")):
        for group, members in MEMBERS.items():
            if row["iso"] in members and row["indicator"] in ("GDP", "imports"):
                value[(group, row["year"], row["indicator"])] += float(row["value"])
    share = {(g, y): value[(g, y, "imports")] / value[(g, y, "GDP")] for g in MEMBERS for y in ("2020", "2022")}
    return {g: share[(g, "2022")] / share[(g, "2020")] for g in MEMBERS}


def main():
    if len(sys.argv) < 3 or not os.path.isdir(sys.argv[2]):
        print("THE RAW FILES ARE ABSENT, NOTHING WAS COMPARED: give their folder", file=sys.stderr)
        return 77
    world, growth = World(sys.argv[1]), import_growth(sys.argv[2])
    content = world.value_added_content()
    found = {name: world.participation(group, content) for name, group in GROUPS.items()}
    lines, failures = [], []
    for name, here in found.items():
        carried = OECD_2020[name] * growth[name]
        lines.append(f"| {name} | {here:.1f} | {OECD_2020[name]:.1f} | {growth[name]:.2f} | {carried:.1f} |")
        if abs(here - carried) > 2.5:
            failures.append(f"{name}: {here:.1f} is further than 2.5 points from {carried:.1f}")
    if found["IND"] <= found["JPN"]:
        failures.append("India's participation is not above Japan's")
    print("\n".join(lines))
    for word in sys.argv:
        if word.startswith("--docs="):
            with open(word[len("--docs="):], encoding="utf-8") as file:
                text = file.read()
            failures += [f"{word[7:]} does not hold this line: {line}" for line in lines if line not in text]
    for failure in failures:
        print("OUTSIDE: " + failure, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
