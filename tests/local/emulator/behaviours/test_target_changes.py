"""The gateway is told when targets change."""

from __future__ import annotations

from stratiform.local.emulator.behaviours import target_changes
from stratiform.local.gateway import process, refresh


def test_the_file_is_the_one_that_the_gateway_watches():
    assert tuple(target_changes.FILE.parts) == (process.FOLDER, refresh.CHANGED)
    assert tuple(target_changes.LISTENERS.parts) == (process.FOLDER, refresh.LISTENERS)


def test_it_is_written_where_a_gateway_runs_and_nowhere_else(tmp_path):
    target_changes.tell(tmp_path)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / process.FOLDER).mkdir()
    target_changes.tell(tmp_path)
    assert (tmp_path / target_changes.FILE).exists()
