"""docs/performance.md and the drawing of its cost curve, from what compare.py measured."""

import math
import os
import pathlib
import platform
import subprocess

# What each row should reach: the ratio peer / eslabon, by the beginning of the title and the name of the peer.
WANTED = {
    ("process: CSV", "numpy"): 25,
    ("process: CSV", "pandas"): 100,
    ("process: CSV", "pymrio"): 200,
    ("process: the Bank's", "pandas with calamine"): 18,
    ("dense CSV table, n = 3,465", "pandas"): 6,
    ("dense CSV table, n = 3,465", "polars"): 2.5,
    ("inverse, n = 111", "numpy"): 3,
    ("inverse, n = 1,000", "numpy"): 3.5,
    ("inverse, n = 3,465", "numpy"): 2.6,
    ("inverse, n = 3,465", "numpy, tuned"): 1.8,
    ("inverse, n = 7,000", "numpy"): 3.1,
    ("inverse, n = 7,000", "numpy, tuned"): 1.8,
    ("one output vector, n = 3,465", "numpy solve"): 15,
    ("one output vector, n = 7,000", "numpy solve"): 25,
    ("one output vector, n = 3,465", "scipy gmres"): 1,
    ("one output vector, n = 7,000", "scipy gmres"): 1,
    ("10,000 final demands, each, n = 111", "numpy, one product"): 1.6,
    ("10,000 final demands, each, n = 3,465", "numpy, one product"): 1.6,
}
# The time of one answer that a row should reach, in milliseconds, where the issue is about answers a second.
WANTED_TIME = {
    "one row and six buyers, one total, n = 111": 1e3 / 50e6,
    "one row and six buyers, one total, n = 1,000": 1e3 / 2e6,
    "one row and six buyers, one total, n = 3,465": 1e3 / 450e3,
    "twenty cells anywhere, all outputs, n = 111": 1e3 / 900e3,
    "twenty cells anywhere, all outputs, n = 3,465": 1e3 / 65e3,
    "extraction of all sectors, n = 111": 0.006,
    "intensities of all fields of influence, n = 111": 0.018,
    "average propagation lengths, n = 111": 0.085,
    "start-up": 5,
}
# Why a row may miss its figure.
REASONS = {
    "process: CSV": (
        "A third of the time is the system's: it loads the program and gives it memory, page by page. Of the rest, the kernels' look at the "
        "sizes of the caches takes longer than the inverse; a thread does it while the table is read."
    ),
    "dense CSV table": (
        "The parsing takes 14 ns a cell on one thread and the checksum 10 ns, which the peers do not take; two threads share them with "
        "reading the file, whose text is never held. What is left goes into the memory of the table, the look for totals among the sectors, "
        "and the identities, which the peers do not check."
    ),
    "process: the Bank's": "Nearly all of it is unpacking the workbook and parsing its markup; the coefficients and the inverse it publishes are read too.",
    "inverse": "The same work stands again in the cost curve, timed in the same run; the two differ by what others did on the machine meanwhile. Large blocks are multiplied at the rate of one product.",
    "one output vector": "Both read the matrix at the rate of the memory, ours once less: the residual comes from the products that are there.",
    "twenty cells anywhere": "Twenty columns of the inverse are read from memory, and the core of twenty equations is eliminated with pivoting in every scenario.",
    "10,000 final demands": "The product and the inverse before it are at the rate of the kernels.",
    "average propagation": (
        "The result also holds the marks of pairs without a link, Ghosh's strengths, and means by user and supplier, which the peer leaves out."
    ),
}
LINES = [("inverse", "eslabon, inverse", "#1b6ca8"), ("numpy", "numpy, inverse", "#c0392b"),
         ("output", "eslabon, one output vector", "#2e8b57"), ("row", "eslabon, one changed row", "#8e6bb0")]


