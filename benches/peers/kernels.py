"""The same works as benches/tasks, written as an analyst who knows numpy would, and in the cleverest numpy way. Prints the median in
milliseconds and the most memory held, in kilobytes: `kernels.py WORK ORDER REPEATS [TABLE]`."""

import resource
import statistics
import sys
import time

import numpy as np


def coefficients(order):
    a = np.random.default_rng(1).random((order, order))
    return 0.6 * a / a.sum(axis=0)


def timed(repeats, run):
    run()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def inverse(order, repeats):
    a = coefficients(order)
    identity = np.eye(order)
    return timed(repeats, lambda: np.linalg.inv(identity - a))


def solve(order, repeats):
    a, f = coefficients(order), np.ones(order)
    identity = np.eye(order)
    return timed(repeats, lambda: np.linalg.solve(identity - a, f))


def gmres(order, repeats):
    from scipy.sparse.linalg import LinearOperator
    from scipy.sparse.linalg import gmres as scipy_gmres

    a, f = coefficients(order), np.ones(order)
    operator = LinearOperator((order, order), matvec=lambda v: v - a @ v)
    return timed(repeats, lambda: scipy_gmres(operator, f, rtol=1e-13, restart=60))


def prepared(order):
    a = coefficients(order)
    inverse = np.linalg.inv(np.eye(order) - a)
    return a, inverse, inverse @ np.ones(order)


def row_cells(order, scenarios):
    s, b = np.arange(scenarios)[:, None], np.arange(6)[None, :]
    return (s * 7 + b * 13) % order, 1e-4 * (1 + (s + b) % 5)


