"""`strat diff`: what a change does, in order of danger."""
