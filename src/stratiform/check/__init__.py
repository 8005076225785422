"""`strat check`: what is wrong with a system, by pillar, read from its definition."""
