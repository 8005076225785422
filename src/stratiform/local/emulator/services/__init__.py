"""AWS services that MiniStack does not have, in the form of its own service modules, one a file.

``NAME`` is the service's signing name. ``handle_request``, ``get_state``, ``load_persisted_state`` and
``reset`` are what MiniStack calls.
"""
