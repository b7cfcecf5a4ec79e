from __future__ import annotations

import itertools

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gui.panels.network_diagram import MOST_EDGES, MOST_UNITS, NetworkDiagram, drawn
from gui.theme import Theme
from tests.gui.panels.made import made_run


def weights_of(sizes: tuple[int, ...]) -> tuple[np.ndarray, ...]:
    rng = np.random.default_rng(0)
    pairs = itertools.pairwise(sizes)
    return tuple(rng.normal(size=(out, into)).astype(np.float32) for into, out in pairs)


def diagram_of(qtbot: QtBot, theme: Theme, sizes: tuple[int, ...]) -> NetworkDiagram:
    diagram = NetworkDiagram(theme)
    qtbot.addWidget(diagram)
    diagram.resize(230, 150)
    diagram.set_network(sizes, weights_of(sizes))
    diagram.show()
    return diagram


@pytest.mark.parametrize(
    "sizes", [(2, 1), (2, 16, 1), (2, 4, 2, 3), (64, 128, 10), (2, *[5] * 50, 1), (1, 1, 1)]
)
def test_any_network_is_drawn(qtbot: QtBot, theme: Theme, sizes: tuple[int, ...]) -> None:
    diagram = diagram_of(qtbot, theme, sizes)
    assert diagram._edges
    assert not diagram.grab().isNull()
    inside = diagram.rect()
    assert all(inside.contains(edge.line.p1().toPoint()) for edge in diagram._edges)


def test_lines_are_the_weights_they_stand_for(qtbot: QtBot, theme: Theme) -> None:
    sizes = (2, 30, 4)
    diagram = diagram_of(qtbot, theme, sizes)
    weights = weights_of(sizes)
    for edge in diagram._edges:
        assert edge.value == weights[edge.layer - 1][edge.target, edge.source]
    assert len([edge for edge in diagram._edges if edge.layer == 1]) <= MOST_EDGES


def test_a_line_is_read_under_the_mouse(qtbot: QtBot, theme: Theme) -> None:
    diagram = diagram_of(qtbot, theme, (2, 3, 1))
    edge = diagram._edges[0]
    assert diagram.edge_at(edge.line.pointAt(0.37)) == edge


def test_weights_of_another_shape_are_not_drawn(qtbot: QtBot, theme: Theme) -> None:
    """A picture may come late, after the run was opened anew with another depth."""
    diagram = diagram_of(qtbot, theme, (2, 3, 1))
    diagram.set_network((2, 4, 1), weights_of((2, 3, 1)))
    assert diagram._edges == []


def test_weights_that_are_no_numbers_are_no_error(qtbot: QtBot, theme: Theme) -> None:
    diagram = diagram_of(qtbot, theme, (2, 3, 1))
    diagram.set_network((2, 3, 1), tuple(each * np.nan for each in weights_of((2, 3, 1))))
    assert not diagram.grab().isNull()


def test_a_planned_run_shows_its_units(qtbot: QtBot, theme: Theme) -> None:
    diagram = NetworkDiagram(theme)
    qtbot.addWidget(diagram)
    diagram.show_run(made_run(hidden=3, facts=None, history=None))
    assert diagram._sizes == ()  # nobody sees it
    diagram.show()
    assert diagram._sizes == (2, 16, 16, 16, 1)
    diagram.show_run(None)
    assert diagram._sizes == ()


@pytest.mark.parametrize("count", [1, 12, 13, 500])
def test_the_ends_are_always_drawn(count: int) -> None:
    units = drawn(count, MOST_UNITS)
    assert len(units) == min(count, MOST_UNITS)
    assert (units[0], units[-1]) == (0, count - 1)
    assert units == sorted(set(units))
