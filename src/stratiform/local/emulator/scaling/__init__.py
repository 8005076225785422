"""Application Auto Scaling's decisions: how many, from what was measured."""
