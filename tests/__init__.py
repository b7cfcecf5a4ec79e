"""Tests of Dynascope: python3 -m tests."""
