"""CloudWatch's metric math, the part that alarms use: arithmetic, comparison, IF, FILL and sums."""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping, Sequence

from stratiform.local.emulator.alarms.series import Series

Value = float | Series | list[Series]


class NotSupported(ValueError):
    """The expression uses something this module does not know."""


def evaluate(expression: str, metrics: Mapping[str, Series], periods: Sequence[int]) -> Series:
    """The series that ``expression`` makes of ``metrics`` (by id) at ``periods``. Raises NotSupported."""
    text = re.sub(r"\bAND\b|&&", " and ", expression)
    text = re.sub(r"\bOR\b|\|\|", " or ", text).replace("^", "**")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except SyntaxError as error:
        raise NotSupported(f"The expression {expression!r} cannot be read") from error
    value = _Evaluation(metrics, periods).of(tree)
    if isinstance(value, list):
        raise NotSupported(f"The expression {expression!r} gives several time series")
    return value if isinstance(value, dict) else dict.fromkeys(periods, value)


_OPERATORS: dict[type[ast.AST], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.And: lambda left, right: bool(left) and bool(right),
    ast.Or: lambda left, right: bool(left) or bool(right),
}
_SUMMARIES: dict[str, Callable[[Sequence[float]], float]] = {
    "SUM": math.fsum,
    "AVG": lambda values: math.fsum(values) / len(values),
    "MIN": min,
    "MAX": max,
    "METRIC_COUNT": len,
}
_MAPS: dict[str, Callable[[float], float]] = {"ABS": abs, "CEIL": math.ceil, "FLOOR": math.floor}


class _Evaluation:
    def __init__(self, metrics: Mapping[str, Series], periods: Sequence[int]) -> None:
        self.metrics = metrics
        self.periods = periods

    def of(self, node: ast.AST) -> Value:
        match node:
            case ast.Constant(value=bool() | int() | float() as number):
                return float(number)
            case ast.Name(id=name) if name in self.metrics:
                return self.metrics[name]
            case ast.List(elts=parts):
                return [self._series(part) for part in parts]
            case ast.UnaryOp(op=ast.USub(), operand=inner):
                return _combine(operator.sub, 0.0, self.of(inner))
            case ast.BinOp(left=left, op=symbol, right=right):
                return _combine(_known(symbol), self.of(left), self.of(right))
            case ast.Compare(left=left, ops=[symbol], comparators=[right]):
                return _combine(_known(symbol), self.of(left), self.of(right))
            case ast.BoolOp(op=symbol, values=values):
                result = self.of(values[0])
                for part in values[1:]:
                    result = _combine(_known(symbol), result, self.of(part))
                return result
            case ast.Call(func=ast.Name(id=name), args=arguments):
                return self._function(name, arguments)
        raise NotSupported(f"The expression part {ast.unparse(node)!r} is not supported")

    def _series(self, node: ast.AST) -> Series:
        value = self.of(node)
        if isinstance(value, list):
            raise NotSupported("A list within a list is not supported")
        return value if isinstance(value, dict) else dict.fromkeys(self.periods, value)

    def _function(self, name: str, arguments: list[ast.expr]) -> Value:
        if name == "METRICS" and not arguments:
            return list(self.metrics.values())
        if name in _SUMMARIES and len(arguments) == 1:
            return _summarise(_SUMMARIES[name], self.of(arguments[0]))
        if name in _MAPS and len(arguments) == 1:
            change = _MAPS[name]
            return {at: change(value) for at, value in self._series(arguments[0]).items()}
        if name == "IF" and len(arguments) in (2, 3):
            return self._if(arguments)
        if name == "FILL" and len(arguments) == 2:
            return self._fill(self._series(arguments[0]), arguments[1])
        raise NotSupported(f"The function {name} is not supported")

    def _if(self, arguments: list[ast.expr]) -> Series:
        condition, *branches = (self._series(argument) for argument in arguments)
        chosen = {at: branches[0] if value else (branches[1:] or [{}])[0] for at, value in condition.items()}
        return {at: branch[at] for at, branch in chosen.items() if at in branch}

    def _fill(self, series: Series, filler: ast.expr) -> Series:
        if isinstance(filler, ast.Name) and filler.id == "REPEAT":
            filled, last = {}, None
            for at in self.periods:
                last = series.get(at, last)
                if last is not None:
                    filled[at] = last
            return filled
        default = self.of(filler)
        if not isinstance(default, float):
            raise NotSupported("FILL takes a number or REPEAT")
        return {at: series.get(at, default) for at in self.periods}


def _known(symbol: ast.AST) -> Callable[[float, float], float]:
    found = _OPERATORS.get(type(symbol))
    if found is None:
        raise NotSupported(f"The operator {type(symbol).__name__} is not supported")
    return found


def _combine(apply: Callable[[float, float], float], left: Value, right: Value) -> Value:
    if isinstance(left, list) or isinstance(right, list):
        raise NotSupported("Arithmetic on a list of time series is not supported")
    if not isinstance(left, dict) and not isinstance(right, dict):
        value = _quotient(apply, left, right)
        return {} if value is None else value
    series = [side for side in (left, right) if isinstance(side, dict)]
    at = set.intersection(*(set(side) for side in series))
    found: Series = {}
    for begin in sorted(at):
        value = _quotient(apply, _at(left, begin), _at(right, begin))
        if value is not None:
            found[begin] = value
    return found


def _at(value: float | Series, begin: int) -> float:
    return value[begin] if isinstance(value, dict) else value


def _quotient(apply: Callable[[float, float], float], left: float, right: float) -> float | None:
    try:
        return float(apply(left, right))
    except (ZeroDivisionError, OverflowError):
        return None


def _summarise(summary: Callable[[Sequence[float]], float], value: Value) -> Value:
    if isinstance(value, dict):
        return float(summary(list(value.values()))) if value else {}
    if not isinstance(value, list):
        return value
    at = sorted({begin for series in value for begin in series})
    return {begin: float(summary([s[begin] for s in value if begin in s])) for begin in at}
