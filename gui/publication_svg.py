"""Texts of an SVG file as outlines: they look the same where our fonts are not installed."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QPainterPath

from gui.theme import FONT_FAMILIES

NAMESPACE = "http://www.w3.org/2000/svg"
TEXT, PATH, TITLE = (f"{{{NAMESPACE}}}{name}" for name in ("text", "path", "title"))
DRAWN_AT = 64
"""Outlines are taken at this size in pixels and scaled: at the size of print they are coarse."""


def with_outlines(svg: bytes, title: str) -> bytes:
    """Return a picture of `QSvgGenerator` whose texts are paths, each labelled with its text."""
    ElementTree.register_namespace("", NAMESPACE)
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    root = ElementTree.fromstring(svg)  # our own writer made it, so nothing hostile is in it
    for parent in list(root.iter()):
        for place, child in enumerate(list(parent)):
            if child.tag == TEXT:
                parent[place] = _outline(child)
            elif child.tag == TITLE:
                child.text = title
            elif child.tag.endswith("desc"):
                child.text = "Dynascope"
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, "utf-8")


def _outline(element: ElementTree.Element) -> ElementTree.Element:
    given = element.attrib
    size = float(given.get("font-size", "12"))
    font = QFont([given.get("font-family", ""), *FONT_FAMILIES])
    font.setPixelSize(DRAWN_AT)
    font.setWeight(QFont.Weight(int(given.get("font-weight", "400"))))
    font.setItalic(given.get("font-style") == "italic")
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    shape = QPainterPath()
    shape.addText(QPointF(), font, element.text or "")
    scale = size / DRAWN_AT
    made = ElementTree.Element(
        PATH,
        {
            "fill": given.get("fill", "#000000"),
            "fill-opacity": given.get("fill-opacity", "1"),
            "stroke": "none",
            "fill-rule": "nonzero",
            "transform": f"translate({given.get('x', '0')},{given.get('y', '0')}) scale({scale:g})",
            "aria-label": element.text or "",
            "d": path_data(shape),
        },
    )
    made.tail = element.tail
    return made


def path_data(shape: QPainterPath) -> str:
    """Return a path as the attribute `d` spells it."""
    kinds = QPainterPath.ElementType
    letters = {kinds.MoveToElement: "M", kinds.LineToElement: "L", kinds.CurveToElement: "C"}
    parts = []
    for index in range(shape.elementCount()):
        each = shape.elementAt(index)
        parts.append(f"{letters.get(each.type, '')}{each.x:.4g} {each.y:.4g}")
    return " ".join(parts)
