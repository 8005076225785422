"""`strat cost`: what a system costs a month, every assumption printed."""
