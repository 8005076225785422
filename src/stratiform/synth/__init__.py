"""Runs a CDK app and keeps what it writes: cold, or warm where a resident process lives."""

from stratiform.synth.synthesis import Synthesis, run, synthesize

__all__ = ["Synthesis", "run", "synthesize"]
