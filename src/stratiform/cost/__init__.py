"""What a system costs a month: `estimate(graph, usage, prices)`, with every assumption in the answer.

A meter (meters/) tells what AWS charges for a type; prices/ has what a unit costs in a region; a usage
file tells how many units, and a tier's defaults where it does not. A what-if (what_if/) is a change of
the graph. Everything is a frozen value; money is Decimal, in US dollars a month of 730 hours.
"""

from stratiform.cost.bill import Charge, Estimate, Listed
from stratiform.cost.component import HOURS, Component, Source
from stratiform.cost.estimate import Terms, estimate, monthly
from stratiform.cost.prices import Prices
from stratiform.cost.usage import Usage, usage

__all__ = [
    "HOURS",
    "Charge",
    "Component",
    "Estimate",
    "Listed",
    "Prices",
    "Source",
    "Terms",
    "Usage",
    "estimate",
    "monthly",
    "usage",
]
