"""Runs eslabon and other programs in turn on the same work and writes docs/performance.md.

    python3 benches/peers/compare.py [--quick] [--only WORK ...]

It makes an environment of its own (target/peers) with numpy, scipy, pandas, polars and pymrio from PyPI, builds the release binary and
the bench `kernels`, and then alternates: eslabon, peer, eslabon, peer. Medians are over alternated rounds, so that a machine whose
speed drifts is unfair to nobody. Ratios of one run are what may be quoted.
"""

import argparse
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import venv

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = ROOT / "benches" / "peers"
ENVIRONMENT = ROOT / "target" / "peers"
PACKAGES = ["numpy", "scipy", "pandas", "polars", "pymrio", "openpyxl", "python-calamine"]


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
    """The release binary and the bench of kernels."""
    subprocess.run(["cargo", "build", "--release", "--locked"], cwd=ROOT, check=True)
    told = subprocess.run(
        ["cargo", "bench", "--locked", "--no-run", "--bench", "kernels", "--message-format", "json"],
        cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
    )
    kernels = None
    for line in told.stdout.splitlines():
        message = json.loads(line)
        if message.get("reason") == "compiler-artifact" and message["target"]["name"] == "kernels":
            kernels = message["executable"]
    return ROOT / "target" / "release" / "eslabon", kernels


def milliseconds(command, extra=None):
    """What a kernel prints of itself: name, order, milliseconds."""
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env={**os.environ, **(extra or {})})
    return float(told.stdout.split()[-1])


def process(command, extra=None):
    """The whole process from start to end, milliseconds."""
    script = (
        "import subprocess,sys,time;t=time.perf_counter();"
        "subprocess.run(sys.argv[1:],check=True,stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL);"
        "print((time.perf_counter()-t)*1e3)"
    )
    return milliseconds([sys.executable, "-c", script, *map(str, command)], extra)


def alternate(rounds, ours, peers):
    """Runs ours and every peer in turn; medians and the ratios peer / ours of each round."""
    times = {name: [] for name in ["eslabon", *peers]}
    for _ in range(rounds):
        times["eslabon"].append(ours())
        for name, peer in peers.items():
            times[name].append(peer())
    medians = {name: statistics.median(values) for name, values in times.items()}
    ratios = {
        name: statistics.median(theirs / mine for theirs, mine in zip(times[name], times["eslabon"])) for name in peers
    }
    return medians, ratios


def works(python, eslabon, kernels, quick):
    """Every row: its title, ours, and the peers."""

    def kernel(name, order, repeats):
        return lambda: milliseconds([kernels, name, str(order), str(repeats)])

    def peer(name, order, repeats, extra=None):
        return lambda: milliseconds([python, HERE / "kernels.py", name, str(order), str(repeats)], extra)

    table = ENVIRONMENT / "table-111.csv"
    subprocess.run([python, HERE / "kernels.py", "write-table", "111", str(table)], check=True)
    yield (
        "process: CSV table of 111 sectors to all linkages",
        lambda: process([eslabon, "linkages", "--table", table, "--format", "csv", "--quiet"]),
        {
            name: (lambda name=name: process([python, HERE / "processes.py", name, table]))
            for name in ["numpy", "pandas", "pymrio"]
        },
    )
    sizes = [(111, 400), (1000, 10)] if quick else [(111, 400), (1000, 10), (3465, 3)]
    tuned = {"OPENBLAS_CORETYPE": "SKYLAKEX"}
    for order, repeats in sizes:
        yield (
            f"inverse, n = {order}",
            kernel("inverse", order, repeats),
            {"numpy": peer("inverse", order, repeats), "numpy, tuned": peer("inverse", order, repeats, tuned)},
        )
    for order, repeats in sizes[1:]:
        yield (
            f"one output vector, n = {order}",
            kernel("output", order, repeats),
            {"numpy solve": peer("solve", order, repeats), "scipy gmres": peer("gmres", order, repeats)},
        )
    for order, _ in sizes:
        yield (
            f"one row and six buyers, one total, n = {order}",
            kernel("row-scenarios", order, 20),
            {"numpy, each update": peer("row-update", order, 3), "numpy, all at once": peer("row-updates", order, 20)},
        )
    for order, _ in sizes:
        yield (
            f"twenty cells anywhere, all outputs, n = {order}",
            kernel("cell-scenarios", order, 20),
            {"numpy update": peer("cell-update", order, 3)},
        )
    for order, repeats in [(111, 10)] if quick else [(111, 10), (3465, 1)]:
        yield (
            f"10,000 final demands, each, n = {order}",
            kernel("final-demands", order, repeats),
            {"numpy, one product": peer("final-demands", order, repeats)},
        )


def versions(python):
    script = (
        "import numpy,scipy,pandas,polars,importlib.metadata as m;"
        "print(', '.join(f'{p} {m.version(p)}' for p in ['numpy','scipy','pandas','polars','pymrio']))"
    )
    return subprocess.run([python, "-c", script], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def processor():
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor()


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--quick", action="store_true", help="small sizes and few rounds")
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--only", nargs="*", default=[], help="rows whose title contains one of these words")
    options.add_argument("--output", default=ROOT / "docs" / "performance.md")
    asked = options.parse_args()
    python = environment()
    eslabon, kernels = build()
    rows = []
    for title, ours, peers in works(python, eslabon, kernels, asked.quick):
        if asked.only and not any(word in title for word in asked.only):
            continue
        medians, ratios = alternate(3 if asked.quick else asked.rounds, ours, peers)
        for name in peers:
            rows.append(f"| {title} | {medians['eslabon']:.4g} | {name} | {medians[name]:.4g} | {ratios[name]:.3g} |")
            print(rows[-1], flush=True)
    rust = subprocess.run(["rustc", "--version"], check=True, stdout=subprocess.PIPE, text=True).stdout.split()[1]
    page = [
        "# Speed beside other programs",
        "",
        "Written by `python3 benches/peers/compare.py`. Every row alternates between the programs on the same input; times are medians",
        "in milliseconds, and the ratio is the median of the rounds' own ratios (above 1, eslabon is faster). Ratios hold for one run on one",
        "machine; times do not travel.",
        "",
        f"Machine: {processor()}, {os.cpu_count()} threads. rustc {rust}; {versions(python)}.",
        "",
        "| work | eslabon, ms | peer | peer, ms | ratio |",
        "|---|---:|---|---:|---:|",
        *rows,
        "",
    ]
    pathlib.Path(asked.output).write_text("\n".join(page))


if __name__ == "__main__":
    main()
