"""Writes a script and the files that belong beside it."""

from __future__ import annotations

from pathlib import Path

from engine.export.script.program import ScriptExport


def write(path: Path, export: ScriptExport) -> None:
    """Write the script to `path` and its files beside it, each whole or not at all.

    Raises `OSError`.
    """
    contents = {path.with_name(name): content for name, content in export.files.items()}
    for each, content in {**contents, path: export.text.encode()}.items():
        partial = each.with_name(f".{each.name}.part")
        try:
            partial.write_bytes(content)
            partial.replace(each)
        finally:
            partial.unlink(missing_ok=True)
