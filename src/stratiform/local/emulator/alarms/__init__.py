"""How CloudWatch decides the state of an alarm: datapoints, metric math, M of N, missing data."""
