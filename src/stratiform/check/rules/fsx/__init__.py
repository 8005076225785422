"""Rules about FSx file systems."""
