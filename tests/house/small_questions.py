"""Small questions, one of each command that writes a result folder, for the tests of formats and of equal bytes."""
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DATABASE = "indo-pacific-2022"

POLICY = """title = "Two tariffs"
database = "coarse"
starts = 1
[[instrument]]
variable = "tms(ele,JPN,IND)"
rate = [0, "status quo"]
[objective]
maximise = "EV(IND)"
[[constraint]]
result = "EV(JPN)"
at_least = -100000
"""
FRONTIER = POLICY[: POLICY.index("[[constraint]]")] + '[frontier]\nagainst = "EV(JPN)"\npoints = 2\n'
GAME = """title = "A small tariff war"
database = "coarse"
starts = 1
[[instrument]]
player = "India"
variable = "tms(ele,JPN,IND)"
rate = [0, 0.8]
[[instrument]]
player = "Japan"
variable = "tms(ele,IND,JPN)"
rate = [0, 0.8]
[[objective]]
player = "India"
maximise = "EV(IND)"
[[objective]]
player = "Japan"
maximise = "EV(JPN)"
"""
SCENARIO = """name = "cut"
title = "A tariff cut"
database = "coarse"
[report]
pair = ["IND", "JPN"]
[[shocks]]
variable = "tms(ele,JPN,IND)"
cut = 50
"""
SWEEP = """name = "cuts"
scenario = "cut"
[[vary]]
name = "cut"
key = "shocks.0.cut"
values = [0, 25, 50]
[results]
keep = ["EV", "qgdp"]
"""
SENSITIVITY = """name = "draws"
scenario = "cut"
[[vary]]
name = "ESBM"
parameter = "ESBM"
apply = "multiply"
distribution = { kind = "normal", mean = 1, sd = 0.1 }
[[vary]]
name = "cut"
key = "shocks.0.cut"
distribution = { kind = "uniform", from = 25, to = 75 }
[[correlate]]
names = ["ESBM", "cut"]
matrix = [[1, 0.3], [0.3, 1]]
[design]
kind = "latin_hypercube"
draws = 6
seed = 3
[results]
keep = ["EV"]
"""


def run(setu, folder, *arguments, threads="1", expect=0):
    environment = {k: v for k, v in os.environ.items() if k not in ("SETU_HOME", "SETU_DATA")} | {"OMP_NUM_THREADS": threads}
    done = subprocess.run([setu, *map(str, arguments)], cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != expect:
        raise RuntimeError(f"setu {' '.join(map(str, arguments))} returned {done.returncode}, not {expect}: {done.stderr.strip()[-500:]}")
    return done.stdout


def write_questions(setu, folder):
    """The files that the questions are read from, and a coarse database."""
    sets = (ROOT / "data" / DATABASE / "sets.csv").read_text().splitlines()
    regions = next(line for line in sets if line.startswith("REG,")).split(",")[1:]
    (folder / "regions.csv").write_text("old,new\n" + "".join(f"{r},{r if r in ('IND', 'JPN') else 'ROW'}\n" for r in regions))
    texts = {"policy": POLICY, "frontier": FRONTIER, "game": GAME, "cut": SCENARIO, "sweep": SWEEP, "sensitivity": SENSITIVITY}
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text)
    run(setu, folder, "aggregate", DATABASE, "--regions", "regions.csv", "--out", "coarse")


def answer_all(setu, questions, at, out, threads="1"):
    """Answers every question from the working directory `at` into folders below `out`."""
    run(setu, at, "run", questions / "cut.toml", "--har", "--out", out / "run", threads=threads)
    for command, file in (("optimise", "policy"), ("frontier", "frontier"), ("game", "game")):
        run(setu, at, command, questions / f"{file}.toml", "--out", out / command, threads=threads)
    for command in ("sweep", "sensitivity"):
        run(setu, at, command, questions / f"{command}.toml", "--workers", threads, "--out", out / command, threads=threads)
    run(setu, at, "run", "package", "--format", "csv,xlsx,latex", "--out", out / "package", threads=threads)
    run(setu, at, "economy", ROOT / "data/economies/hosoe", "--case", "no_tariffs", "--out", out / "economy", threads=threads)
    for command in ("elasticities", "values"):
        run(setu, at, command, questions / "cut.toml", "--out", out / command, threads=threads)
