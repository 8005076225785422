"""Runs a CDK app and keeps what it writes: cold, or warm where a resident process lives."""

from stratiform.synth.synthesis import SPARE, Synthesis, run, synthesize

__all__ = ["SPARE", "Synthesis", "run", "synthesize"]
