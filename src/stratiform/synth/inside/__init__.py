"""Runs inside the app's own interpreter, where Stratiform may not be installed: standard library only."""
