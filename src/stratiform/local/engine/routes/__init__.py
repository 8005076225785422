"""The Docker Engine API: one module for each kind of object, each with ``add(app)``."""
