"""`strat diagram`: the picture of a system, drawn from its definition."""
