"""Rules about MemoryDB clusters."""
