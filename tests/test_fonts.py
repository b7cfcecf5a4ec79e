"""The shipped fonts hold every character that the window shows, in both weights."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QRawFont
from pytestqt.qtbot import QtBot

RESOURCES = Path(__file__).parents[1] / "resources"
TEXTS = RESOURCES / "translations" / "dynascope_zh_CN.ts"


@pytest.mark.parametrize("weights", [("Regular", "Regular"), ("SemiBold", "Bold")])
def test_every_character_of_the_chinese_texts_can_be_drawn(
    qtbot: QtBot, weights: tuple[str, str]
) -> None:
    names = (f"DynascopeSans-{weights[0]}.otf", f"DynascopeSansSC-{weights[1]}.otf")
    fonts = [QRawFont(str(RESOURCES / "fonts" / name), 16) for name in names]
    assert all(font.isValid() for font in fonts)
    texts = (each.text or "" for each in ElementTree.parse(TEXTS).iter("translation"))
    characters = {sign for text in texts for sign in text if not sign.isspace()}
    missing = {
        sign for sign in characters if not any(f.supportsCharacter(ord(sign)) for f in fonts)
    }
    assert not missing