def row_update(order, repeats):
    """One at a time: the update of Sherman and Morrison on whole vectors."""
    _, inverse, x = prepared(order)
    reach, scenarios = inverse[:, order // 2], 1000
    buyers, deltas = row_cells(order, scenarios)

    def run():
        for j, d in zip(buyers, deltas):
            (x + reach * ((d @ x[j]) / (1 - d @ reach[j]))).sum()

    return timed(repeats, run) / scenarios


def row_updates(order, repeats):
    """All at once: the closed form on arrays of scenarios."""
    _, inverse, x = prepared(order)
    reach, scenarios = inverse[:, order // 2], 10_000
    buyers, deltas = row_cells(order, scenarios)
    base, total = x.sum(), reach.sum()

    def run():
        bought = np.einsum("sb,sb->s", deltas, x[buyers])
        pivot = 1 - np.einsum("sb,sb->s", deltas, reach[buyers])
        return base + total * (bought / pivot)

    return timed(repeats, run) / scenarios


def cell_update(order, repeats):
    _, inverse, x = prepared(order)
    inverse = np.asfortranarray(inverse)
    scenarios = 200
    s, r = np.arange(scenarios)[:, None], np.arange(min(20, order))[None, :]
    suppliers, buyers = (s * 31 + r * 17) % order, (s * 11 + r * 29) % order
    deltas = 1e-3 / order * (1 + r % 7)

    def run():
        for i, j, d in zip(suppliers, buyers, np.broadcast_to(deltas, suppliers.shape)):
            core = np.eye(len(d)) - d[:, None] * inverse[np.ix_(j, i)]
            x + inverse[:, i] @ np.linalg.solve(core, d * x[j])

    return timed(repeats, run) / scenarios


def final_demands(order, repeats):
    a = coefficients(order)
    demands = np.asfortranarray(((np.arange(order)[:, None] * 7 + np.arange(10_000)[None, :] * 3) % 11).astype(float))
    identity = np.eye(order)
    return timed(repeats, lambda: np.linalg.inv(identity - a) @ demands) / 10_000


def extraction_by_solving(order, repeats):
    """One solution for each sector that is taken out."""
    a = coefficients(order)
    f, identity = np.ones(order), np.eye(order)
    x = np.linalg.solve(identity - a, f)

    def run():
        for k in range(order):
            without, demand = a.copy(), f.copy()
            without[k, :] = without[:, k] = demand[k] = 0
            x.sum() - np.linalg.solve(identity - without, demand).sum()

    return timed(repeats, run)


def extraction(order, repeats):
    """The closed form on all sectors at once."""
    _, inverse, x = prepared(order)
    return timed(repeats, lambda: inverse.sum(axis=0) * x / np.diag(inverse))


def fields_by_product(order, repeats):
    """The field of every coefficient, as the product of a column and a row."""
    _, inverse, _ = prepared(order)

    def run():
        result = np.empty((order, order))
        for i in range(order):
            for j in range(order):
                result[i, j] = (np.outer(inverse[:, i], inverse[j, :]) ** 2).sum()

    return timed(repeats, run)


def fields(order, repeats):
    """From the norms of columns and rows."""
    _, inverse, _ = prepared(order)

    def run():
        squares = inverse * inverse
        np.outer(squares.sum(axis=0), squares.sum(axis=1))

    return timed(repeats, run)


def lengths(order, repeats):
    _, inverse, _ = prepared(order)
    identity = np.eye(order)

    def run():
        rounds = inverse @ (inverse - identity)
        rounds / (inverse - identity + (inverse == identity))

    return timed(repeats, run)


def sparse(order):
    """One random cell in a hundred, and sectors that buy of themselves."""
    from scipy import sparse

    a = sparse.random(order, order, density=0.01, random_state=1, format="csc") + sparse.eye(order, format="csc")
    return (a @ sparse.diags(0.6 / np.asarray(a.sum(axis=0)).ravel())).tocsc()


def sparse_gmres(order, repeats):
    """From a dense matrix, as a table comes: the zeros are left out in every run."""
    from scipy import sparse as kinds
    from scipy.sparse.linalg import LinearOperator
    from scipy.sparse.linalg import gmres as scipy_gmres

    dense, f = np.asfortranarray(sparse(order).toarray()), np.ones(order)

    def run():
        a = kinds.csc_array(dense)
        operator = LinearOperator((order, order), matvec=lambda v: v - a @ v)
        scipy_gmres(operator, f, rtol=1e-13, restart=60)

    return timed(repeats, run)


def sparse_factors(order, repeats):
    from scipy import sparse as kinds
    from scipy.sparse.linalg import splu

    system, f = (kinds.eye(order, format="csc") - sparse(order)).tocsc(), np.ones(order)
    return timed(repeats, lambda: splu(system).solve(f))


def read_pandas(path, repeats):
    import pandas

    return timed(repeats, lambda: pandas.read_csv(path, index_col=0).to_numpy())


def read_polars(path, repeats):
    import polars

    return timed(repeats, lambda: polars.read_csv(path))


def write_table(order, path):
    """A plain CSV of a table: block, final demand, value added, output."""
    generator = np.random.default_rng(7)
    a, x = coefficients(order), np.exp(generator.normal(8, 1, order))
    z = a * x
    f = x - z.sum(axis=1)
    # Sectors whose sales outrun their output would need negative final demand, which is allowed but unusual.
    x = x + np.maximum(0, -f) * 1.1
    f = x - z.sum(axis=1)
    codes = [f"S{i + 1:03d}" for i in range(order)]
    with open(path, "w") as file:
        file.write("code," + ",".join(codes) + ",households,output\n")
        for code, row, demand, output in zip(codes, z, f, x):
            file.write(",".join([code, *map(repr, map(float, row)), repr(float(demand)), repr(float(output))]) + "\n")
        file.write(",".join(["value_added", *map(repr, map(float, x - z.sum(axis=0))), "", ""]) + "\n")
        file.write(",".join(["output", *map(repr, map(float, x)), "", ""]) + "\n")


WORKS = {
    "inverse": inverse,
    "solve": solve,
    "gmres": gmres,
    "row-update": row_update,
    "row-updates": row_updates,
    "cell-update": cell_update,
    "final-demands": final_demands,
    "extraction-by-solving": extraction_by_solving,
    "extraction": extraction,
    "fields-by-product": fields_by_product,
    "fields": fields,
    "lengths": lengths,
    "sparse-gmres": sparse_gmres,
    "sparse-factors": sparse_factors,
}
READERS = {"read-pandas": read_pandas, "read-polars": read_polars}

if __name__ == "__main__":
    work, order, repeats = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    if work == "write-table":
        write_table(order, sys.argv[4])
    else:
        time_taken = READERS[work](sys.argv[4], repeats) if work in READERS else WORKS[work](order, repeats)
        print(work, order, time_taken * 1e3, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
