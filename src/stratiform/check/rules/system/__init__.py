"""Rules about a whole system, which no resource alone can break."""
