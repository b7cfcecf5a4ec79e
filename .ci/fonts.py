"""Make the fonts of resources/fonts from those of Debian: python3 .ci/fonts.py

Needs fonttools and Debian's packages fonts-inter and fonts-noto-cjk. The same packages give
the same files, byte for byte.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

try:
    from fontTools import subset
    from fontTools.ttLib import TTCollection, TTFont
except ImportError:
    sys.exit("fonts.py needs fonttools: pip install fonttools")

TARGET = Path(__file__).resolve().parents[1] / "resources" / "fonts"
SYSTEM = Path("/usr/share/fonts/opentype")
COPYRIGHT = Path("/usr/share/doc/fonts-noto-cjk/copyright")

LATIN_BLOCKS = ((0x20, 0x7E), (0xA0, 0x17F), (0x300, 0x304), (0x391, 0x3C9), (0x2010, 0x2027))
"""ASCII, Latin-1, Latin Extended-A, accents, Greek, general punctuation."""

SIGNS = (
    "‖‰′″‹›⁄€№™←↑→↓↔↗↘↻↺⇄∂∅∆∇∈∏∑−∕∘∙√∝∞∩∫≈≠≡≤≥⊙·×±½¼¾"
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ₀₁₂₃₄₅₆₇₈₉₊₋■□▪▫▲△▴▶▷▸▼▽▾◀◁◂◆◇●○◦★☆✓✗⌘⌥⇧⏎"
)
"""Signs of formulas, of axes and of the window; those that Inter lacks come from the rest."""

STAND_INS = {"▸": "▶", "▾": "▼", "▴": "▲", "◂": "◀", "∆": "Δ"}
"""Signs that Inter lacks, and the sign of Inter that is shown for them."""

COMMON_ROWS = 0xD7
"""The last row of GB 2312's common characters."""

RARER_IN_BOLD = "熵阈"
"""Rarer characters that headings need: cross-entropy, threshold."""

LATIN_FEATURES = ("kern", "calt", "ccmp", "locl", "mark", "mkmk", "tnum", "zero", "case")


def gb2312(last_row: int = 0xF7) -> set[int]:
    """Return the code points of GB 2312; its 3755 common characters end at COMMON_ROWS."""
    points = set()
    for row in range(0xA1, last_row + 1):
        for cell in range(0xA1, 0xFF):
            text = bytes((row, cell)).decode("gb2312", errors="ignore")
            points.update(map(ord, text))
    return points


def latin() -> set[int]:
    """Return the code points of text and formulas without Chinese."""
    points = {ord(sign) for sign in SIGNS}
    for first, last in LATIN_BLOCKS:
        points.update(range(first, last + 1))
    return points


def is_simplified_chinese(font: TTFont) -> bool:
    """Tell whether `font` is the face of a collection that we want."""
    name: str = font["name"].getDebugName(4)
    return name.startswith("Noto Sans CJK SC")


def make_subset(font: TTFont, points: set[int], features: tuple[str, ...]) -> None:
    """Reduce `font` to `points` and `features`."""
    options = subset.Options()
    options.layout_features = list(features)
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14, 16, 17]
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "DSIG"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)


def add_stand_ins(font: TTFont) -> None:
    """Show a similar sign for those that `font` lacks."""
    names = font.getBestCmap()
    for table in font["cmap"].tables:
        if table.isUnicode():
            for sign, similar in STAND_INS.items():
                if ord(sign) not in names and ord(similar) in names:
                    table.cmap[ord(sign)] = names[ord(similar)]


def rename(font: TTFont, family: str, style: str) -> None:
    """Name `font` anew: under its own name, Qt would mix it with a copy that a system has."""
    full = f"{family} {style}"
    names = {1: full if style != "Regular" else family, 2: "Regular", 3: full, 4: full}
    names |= {6: full.replace(" ", ""), 16: family, 17: style}
    for number, text in names.items():
        font["name"].removeNames(nameID=number)
        font["name"].setName(text, number, 3, 1, 0x409)


def save(font: TTFont, name: str) -> None:
    """Write `font` without the time of writing."""
    font.recalcTimestamp = False
    font.save(TARGET / name)
    print(f"{name}: {(TARGET / name).stat().st_size / 1e6:.2f} MB")


def write_licence(font: TTFont, origin: str, name: str) -> None:
    """Write the copyright of `font` and the Open Font License, as fonts-noto-cjk carries it."""
    text = COPYRIGHT.read_text(encoding="utf-8")
    licence = text[text.index(" SIL OPEN FONT LICENSE") :].split("\n\n")[0]
    licence = re.sub(r"^ \.?", "", licence, flags=re.MULTILINE).strip()
    holder = font["name"].getDebugName(0)
    notice = f"{holder}\n\n{origin}, reduced to the characters that Dynascope shows and renamed."
    (TARGET / name).write_text(f"{notice}\n\n{licence}\n", encoding="utf-8")


def main() -> None:
    """Write the fonts and their licences."""
    for style in ("Regular", "SemiBold"):
        inter = TTFont(SYSTEM / "inter" / f"Inter-{style}.otf")
        make_subset(inter, latin(), LATIN_FEATURES)
        add_stand_ins(inter)
        rename(inter, "Dynascope Sans", style)
        save(inter, f"DynascopeSans-{style}.otf")
    write_licence(inter, "Inter", "OFL-DynascopeSans.txt")
    for style, rows, rarer in (("Regular", 0xF7, ""), ("Bold", COMMON_ROWS, RARER_IN_BOLD)):
        collection = TTCollection(SYSTEM / "noto" / f"NotoSansCJK-{style}.ttc")
        noto = next(font for font in collection.fonts if is_simplified_chinese(font))
        make_subset(noto, gb2312(rows) | latin() | set(map(ord, rarer)), ())
        rename(noto, "Dynascope Sans SC", style)
        save(noto, f"DynascopeSansSC-{style}.otf")
    write_licence(noto, "Noto Sans SC", "OFL-DynascopeSansSC.txt")


if __name__ == "__main__":
    main()
