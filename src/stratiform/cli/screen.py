"""What `strat up` prints once it knows: the running system, or the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict

from stratiform.cli.options import print_json, table
from stratiform.local.plan import Plan
from stratiform.local.source import Source
from stratiform.local.up import Running


def show_running(running: Running, source: Source, *, explain: bool, as_json: bool = False) -> None:
    """The first screen: what to open, what to look up, what does nothing here."""
    if as_json:
        print_json(running.to_json())
        return
    print(f"\n{source.home.name} is up on this machine ({running.seconds:.1f} s). Nothing here calls AWS.\n")
    if running.requests:
        print("Call\n" + table(tuple(call.split(" ", 1)) for call in running.requests) + "\n")
    if running.urls:
        print("URLs\n" + table(running.urls.items()) + "\n")
    shown = running.urls.values()
    rest = {name: value for name, value in running.outputs.items() if value not in shown}
    if rest:
        print("Outputs\n" + table(rest.items()) + "\n")
    print(f"Local cloud\n{table([('endpoint', running.endpoint)])}")
    if running.inert:
        print("\nAccepted, but without effect on this machine\n" + table(_inert(running.inert)))
    print("\nstrat status, logs, invoke and outputs tell more; strat down stops it.")
    if explain:
        print("\nWhat differs from AWS\n" + table([(d.about, d.says) for d in running.explain]))
        if running.inert:
            print("\nResources without effect\n" + table(sorted(running.inert.items())))
        if running.notes:
            print("\nNotes\n" + "\n".join(f"  {note}" for note in running.notes))


def show_update(running: Running) -> None:
    """One line for each update under --watch."""
    changed = [stack for stack, change in running.changes.items() if change != "unchanged"]
    what = ", ".join(changed) if changed else "nothing to change"
    print(f"updated in {running.seconds:.1f} s: {what}", flush=True)


def show_plan(plan: Plan, *, as_json: bool) -> None:
    """What `strat up` would do."""
    if as_json:
        print_json(asdict(plan))
        return
    print("Stacks, in this order\n" + table([(stack.name, str(stack.template)) for stack in plan.stacks]))
    if plan.files:
        print(
            "\nFiles to publish\n" + table([(str(f.source), f"s3://{f.bucket}/{f.key}") for f in plan.files])
        )
    if plan.images:
        print("\nImages, by their folders\n" + table([(str(i.source), i.name) for i in plan.images]))
    if plan.inert:
        print("\nAccepted, but without effect on this machine\n" + table(_inert(plan.inert)))
    for note in plan.notes:
        print(f"\nnote: {note}")


def _inert(inert: Mapping[str, str]) -> list[tuple[str, str]]:
    counts = Counter(inert.values())
    return [
        (type_, f"{count} resource" + ("s" if count > 1 else "")) for type_, count in sorted(counts.items())
    ]
