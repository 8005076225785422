"""The rules: ``<service>/<what_is_wrong>.py``, each with ``RULE``."""
