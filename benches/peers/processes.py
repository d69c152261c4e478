"""Whole programs that read a labelled CSV table and compute all linkages: `processes.py numpy|pandas|pymrio TABLE`."""

import sys


def linkages(np, z, x):
    n = len(x)
    a = z / x
    b = z / x[:, None]
    identity = np.eye(n)
    leontief = np.linalg.inv(identity - a)
    ghosh = np.linalg.inv(identity - b)
    backward, forward, supply = leontief.sum(axis=0), leontief.sum(axis=1), ghosh.sum(axis=1)
    mean = leontief.sum() / n
    variation = [m.std(axis=axis, ddof=1) / m.mean(axis=axis) for m, axis in [(leontief, 0), (leontief, 1)]]
    return [a.sum(axis=0), b.sum(axis=1), backward, forward, supply, backward / mean, forward / mean, *variation]


def with_numpy(path):
    import numpy as np

    with open(path) as file:
        codes = file.readline().strip().split(",")[1:-2]
        n = len(codes)
        rows = [line.rstrip("\n").split(",") for line in file]
    z = np.array([[float(cell) for cell in row[1 : n + 1]] for row in rows[:n]])
    x = np.array([float(row[-1]) for row in rows[:n]])
    columns = linkages(np, z, x)
    for code, *values in zip(codes, *columns):
        print(code, *values, sep=",")


def with_pandas(path):
    import numpy as np
    import pandas as pd

    table = pd.read_csv(path, index_col=0)
    codes = list(table.columns[:-2])
    z, x = table.loc[codes, codes].to_numpy(), table.loc[codes, "output"].to_numpy()
    result = pd.DataFrame(dict(enumerate(linkages(np, z, x))), index=codes)
    print(result.to_csv())


def with_pymrio(path):
    import pandas as pd
    import pymrio

    table = pd.read_csv(path, index_col=0)
    codes = list(table.columns[:-2])
    x = table.loc[codes, ["output"]].rename(columns={"output": "indout"})
    a = pymrio.calc_A(table.loc[codes, codes], x)
    leontief = pymrio.calc_L(a)
    ghosh = pymrio.calc_G(pymrio.calc_B(table.loc[codes, codes], x))
    result = pd.DataFrame({"backward": leontief.sum(), "forward": leontief.sum(axis=1), "supply": ghosh.sum(axis=1)})
    print(result.to_csv())


if __name__ == "__main__":
    {"numpy": with_numpy, "pandas": with_pandas, "pymrio": with_pymrio}[sys.argv[1]](sys.argv[2])
