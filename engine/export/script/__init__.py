"""A run as a plain PyTorch program that prints the same losses.

Each table of the engine (activations, losses, optimisers, schedules, init schemes, data) has one
module here with the code of each of its rows.
"""

from engine.export.script.program import LiveChange, ScriptExport, script
from engine.export.script.refusal import refuse_other_settings
from engine.export.script.saving import write

__all__ = ["LiveChange", "ScriptExport", "refuse_other_settings", "script", "write"]
