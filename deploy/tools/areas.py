"""Writes core/offices/data/areas.txt: every district of Indonesia with its villages, a line each.

The names and codes are those of the idn-area-data package (NOTICE). It is fetched by hand, about once a year,
when the ministry renames or divides:

npm pack idn-area-data && tar xzf idn-area-data-*.tgz
python -m deploy.tools.areas package/data
"""

import csv
import sys
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).resolve().parents[2] / "core/offices/data/areas.txt"


def main(folder: Path) -> None:
    """Read districts.csv and villages.csv in `folder`, and write the table anew."""
    villages: dict[str, list[str]] = defaultdict(list)
    for row in _rows(folder / "villages.csv"):
        villages[row["district_code"]].append(row["name"])
    lines = [
        f"{row['code']}|{row['name']}|{'|'.join(villages[row['code']])}"
        for row in _rows(folder / "districts.csv")
    ]
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(lines)} districts, {sum(map(len, villages.values()))} villages")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
