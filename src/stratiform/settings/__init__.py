"""stratiform.toml as frozen values: the project, its tags, its names and its environments.

``load(folder)`` finds the file; ``settings.environment("prod")`` gives one environment, whole, or an
error that says which line to add. The credentials at hand never decide anything here.
"""

from stratiform.settings.environment import EnvironmentSettings
from stratiform.settings.project import Settings, load

__all__ = ["EnvironmentSettings", "Settings", "load"]
