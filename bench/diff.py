"""Are the changed resources exactly those that changed, and how fast? python bench/diff.py [PAIRS [CORPUS]]

PAIRS is a folder with an index.json: [{"dir", "logical_ids": {"added", "removed", "modified"}}] beside
before.json and after.json of each. CORPUS is any folder of assemblies and templates: each is compared with
itself and with its neighbour. Without arguments, the tests' fixtures are the corpus. The peer is the plain
comparison of the parsed JSON.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import traceback
from collections import Counter
from pathlib import Path

from reading import FIXTURES, large, seconds, targets

from stratiform.assembly import read
from stratiform.assembly.graph import Address, Graph
from stratiform.diff import diff
from stratiform.errors import WrongUse

LIMIT_SECONDS = 1.0


def exact(folder: Path, wanted: dict[str, list[str]]) -> bool:
    """Whether the three sets of one pair are those of the index."""
    found = diff(read(folder / "before.json"), read(folder / "after.json")).template

    def ids(addresses: frozenset[Address]) -> list[str]:
        return sorted(address.logical_id for address in addresses)

    return {
        "added": ids(found.added),
        "removed": ids(found.removed),
        "modified": ids(found.modified),
    } == {name: sorted(wanted[name]) for name in ("added", "removed", "modified")}


def pairs(folder: Path) -> bool:
    """Print the score of the labelled pairs; whether it is full."""
    index = json.loads((folder / "index.json").read_text())
    right = [exact(folder / entry["dir"], entry["logical_ids"]) for entry in index]
    for entry, is_right in zip(index, right, strict=True):
        if not is_right:
            print(f"  not exact: {entry['dir']}")
    files = [folder / entry["dir"] / name for entry in index for name in ("before.json", "after.json")]
    ours = sum(
        seconds(lambda f: diff(read(f / "before.json"), read(f / "after.json")), folder / entry["dir"])
        for entry in index
    )
    peer = sum(seconds(lambda f: json.loads(f.read_bytes()), file) for file in files)
    print(f"pairs: {sum(right)} of {len(right)} exact; {ours:.2f} s, parsing alone {peer:.2f} s")
    return all(right)


def corpus(folder: Path) -> Counter[str]:
    """Compare every target with itself and with the one before it."""
    counts: Counter[str] = Counter()
    last: Graph | None = None
    for target in targets(folder):
        try:
            graph = read(target)
        except WrongUse:
            counts["unreadable"] += 1
            continue
        counts["read"] += 1
        try:
            if not diff(graph, read(target)).empty:
                counts["different from itself"] += 1
                print(f"  different from itself: {target}")
            if last is not None:
                diff(last, graph)
        except Exception:
            counts["tracebacks"] += 1
            print(f"  {target}\n{traceback.format_exc()}")
        last = graph
    return counts


def cold(folder: Path) -> float:
    """The median time of `strat diff` as a process, for an app of 181 resources."""
    before, after = folder / "before", folder / "after"
    for place in (before, after):
        place.mkdir()
        large(place, 181)
    template = after / "Large.template.json"
    template.write_text(template.read_text().replace("1209600", "604800"))
    strat = Path(sys.executable).with_name("strat")

    def once() -> None:
        subprocess.run([strat, "diff", before, after], check=True, capture_output=True)

    return statistics.median(seconds(once) for _ in range(7))


def main(arguments: list[str]) -> int:
    import tempfile

    failed = bool(arguments) and not pairs(Path(arguments[0]))
    counts = corpus(Path(arguments[1]) if len(arguments) > 1 else FIXTURES)
    for name in ("read", "unreadable", "different from itself", "tracebacks"):
        print(f"{name} {counts[name]}")
    with tempfile.TemporaryDirectory() as folder:
        took = cold(Path(folder))
    print(f"181 resources, the whole process: {took:.2f} s; limit {LIMIT_SECONDS:g} s")
    return int(
        failed or bool(counts["tracebacks"] or counts["different from itself"]) or took > LIMIT_SECONDS
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
