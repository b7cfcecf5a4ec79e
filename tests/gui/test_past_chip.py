from __future__ import annotations

from pytestqt.qtbot import QtBot

from gui.past_chip import PastChip
from gui.theme import DARK, LIGHT


def test_it_is_hidden_in_the_present(qtbot: QtBot) -> None:
    chip = PastChip(LIGHT)
    qtbot.addWidget(chip)
    assert chip.isHidden()
    chip.set_text("step 320")
    assert not chip.isHidden()
    assert chip.text == chip.accessibleName() == "step 320"
    chip.set_text("")
    assert chip.isHidden()


def test_it_is_the_reverse_of_the_card(qtbot: QtBot) -> None:
    for theme in (LIGHT, DARK):
        chip = PastChip(theme)
        qtbot.addWidget(chip)
        chip.set_theme(theme)
        chip.set_text("step 320")
        chip.resize(chip.sizeHint())
        image = chip.grab().toImage()
        assert image.pixelColor(chip.width() // 2, 2).name() == theme.text


def test_its_width_does_not_depend_on_which_digits_stand_there(qtbot: QtBot) -> None:
    chip = PastChip(LIGHT)
    qtbot.addWidget(chip)
    widths = set()
    for step in (111, 444, 100):
        chip.set_text(f"step {step}")
        widths.add(chip.sizeHint().width())
    assert len(widths) == 1
