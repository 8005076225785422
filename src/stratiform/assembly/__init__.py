"""Reading cloud assemblies and templates: ``read(path)`` gives the Graph that every tool works on."""

from stratiform.assembly.read import read

__all__ = ["read"]
