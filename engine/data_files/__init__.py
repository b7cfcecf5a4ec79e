"""Readers of data files: bounded, without pickle, every refusal one sentence."""
