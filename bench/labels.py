"""How right is the catalogue? python bench/labels.py FOLDER [--misses]

FOLDER holds labelled templates: ``<corpus>.labels.json`` (rule, file, in the corpus checkov a resource, and
what its author expects: PASS, FAIL or SKIP) and ``crosswalk.json`` (what the corpora call the same concept).
A rule is about a concept where the two share an id of Checkov or Guard, and where labels.json beside this
script says so. A label that expects FAIL is met by a finding of any such rule on the file, or on the
resource where the label names one; on any other label such a finding is false.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stratiform.assembly import read
from stratiform.check.catalogue import catalogue
from stratiform.check.judgement import judge
from stratiform.errors import StratiformError

CORPORA = ("checkov", "guard")
PRECISION, RECALL, CONCEPTS = 0.92, 0.80, 70


@dataclass(frozen=True)
class Label:
    concept: str
    corpus: str
    file: str
    resource: str | None
    expected: str

    @property
    def wrong(self) -> bool:
        return self.expected == "FAIL"


def concepts(crosswalk: list[dict[str, Any]]) -> Mapping[str, frozenset[str]]:
    """Rule id -> the concepts it is about."""
    said = json.loads(Path(__file__).with_suffix(".json").read_text())
    if unknown := said.keys() - catalogue().keys():
        print(f"labels.json names rules that do not exist: {sorted(unknown)}", file=sys.stderr)
    found = {}
    for id_, rule in catalogue().items():
        ids = {*rule.references.checkov, *rule.references.guard}
        shared = {one["concept"] for one in crosswalk if ids & {*one["checkov"], *one["guard"]}}
        found[id_] = frozenset(shared | set(said.get(id_, ())))
    return found


def labels(folder: Path, crosswalk: list[dict[str, Any]]) -> Iterator[Label]:
    for corpus in CORPORA:
        for one in json.loads((folder / f"{corpus}.labels.json").read_text()):
            if one["expect"] == "ERROR" or one.get("suppressed"):
                continue
            resource = one["resource"].split(".")[-1] if corpus == "checkov" else None
            for row in crosswalk:
                if one["rule"] in row[corpus]:
                    yield Label(row["concept"], corpus, one["file"], resource, one["expect"])


def findings(file: Path, about: Mapping[str, frozenset[str]]) -> Mapping[str, set[str]]:
    """Concept -> logical ids with a fault. Raises StratiformError where the file is no template."""
    graph = read(file)
    found: dict[str, set[str]] = defaultdict(set)
    for id_, rule in catalogue().items():
        judgement = judge(rule, graph)
        if judgement.broken:
            print(f"{file}: {id_} raised {judgement.broken}", file=sys.stderr)
        for concept in about[id_]:
            found[concept] |= {address.logical_id for address in judgement.faults}
    return found


def main() -> int:
    if len(sys.argv) < 2:
        print("Give the folder of the labels; they are not part of the project.", file=sys.stderr)
        return 0
    folder = Path(sys.argv[1])
    crosswalk = json.loads((folder / "crosswalk.json").read_text())
    about = concepts(crosswalk)
    mapped = frozenset().union(*about.values())
    rows = [label for label in labels(folder, crosswalk) if label.concept in mapped]
    seen: dict[str, Mapping[str, set[str]]] = {}
    unread = set()
    for file in sorted({row.file for row in rows}):
        try:
            seen[file] = findings(folder / file, about)
        except StratiformError:
            unread.add(file)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    misses = []
    for row in rows:
        if row.file in unread:
            continue
        hits = seen[row.file].get(row.concept, set())
        hit = bool(hits) if row.resource is None else row.resource in hits
        outcome = ("TP" if hit else "FN") if row.wrong else ("FP" if hit else "TN")
        counts[row.corpus][outcome] += 1
        if outcome in ("FN", "FP"):
            misses.append(f"{outcome} {row.concept} {row.file} {row.resource or ''}")
    print(f"{len(catalogue())} rules, {len(mapped)} of {len(crosswalk)} concepts, {len(unread)} files unread")
    good = len(mapped) >= CONCEPTS
    for corpus, count in [*counts.items(), ("both", sum(counts.values(), Counter()))]:
        precision = count["TP"] / max(1, count["TP"] + count["FP"])
        recall = count["TP"] / max(1, count["TP"] + count["FN"])
        good = good and precision >= PRECISION and recall >= RECALL
        print(f"{corpus:8} precision {precision:.3f}  recall {recall:.3f}  {dict(sorted(count.items()))}")
    if "--misses" in sys.argv:
        print(
            *sorted(misses), f"not mapped: {sorted({one['concept'] for one in crosswalk} - mapped)}", sep="\n"
        )
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
