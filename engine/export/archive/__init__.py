"""`.dynascope`: one run in one file, to be opened elsewhere; a file from a stranger can do nothing.

A zip of `manifest.json`, `config.json`, `markers.json`, `readings.json`, numpy arrays and snapshots
in safetensors. Nothing is pickled, nothing is unpacked to the disk, and every size is bounded.
"""

from engine.export.archive.reading import Archive
from engine.export.archive.writing import write_archive

__all__ = ["Archive", "write_archive"]
