"""Runs eslabon and other programs in turn on the same work and writes docs/performance.md and docs/performance.svg.

    python3 benches/peers/compare.py [--workbook mip_2008_bcch_111x111.xlsx] [--quick] [--only WORD ...]

It makes an environment of its own (target/peers) with numpy, scipy, pandas, polars and pymrio from PyPI, builds the release binary and
the bench `peers`, and then alternates: eslabon, peer, eslabon, peer. Medians are over alternated rounds, so that a machine whose
speed drifts is unfair to nobody. Ratios of one run are what may be quoted. A whole run takes about half an hour.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import time
import venv

import page

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = ROOT / "benches" / "peers"
ENVIRONMENT = ROOT / "target" / "peers"
PACKAGES = ["numpy", "scipy", "pandas", "polars", "pymrio", "openpyxl", "python-calamine"]
TUNED = {"OPENBLAS_CORETYPE": "SKYLAKEX"}
# Sectors of the table, for the cost curve.
CURVE = [12, 49, 111, 250, 500, 1000, 2000, 3465, 5000, 7000, 10_000]


def environment():
    """The interpreter with the peers; made at the first run."""
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists():
        venv.create(ENVIRONMENT, with_pip=True)
    mark = ENVIRONMENT / "packages.json"
    if not mark.exists() or json.loads(mark.read_text()) != PACKAGES:
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
        mark.write_text(json.dumps(PACKAGES))
    return python


def build():
    """The release binary and the bench of works."""
    subprocess.run(["cargo", "build", "--release", "--locked"], cwd=ROOT, check=True)
    told = subprocess.run(
        ["cargo", "bench", "--locked", "--no-run", "--bench", "peers", "--message-format", "json"],
        cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
    )
    kernels = None
    for line in told.stdout.splitlines():
        message = json.loads(line)
        if message.get("reason") == "compiler-artifact" and message["target"]["name"] == "peers":
            kernels = message["executable"]
    return ROOT / "target" / "release" / "eslabon", kernels


def told(command, extra=None):
    """What a timed work prints of itself: milliseconds and the most memory it held, in megabytes."""
    command = [str(word) for word in command]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env={**os.environ, **(extra or {})})
    _, _, milliseconds, kilobytes = done.stdout.split()
    return float(milliseconds), float(kilobytes) / 1024


def process(command):
    """The whole process from start to end: milliseconds and the most memory it held, in megabytes."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    command = [str(word) for word in command]
    start = time.perf_counter()
    silent = [(os.POSIX_SPAWN_DUP2, nowhere, 1), (os.POSIX_SPAWN_DUP2, nowhere, 2)]
    child = os.posix_spawn(command[0], command, os.environ, file_actions=silent)
    _, status, used = os.wait4(child, 0)
    taken = (time.perf_counter() - start) * 1e3
    os.close(nowhere)
    if status:
        raise SystemExit(f"{command} failed")
    return taken, used.ru_maxrss / 1024


def alternate(rounds, ours, peers):
    """Runs ours and every peer in turn: medians, peaks of memory, and the median of the rounds' ratios peer / ours."""
    runs = {name: [] for name in ["eslabon", *peers]}
    for _ in range(rounds):
        runs["eslabon"].append(ours())
        for name, peer in peers.items():
            runs[name].append(peer())
    medians = {name: statistics.median(taken for taken, _ in values) for name, values in runs.items()}
    peaks = {name: max(peak for _, peak in values) for name, values in runs.items()}
    mine = [taken for taken, _ in runs["eslabon"]]
    ratios = {
        name: statistics.median(theirs / ours for (theirs, _), ours in zip(runs[name], mine)) for name in peers
    }
    return medians, peaks, ratios


