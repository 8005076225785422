"""Points and rectangles, in pixels from the upper left corner."""

from __future__ import annotations

from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True)
class Rectangle:
    """``x`` and ``y`` are the upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @classmethod
    def around(cls, centre: Point, width: float, height: float) -> Rectangle:
        """The rectangle of this size with ``centre`` in its middle."""
        return cls(centre[0] - width / 2, centre[1] - height / 2, width, height)

    def holds(self, point: Point) -> bool:
        """Whether ``point`` is inside."""
        return self.x < point[0] < self.x + self.width and self.y < point[1] < self.y + self.height

    def overlap(self, other: Rectangle) -> float:
        """The area that both cover."""
        wide = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        high = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        return wide * high if wide > 0 and high > 0 else 0.0