def machine(python):
    """Processor, threads and versions, in two sentences."""
    rust = subprocess.run(["rustc", "--version"], check=True, stdout=subprocess.PIPE, text=True).stdout.split()[1]
    script = (
        "import importlib.metadata as m;"
        "print(', '.join(f'{p} {m.version(p)}' for p in ['numpy','scipy','pandas','polars','pymrio','python-calamine']))"
    )
    peers = subprocess.run([python, "-c", script], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
    return f"Machine: {processor()}, {os.cpu_count()} threads, {memory()} of memory, {platform.system()}. rustc {rust}; {peers}."


def processor():
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor()


def memory():
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"


def figure(number):
    """Three digits, without an exponent."""
    if number == 0:
        return "0"
    digits = max(0, 2 - math.floor(math.log10(abs(number))))
    return f"{number:,.{digits}f}"


def wanted(title, peer):
    found = [ratio for (head, name), ratio in WANTED.items() if title.startswith(head) and name == peer]
    return found[0] if found else None


def rows(measured):
    lines = ["| work | eslabon, ms | MB | peer | peer, ms | MB | ratio | to reach |", "|---|---:|---:|---|---:|---:|---:|---:|"]
    for row in measured["rows"]:
        title, medians = row["title"], row["medians"]
        # The system counts what a process held before it became the program that is timed.
        is_process = title.startswith(("process", "start-up"))
        peaks = {name: "" if is_process else figure(peak) for name, peak in row["peaks"].items()}
        mine = f"| {title} | {figure(medians['eslabon'])} | {peaks['eslabon']} "
        limit = next((time for head, time in WANTED_TIME.items() if title.startswith(head)), None)
        goal = f"{figure(limit)} ms" if limit else ""
        if not row["ratios"]:
            lines.append(f"{mine}| | | | | {goal} |")
        for peer, ratio in row["ratios"].items():
            asked = wanted(title, peer)
            goal = f"{asked}" if asked else goal
            theirs = f"| {peer} | {figure(medians[peer])} | {peaks[peer]} | {figure(ratio)} | {goal} |"
            lines.append(mine + theirs)
            mine, goal = "| | | ", ""
    return lines


def notes(measured):
    """Every row that misses its figure, with the reason where one is known."""
    lines = []
    for row in measured["rows"]:
        title, medians = row["title"], row["medians"]
        missed = []
        for peer, ratio in row["ratios"].items():
            asked = wanted(title, peer)
            if asked and ratio < asked:
                missed.append(f"{figure(ratio)} x {peer} where {asked} are asked for")
        limit = next((time for head, time in WANTED_TIME.items() if title.startswith(head)), None)
        if limit and medians["eslabon"] > limit:
            missed.append(f"{figure(medians['eslabon'])} ms where {figure(limit)} ms are asked for")
        if missed:
            why = next((f" {reason}" for head, reason in REASONS.items() if title.startswith(head)), "")
            lines.append(f"- {title}: {'; '.join(missed)}.{why}")
    return lines or ["Every row reaches its figure."]


def curve(measured):
    lines = [
        "| sectors | inverse, ms | of a product's rate | MB | one output vector, ms | one changed row, µs | numpy's inverse, ms | ratio |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for order, point in measured["curve"].items():
        inverse, peak = point["inverse"]
        # An inverse is 2 n³ operations, as a product of two matrices is.
        rate = f"{100 * point['product'][0] / inverse:.0f} %" if point["product"] else ""
        numpy = point["numpy"][0] if point["numpy"] else None
        beside = f"{figure(numpy)} | {figure(numpy / inverse)}" if numpy else " | "
        lines.append(
            f"| {int(order):,} | {figure(inverse)} | {rate} | {figure(peak)} | {figure(point['output'][0])} "
            f"| {figure(point['row'][0] * 1e3)} | {beside} |"
        )
    return lines


def drawing(measured):
    """Milliseconds over sectors, both in powers of ten."""
    points = {int(order): point for order, point in measured["curve"].items()}
    left, top, width, height = 70, 20, 560, 340
    (first, last), (low, high) = (10, 10_000), (-6, 5)

    def x(order):
        return left + width * (math.log10(order) - math.log10(first)) / (math.log10(last) - math.log10(first))

    def y(time):
        return top + height * (high - math.log10(time)) / (high - low)

    text = 'font-family="sans-serif" font-size="12" fill="#333"'
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 410" width="860" height="410">',
             "<title>Time of one answer by the number of sectors</title>", '<rect width="860" height="410" fill="white"/>']
    for power in range(low, high + 1):
        at = y(10**power)
        label = f"{10.0**power:g} ms" if power >= 0 else f"10{''.join('⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['-0123456789'.index(c)] for c in str(power))} ms"
        parts.append(f'<line x1="{left}" x2="{left + width}" y1="{at:.1f}" y2="{at:.1f}" stroke="#ddd"/>')
        parts.append(f'<text x="{left - 6}" y="{at + 4:.1f}" text-anchor="end" {text}>{label}</text>')
    for order in [12, 49, 111, 500, 1000, 3465, 10_000]:
        parts.append(f'<text x="{x(order):.1f}" y="{top + height + 18}" text-anchor="middle" {text}>{order:,}</text>')
    parts.append(f'<text x="{left + width / 2}" y="{top + height + 38}" text-anchor="middle" {text}>sectors</text>')
    for name, label, colour in LINES:
        known = [(order, point[name][0]) for order, point in points.items() if point[name]]
        path = " ".join(f"{x(order):.1f},{y(time):.1f}" for order, time in known)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        order, time = known[-1]
        parts.append(f'<text x="{x(order) + 8:.1f}" y="{y(time) + 4:.1f}" {text}>{label}</text>')
    return "\n".join([*parts, "</svg>", ""])


def write(measured, docs):
    text = (pathlib.Path(__file__).with_name("performance.md.in")).read_text()
    for name, lines in {
        "machine": [measured["machine"]], "rows": rows(measured), "notes": notes(measured), "curve": curve(measured),
    }.items():
        text = text.replace(f"{{{name}}}", "\n".join(lines))
    (docs / "performance.md").write_text(text)
    (docs / "performance.svg").write_text(drawing(measured))
