"""`strat cost`: what a system costs a month."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from stratiform.cli.options import App, Context, Environment, Json, either, pairs, print_json, table
from stratiform.errors import SettingsError, WrongUse

if TYPE_CHECKING:
    from stratiform.assembly.graph import Graph
    from stratiform.cost import Estimate, Terms
    from stratiform.cost.compare import Comparison

Format = Literal["text", "json", "markdown"]


def cost(
    app: App = Path(),
    environment: Environment = "local",
    context: Context = None,
    usage: Annotated[
        Path | None, typer.Option(help="A YAML or TOML file with how much each resource is used.")
    ] = None,
    compare: Annotated[
        Path | None, typer.Option(help="Another app, assembly or template: what it costs more or less.")
    ] = None,
    what_if: Annotated[
        str | None, typer.Option(help="What a change would cost; `list` names the changes.")
    ] = None,
    environments: Annotated[
        bool, typer.Option("--environments", help="Every environment of stratiform.toml, side by side.")
    ] = False,
    region: Annotated[
        str | None, typer.Option(help="The region of stacks that name none; the environment's by default.")
    ] = None,
    free_tier: Annotated[bool, typer.Option(help="Take off the free tiers that never end.")] = True,
    assume: Annotated[bool, typer.Option(help="Assume usage where no file states any.")] = True,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Fetch prices from the AWS Pricing API, and do nothing else.")
    ] = False,
    format_: Annotated[Format, typer.Option("--format", help="How to print it.")] = "text",
    as_json: Json = False,
) -> None:
    """Estimate what a system costs a month.

    The estimate is made from the definition, and every assumption is printed. A type without a meter is
    listed as not priced, never counted as 0. A month has 730 hours.
    """
    shape = either(format_, as_json=as_json)
    if sum((compare is not None, what_if is not None, environments, refresh)) > 1:
        raise WrongUse(
            "--compare, --what-if, --environments and --refresh exclude each other.", fix="Give one of them."
        )
    if refresh:
        _refresh(region or "us-east-1", shape)
        return
    if what_if == "list":
        _list(shape)
        return
    asked = _Question(app, environment, pairs(context, "-c"), usage, region, free_tier, assume)
    if environments:
        _environments(asked, shape)
    elif compare is not None:
        _compare(asked, compare, shape)
    elif what_if is not None:
        _what_if(asked, what_if, shape)
    else:
        _estimate(asked, shape)


@dataclass(frozen=True)
class _Question:
    """One app and the options that every estimate of this call shares."""

    app: Path
    environment: str
    context: dict[str, str]
    usage: Path | None
    region: str | None
    free_tier: bool
    assume: bool

    def graph(self, app: Path | None = None, environment: str | None = None) -> Graph:
        from stratiform.cli.graph import graph_of

        return graph_of(app or self.app, environment or self.environment, self.context)

    def terms(self, app: Path | None = None, environment: str | None = None) -> Terms:
        from stratiform.cli.terms import terms_of
        from stratiform.cost import Prices

        found = terms_of(app or self.app, environment or self.environment)
        region = Prices().checked(self.region) if self.region else found.region
        return replace(found, region=region, free_tier=self.free_tier, assume=self.assume)

    def estimates(self, *of: tuple[Graph, Terms]) -> list[Estimate]:
        """An estimate of each graph; an entry of the usage file must name something in one of them."""
        from stratiform.cost import Prices, Usage, estimate

        stated = Usage()
        if self.usage is not None:
            from stratiform.cost.usage_file import read

            stated = read(self.usage, *(graph for graph, _ in of))
        return [estimate(graph, stated, Prices(), terms) for graph, terms in of]


def _estimate(asked: _Question, shape: Format) -> None:
    from stratiform.cost.document import document
    from stratiform.cost.markdown import markdown
    from stratiform.cost.text import text

    (found,) = asked.estimates((asked.graph(), asked.terms()))
    if shape == "json":
        print_json(document(found))
    else:
        print(markdown(found) if shape == "markdown" else text(found))


def _environments(asked: _Question, shape: Format) -> None:
    from stratiform.cost.compare_text import environments_text
    from stratiform.cost.document import document
    from stratiform.cost.markdown import environments_markdown
    from stratiform.local.source import Kind, source
    from stratiform.settings import load

    app = source(asked.app)
    settings = load(app.home)
    names, left_out = [], []
    for name in settings.environments:
        try:
            settings.environment(name)
        except SettingsError as error:  # without an account and a region no app can be synthesized
            left_out.append(error)
        else:
            names += [name] if name != "local" else []
    if app.kind is Kind.APP and left_out and not names:
        raise left_out[0]
    if app.kind is not Kind.APP or not names:
        raise WrongUse(
            "--environments needs an app whose stratiform.toml has environments.",
            fix="Name the app's folder, and add a table like [environments.prod] to its stratiform.toml.",
        )
    # One at a time: each synthesis writes the same folder.
    found = asked.estimates(*((asked.graph(environment=n), asked.terms(environment=n)) for n in names))
    if shape == "json":
        missing = [{"what": one.what, "where": one.where, "fix": one.fix} for one in left_out]
        print_json({"environments": [document(each) for each in found], "left_out": missing})
    else:
        print(environments_markdown(found) if shape == "markdown" else environments_text(found))
        for one in left_out:
            print(f"\nLeft out: {one.what} {one.fix} ({one.where})")


def _compare(asked: _Question, other: Path, shape: Format) -> None:
    from stratiform.cost.compare import compare

    here, there = asked.estimates((asked.graph(), asked.terms()), (asked.graph(other), asked.terms(other)))
    _print_comparison(compare(here, there, str(asked.app), str(other)), shape)


def _what_if(asked: _Question, name: str, shape: Format) -> None:
    from stratiform.cost import Prices
    from stratiform.cost.alternative import what_ifs
    from stratiform.cost.compare import compare

    if name.startswith(_TIER):
        _other_tier(asked, name.removeprefix(_TIER), shape)
        return
    if name not in what_ifs():
        raise WrongUse(f"There is no what-if {name}.", fix=f"Use one of {', '.join([*what_ifs(), *_TIERS])}.")
    graph, terms = asked.graph(), asked.terms()
    asks = what_ifs()[name]
    answer = asks.change(graph, Prices(), terms.region)
    before, after = asked.estimates((graph, terms), (answer.graph, terms))
    also = answer.assumptions if answer.resources else ("Nothing here would change.",)
    _print_comparison(compare(before, after, "as defined", asks.title, also), shape)


_TIER = "tier-"
_TIERS = ("tier-dev", "tier-staging", "tier-prod")


def _other_tier(asked: _Question, tier: str, shape: Format) -> None:
    """The same app synthesized in the first environment of another tier."""
    from stratiform.cost.compare import compare
    from stratiform.local.source import Kind, source
    from stratiform.settings import load

    app = source(asked.app)
    settings = load(app.home)
    names = [name for name, section in settings.environments.items() if section.tier == tier]
    if settings.environment("local").tier.name == tier:
        names.insert(0, "local")
    if app.kind is not Kind.APP or not names:
        raise WrongUse(
            f"There is no environment of the tier {tier} to synthesize the app in.",
            fix=f'Name the folder of the app, and give an environment in stratiform.toml tier = "{tier}".',
        )
    before, after = asked.estimates(
        (asked.graph(), asked.terms()), (asked.graph(environment=names[0]), asked.terms(environment=names[0]))
    )
    _print_comparison(compare(before, after, asked.environment, names[0]), shape)


def _print_comparison(found: Comparison, shape: Format) -> None:
    from stratiform.cost.compare_text import comparison_text
    from stratiform.cost.document import comparison
    from stratiform.cost.markdown import comparison_markdown

    if shape == "json":
        print_json(comparison(found))
    else:
        print(comparison_markdown(found) if shape == "markdown" else comparison_text(found))


def _list(shape: Format) -> None:
    from stratiform.cost.alternative import what_ifs

    known = {name: each.title for name, each in what_ifs().items()}
    known |= dict.fromkeys(_TIERS, "the app in the first environment of that tier")
    if shape == "json":
        print_json(known)
    else:
        print(table(known.items()))


def _refresh(region: str, shape: Format) -> None:
    from stratiform.cost.refresh import refresh

    done = refresh(region)
    if shape == "json":
        print_json({"file": str(done.file), "prices": done.prices, "missing": list(done.missing)})
        return
    print(f"{done.prices} prices of {region} are in {done.file}.")
    if done.missing:
        print(
            f"For {len(done.missing)} the API has no single answer: what was known stays. --json names them."
        )