class Works:
    """The rows of the page: each a title, the rounds, ours and the peers."""

    def __init__(self, python, eslabon, kernels, workbook, quick):
        self.python, self.eslabon, self.kernels, self.workbook, self.quick = python, eslabon, kernels, workbook, quick

    def kernel(self, name, order, repeats, **extra):
        return lambda: told([self.kernels, name, order, repeats], extra)

    def peer(self, name, order, repeats, *more, extra=None):
        return lambda: told([self.python, HERE / "kernels.py", name, order, repeats, *more], extra)

    def table(self, order):
        path = ENVIRONMENT / f"table-{order}.csv"
        if not path.exists():
            command = [self.python, HERE / "kernels.py", "write-table", str(order), "0", str(path)]
            subprocess.run(command, check=True)
        return path

    def sizes(self, *sizes):
        return [size for size in sizes if not self.quick or size[0] <= 1000]

    def rows(self):
        yield from self.processes()
        yield from self.reading()
        yield from self.solutions()
        yield from self.scenarios()
        yield from self.analyses()
        yield from self.sparse()

    def processes(self):
        def program(name, path):
            return lambda: process([self.python, HERE / "processes.py", name, path])

        def ours(path):
            return lambda: process([self.eslabon, "linkages", "--table", path, "--format", "csv", "--quiet"])

        yield "start-up (`eslabon --version`)", 41, lambda: process([self.eslabon, "--version"]), {}
        table = self.table(111)
        peers = {name: program(name, table) for name in ["numpy", "pandas", "pymrio"]}
        yield "process: CSV table of 111 sectors to all linkages", 11, ours(table), peers
        if self.workbook:
            peers = {f"pandas with {name}": program(name, self.workbook) for name in ["calamine", "openpyxl"]}
            yield "process: the Bank's 2008 workbook to all linkages", 11, ours(self.workbook), peers

    def reading(self):
        for order, rounds in self.sizes((111, 7), (1000, 7), (3465, 7)):
            table = self.table(order)
            megabytes = table.stat().st_size / 1e6
            peers = {name: self.peer(f"read-{name}", order, 1, table) for name in ["pandas", "polars"]}
            title = f"dense CSV table, n = {order:,} ({megabytes:.3g} MB)"
            yield title, rounds, self.kernel("read", order, 1, ESLABON_BENCH_TABLE=str(table)), peers

    def solutions(self):
        for order, repeats, rounds in self.sizes((111, 2000, 9), (1000, 10, 7), (3465, 2, 5), (7000, 1, 2)):
            peers = {
                "numpy": self.peer("inverse", order, repeats),
                "numpy, tuned": self.peer("inverse", order, repeats, extra=TUNED),
            }
            yield f"inverse, n = {order:,}", rounds, self.kernel("inverse", order, repeats), peers
        for order, repeats, rounds in self.sizes((1000, 10, 7), (3465, 3, 5), (7000, 1, 2)):
            peers = {
                "numpy solve": self.peer("solve", order, repeats),
                "numpy solve, tuned": self.peer("solve", order, repeats, extra=TUNED),
                "scipy gmres": self.peer("gmres", order, repeats),
            }
            yield f"one output vector, n = {order:,}", rounds, self.kernel("output", order, repeats), peers

    def scenarios(self):
        for order, rounds in self.sizes((111, 7), (1000, 7), (3465, 5)):
            peers = {
                "numpy, one at a time": self.peer("row-update", order, 3),
                "numpy, all at once": self.peer("row-updates", order, 50),
            }
            title = f"one row and six buyers, one total, n = {order:,}"
            yield title, rounds, self.kernel("row-scenarios", order, 50), peers
        for order, rounds in self.sizes((111, 7), (3465, 5)):
            title = f"twenty cells anywhere, all outputs, n = {order:,}"
            yield title, rounds, self.kernel("cell-scenarios", order, 50), {"numpy": self.peer("cell-update", order, 5)}
        for order, repeats, rounds in self.sizes((111, 30, 7), (3465, 1, 5)):
            peers = {
                "numpy, one product": self.peer("final-demands", order, repeats),
                "numpy, tuned": self.peer("final-demands", order, repeats, extra=TUNED),
            }
            title = f"10,000 final demands, each, n = {order:,}"
            yield title, rounds, self.kernel("final-demands", order, repeats), peers

    def analyses(self):
        peers = {
            "numpy, one solution each": self.peer("extraction-by-solving", 111, 3),
            "numpy, closed form": self.peer("extraction", 111, 500),
        }
        yield "extraction of all sectors, n = 111", 7, self.kernel("extraction", 111, 500), peers
        peers = {
            "numpy, one product each": self.peer("fields-by-product", 111, 1),
            "numpy, norms": self.peer("fields", 111, 500),
        }
        yield "intensities of all fields of influence, n = 111", 7, self.kernel("fields", 111, 500), peers
        peers = {"numpy": self.peer("lengths", 111, 500)}
        yield "average propagation lengths, n = 111", 7, self.kernel("lengths", 111, 200), peers

    def sparse(self):
        for order, rounds in self.sizes((1000, 5), (3465, 5)):
            peers = {
                "scipy gmres, sparse": self.peer("sparse-gmres", order, 5),
                "scipy splu": self.peer("sparse-factors", order, 1),
            }
            title = f"one output vector, one cell in a hundred, n = {order:,}"
            yield title, rounds, self.kernel("output-sparse", order, 5), peers


def curve(works):
    """The cost from twelve sectors to ten thousand: by order, milliseconds and megabytes of each work."""
    points = {}
    for order in CURVE:
        if works.quick and order > 1000:
            break
        repeats = max(1, min(500, int(3e8 / order**2.5)))
        points[order] = {
            "inverse": told([works.kernels, "inverse", order, repeats]),
            "output": told([works.kernels, "output", order, repeats]),
            "row": told([works.kernels, "row-scenarios", order, 20]),
            "product": told([works.kernels, "product", order, repeats]) if order <= 7000 else None,
            "numpy": told([works.python, HERE / "kernels.py", "inverse", order, repeats]) if order <= 7000 else None,
        }
        print(order, points[order], flush=True)
    return points


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--workbook", type=pathlib.Path, help="the Central Bank of Chile's table of 111 activities of 2008")
    options.add_argument("--quick", action="store_true", help="small sizes only")
    options.add_argument("--only", nargs="*", default=[], help="rows whose title contains one of these words; no page is written")
    options.add_argument("--page-only", action="store_true", help="the page from what the last run measured")
    asked = options.parse_args()
    kept = ENVIRONMENT / "measured.json"
    if not asked.page_only:
        python = environment()
        works = Works(python, *build(), asked.workbook, asked.quick)
        rows = []
        for title, rounds, ours, peers in works.rows():
            if asked.only and not any(word in title for word in asked.only):
                continue
            medians, peaks, ratios = alternate(rounds, ours, peers)
            rows.append({"title": title, "medians": medians, "peaks": peaks, "ratios": ratios})
            print(json.dumps(rows[-1]), flush=True)
        if asked.only:
            return
        measured = {"rows": rows, "curve": curve(works), "machine": page.machine(python), "quick": asked.quick}
        kept.write_text(json.dumps(measured, indent=1))
    page.write(json.loads(kept.read_text()), ROOT / "docs")


if __name__ == "__main__":
    main()
