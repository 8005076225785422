"""`strat diagram`: the picture of a system, drawn from its definition."""

from stratiform.diagram.draw import draw
from stratiform.diagram.picture import Note, Picture, Remark
from stratiform.diagram.picture_of import picture

__all__ = ["Note", "Picture", "Remark", "draw", "picture"]
