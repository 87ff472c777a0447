"""Capabilities side by side with py-ecomplexity, and with published trade values.

`python -m bench.capability_peer write FOLDER` writes the tables and our figures; then run
`PYTHON bench/capability_peer.py compare FOLDER` with a Python that has `ecomplexity` (it is not in the lock). A table
`FOLDER/trade.csv` (country, product, value), such as the trade of 1998–2000 in the R package economiccomplexity, is compared too.
"""

from __future__ import annotations

import sys
from pathlib import Path


def write(folder: Path) -> None:
    """Write the Daegu table, and any trade table, with our figures."""
    import numpy as np
    import pandas as pd

    import sojae
    from graph.choices import OwnCell
    from graph.measures.capabilities.complexity import fitness, reflections
    from graph.measures.capabilities.quotients import raw_quotients
    from graph.measures.capabilities.relatedness import density, held, proximity

    found = sojae.open().capabilities().to_pandas()
    found[["row", "column", "count"]].to_csv(folder / "daegu.csv", index=False)
    for name in ("daegu", "trade"):
        if not (folder / f"{name}.csv").exists():
            continue
        table = pd.read_csv(folder / f"{name}.csv", dtype={1: str})
        table.columns = ["row", "column", "count"]
        wide = table.pivot_table(index="row", columns="column", values="count", fill_value=0)
        chosen = held(wide.to_numpy())
        near = proximity(chosen)
        np.savez(
            folder / f"{name}.npz",
            rows=wide.index.to_numpy(str),
            columns=wide.columns.to_numpy(str),
            lq=raw_quotients(wide.to_numpy()),
            near=near,
            density=density(chosen, near, OwnCell.KEEP),
            fitness=fitness(chosen, 19)[0],
            eci=reflections(chosen)[0],
        )
        print(f"{name}: {wide.shape[0]} × {wide.shape[1]}, {int(chosen.sum()):,} pairs with LQ ≥ 1")


def compare(folder: Path) -> None:
    """Print the largest differences from py-ecomplexity."""
    import numpy as np
    import pandas as pd
    from ecomplexity import ecomplexity, proximity  # type: ignore[import-not-found]

    names = {"time": "time", "loc": "row", "prod": "column", "val": "count"}
    for file in sorted(folder.glob("*.npz")):
        ours = np.load(file)
        table = pd.read_csv(file.with_suffix(".csv"), dtype={1: str})
        table.columns = ["row", "column", "count"]
        table["time"] = 1
        theirs = ecomplexity(table, names)
        at = {key: i for i, key in enumerate(ours["rows"])}, {key: i for i, key in enumerate(ours["columns"])}
        i, j = theirs["row"].map(at[0]).to_numpy(), theirs["column"].map(at[1]).to_numpy()
        near = proximity(table, names)
        a, b = (near[f"column_{end}"].map(at[1]).to_numpy() for end in (1, 2))
        eci = theirs.groupby("row").eci.first().reindex(ours["rows"]).to_numpy()
        print(
            f"{file.stem}: largest difference: LQ {np.nanmax(np.abs(ours['lq'][i, j] - theirs.rca)):.1e},"
            f" φ {np.nanmax(np.abs(ours['near'][a, b] - near.proximity)):.1e},"
            f" density {np.nanmax(np.abs(ours['density'][i, j] - theirs.density)):.1e},"
            f" ECI correlation {np.corrcoef(eci, ours['eci'])[0, 1]:.6f}"
        )
        order = np.argsort(-ours["fitness"])[:3]
        print("  fitness:", ", ".join(f"{ours['rows'][k]} {ours['fitness'][k]:.3f}" for k in order))


if __name__ == "__main__":
    {"write": write, "compare": compare}[sys.argv[1]](Path(sys.argv[2]))
