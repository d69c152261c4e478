"""Whole programs that read a table and compute all linkages: `processes.py numpy|pandas|pymrio TABLE` for a labelled CSV,
`processes.py calamine|openpyxl WORKBOOK` for the Central Bank of Chile's workbook of 2008."""

import sys


def linkages(np, z, x):
    """With sectors of nothing as in every real table: their shares are zero."""
    n = len(x)
    divisor = np.where(x == 0, 1, x)
    a = z / divisor
    b = z / divisor[:, None]
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


def with_workbook(path, engine):
    """The figures stand where an analyst has looked them up: 111 activities from the row of code 1 on."""
    import numpy as np
    import pandas as pd

    sheet = pd.read_excel(path, engine=engine, sheet_name="111x111", header=None)
    codes = sheet[1].astype(str).str.strip().str.removesuffix(".0")
    n = 111
    first = codes[codes == "1"].index[0]
    figures = sheet.iloc[first : first + n].apply(pd.to_numeric, errors="coerce").fillna(0.0).to_numpy()
    z = figures[:, 2 : n + 2]
    x = figures[:, -1]
    result = pd.DataFrame(dict(enumerate(linkages(np, z, x))))
    print(result.to_csv())


if __name__ == "__main__":
    program, path = sys.argv[1:3]
    readers = {"numpy": with_numpy, "pandas": with_pandas, "pymrio": with_pymrio}
    if program in readers:
        readers[program](path)
    else:
        with_workbook(path, program)
