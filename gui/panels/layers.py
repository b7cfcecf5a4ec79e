"""What the panels per layer have in common: they draw what their views declare."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QWidget

from engine.measures import MEASURES, column
from engine.messages import Picture
from gui.language import translate
from gui.numbers import rounded
from gui.panels.base import Panel
from gui.panels.choice_menu import Choice
from gui.panels.csv_text import MOST_STEPS, Column, curves_csv, table_csv
from gui.panels.layer_ends import LayerEnd, LayerEnds
from gui.panels.layer_lines import LayerLines
from gui.panels.layer_views import LayerView, PanelViews, axis_name
from gui.panels.loss_reading import seeds_line
from gui.panels.notice import Notice
from gui.panels.ridgeline import Ridgeline
from gui.panels.time_panel import Frame, TimePanel, dress_plot, plot_scale
from gui.plots.crosshair import Line
from gui.plots.heatmap import HeatmapPlot
from gui.plots.time_plot import TimePlot
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.runs import Run

MOST_LINES = 12
LEAST_PERCENT = 1.0
ENDS_ROOM = 24.0


class LayerPanel(TimePanel):
    """One measure of all layers of the selected run, as lines, as a heatmap or as histograms."""

    #: half the display's rate is smooth enough for curves, and leaves time for other things
    pause = 45
    declared: PanelViews

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._view_key = self.declared.first
        self._form = ""
        self._linear: set[str] = set()
        self._lines = LayerLines(self.plot)
        self._ends = LayerEnds(theme, self)
        self.heatmap = HeatmapPlot(self)
        self.heatmap.hover = self._hover_heatmap
        self.ridges = Ridgeline(theme)
        self.notice = Notice(theme)
        self.notice.link_activated.connect(self.set_view)
        for widget in (self.heatmap, self.ridges, self.notice):
            self.row.addWidget(widget, 1)
            widget.hide()
        self._dress()
        self.header.view_menu.chosen.connect(self.set_view)
        self.header.form_menu.chosen.connect(self.set_form)
        self.header.strip.selection_changed.connect(self.redraw)
        self.retranslate()

    # -- views -----------------------------------------------------------------------------------

    @property
    def view(self) -> LayerView:
        """The view chosen."""
        return self.declared.view(self._view_key)

    @property
    def parts(self) -> frozenset[str]:
        return frozenset({"distributions"}) if self.view.style == "ridge" else frozenset()

    @property
    def measures(self) -> tuple[str, ...]:
        return self.view.measures

    @property
    def log(self) -> bool:
        """Whether the scale is logarithmic."""
        return self.view.logarithmic and self._view_key not in self._linear

    @property
    def as_heatmap(self) -> bool:
        """Whether layers x time is shown; unless chosen, when there are more than 12 layers."""
        if not self.view.has_heatmap:
            return False
        return self._form == "heatmap" or (not self._form and len(self._layers()) > MOST_LINES)

    def set_view(self, key: str) -> None:
        """Show the view called `key`."""
        before = self.parts
        self._view_key = key
        self.retranslate()
        if self.parts != before:
            self.parts_changed.emit()

    def set_form(self, key: str) -> None:
        """Show "log" or "linear" lines, or the "heatmap"."""
        if key == "heatmap":
            self._form = key
        else:
            self._form = "lines"
            (self._linear.discard if key == "log" else self._linear.add)(self._view_key)
        self.redraw()

    def title(self) -> str:
        return translate(self.declared.title)

    def hint(self) -> str:
        return translate(self.view.hint)

    def retranslate(self) -> None:
        choices = [
            Choice(each.key, translate(each.name), translate(each.hint), True,
                   translate(each.subtitle))
            for each in self.declared.views
        ]  # fmt: skip
        self.header.view_menu.set_choices(choices, self._view_key)
        self.plot.set_labels(self.tr("step"), "")
        self.heatmap.plot.set_labels(self.tr("step"), self.tr("layer"))
        super().retranslate()

    def _offer_forms(self) -> None:
        forms = [Choice("heatmap", self.tr("heatmap"), self.tr("Layers from top to bottom."))]
        if self.view.logarithmic:
            plain = [Choice("log", self.tr("log")), Choice("linear", self.tr("linear"))]
            chosen = "log" if self.log else "linear"
        else:
            plain, chosen = [Choice("linear", self.tr("lines"))], "linear"
        shown = [*plain, *forms] if self.view.has_heatmap else []
        self.header.form_menu.set_choices(shown, "heatmap" if self.as_heatmap else chosen)

    def axis_name(self) -> str:
        return axis_name(self.view)

    def take_view(self, other: Panel) -> None:
        assert isinstance(other, LayerPanel)
        self._form, self._linear = other._form, set(other._linear)
        self.runs, self.selected = other.runs, other.selected
        self.header.strip.set_layers(self._colors()[: len(self._layers())])
        self.set_view(other._view_key)
        self.header.strip.set_layers(self._colors()[: len(self._layers())])
        self.header.strip.select(other.header.strip.selected)
        self.heatmap.plot.take_view(other.heatmap.plot)
        super().take_view(other)

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self._dress()
        super().set_theme(theme)

    def _dress(self) -> None:
        theme = self.theme
        self.heatmap.set_colors(theme.card, theme.muted, theme.axis)
        self.heatmap.widths(plot_scale(theme))
        dress_plot(self.heatmap.plot, theme)
        for part in (self._ends, self.ridges, self.notice):
            part.set_theme(theme)

    # -- what there is to draw -------------------------------------------------------------------

    def past_step(self) -> int | None:
        shown = self.selected is not None and self.view.style == "ridge"
        return self.selected.past_step if shown else None  # type: ignore[union-attr]

    def plots(self) -> tuple[TimePlot, ...]:
        return self.plot, self.heatmap.plot

    def _layers(self) -> tuple[int, ...]:
        """Layers that have the measure, counted from 1 at the input."""
        if self.selected is None:
            return ()
        hidden = self.selected.config.model.hidden_layers
        return tuple(range(1, hidden + (1 if self.view.hidden_only else 2)))

    def _shown_layers(self) -> tuple[int, ...]:
        chosen = self.header.strip.selected
        return tuple(layer for layer in self._layers() if not chosen or layer in chosen)

    def _colors(self) -> tuple[str, ...]:
        """One colour per layer of the network, so that a layer looks the same in all panels."""
        if self.selected is None:
            return ()
        return self.theme.layer_colors(self.selected.config.model.hidden_layers + 1)

    def state(self) -> Hashable:
        run = self.selected
        if run is None or run.history is None:
            return run and (run.id, run.config), self._view_key
        if self.view.style == "ridge":  # drawn from pictures alone, which are some ten a second
            picture = run.shown_picture
            drawn: Hashable = picture and (picture.step, id(picture))
        else:
            newest = run.history.latest(column(self.view.measure, max(1, len(self._layers()))))
            drawn = id(run.history), run.history.last_step, newest, len(run.markers)
        return (
            run.id, run.name, run.color_index, drawn, run.config.model, self._view_key, self._form,
            self.log, self.header.strip.selected,
        )  # fmt: skip

    # -- drawing ---------------------------------------------------------------------------------

    def draw_plot(self) -> None:
        run, colors = self.selected, self._colors()
        self.show_chip()
        self.header.strip.set_layers(colors[: len(self._layers())])
        self._offer_forms()
        told = self._why_nothing()
        if told:
            self._show(self.notice)
            self._lines.clear()
            return
        assert run is not None
        if self.view.style == "ridge":
            self._draw_ridges(run)
        elif self.as_heatmap:
            self._draw_heatmap(run)
            self.heatmap.plot.read_again()
        else:
            self._draw_lines(run)
            self.plot.read_again()

    def _show(self, shown: QWidget) -> None:
        for widget in (self.plot, self.heatmap, self.ridges, self.notice):
            widget.setVisible(widget is shown)
        self._ends.setVisible(shown is self.plot)

    def settle(self) -> None:
        if self.plot.isVisible():
            super().settle()

    def _why_nothing(self) -> bool:
        """Tell in the panel's place why there is nothing to draw; False if there is."""
        run = self.selected
        if run is None:
            self.notice.set_text(self.tr("Select a run to see its layers."))
        elif not self._layers():
            self.notice.set_text(self.tr("This network has no hidden layer."))
        elif self.view.applies(run.config):
            self._tell_inapplicable(run)
        elif self.view.style == "ridge" and (
            run.shown_picture is None or run.shown_picture.distributions is None
        ):
            self.notice.set_text(self.tr("The distributions appear as soon as the run is open."))
        elif self.view.style == "ridge" and not _any_counted(run.shown_picture):
            self.notice.set_text(self.tr("No activation is a finite number any more."))
        else:
            return False
        return True

    def _tell_inapplicable(self, run: Run) -> None:
        reason = translate(self.view.applies(run.config))
        other = self.declared.fallback(run.config)
        text = self.tr("Not applicable. {reason}").format(reason=reason)
        link = "" if other is None else self.tr("Show instead: {view}")
        if other is not None:
            link = link.format(view=translate(other.name))
        self.notice.set_text(text, other.key if other else "", link)

    def _draw_lines(self, run: Run) -> None:
        self._show(self.plot)
        if run.history is None:
            self._lines.clear()
            self._ends.set_ends((), (0, 0))
            self.plot.set_markers(())
            self.plot.follow_steps(0, run.config.training.steps)
            return
        self.plot.set_log(self.log)
        self.plot.follow_steps(run.history.last_step, run.config.training.steps)
        frame = self.in_view()
        layers, colors, view = self._shown_layers(), self._colors(), self.view
        self._lines.draw(run.history, view, layers, colors, frame)
        self._lines.set_guide(view.guide, translate(view.guide_text), self.theme, frame)
        self.plot.set_y_range(self._bounds(run, frame))
        self.plot.set_markers([(float(step), "") for step, *_ in run.markers])
        self.make_room(ENDS_ROOM, run.history.last_step, frame)
        self._place_ends(colors)

    def _bounds(self, run: Run, frame: Frame) -> tuple[float, float] | None:
        """Lowest and highest value drawn, spreads included; shares reach 1 % at least."""
        assert run.history is not None
        found = self._lines.bounds
        if found is None:
            return None
        if self.view.band:
            bands = [column(self.view.band, layer) for layer in self._shown_layers()]
            spread = run.history.bounds(bands, frame.start, frame.stop)
            return found if spread is None else (found[0] - spread[1], found[1] + spread[1])
        if MEASURES[self.view.measure].unit == "%":
            return found[0], max(found[1], LEAST_PERCENT)
        return found

    def _place_ends(self, colors: tuple[str, ...]) -> None:
        self._ends.setGeometry(self.rect())
        top, bottom = self.heights_on_panel()
        ends = []
        for layer, end in self._lines.ends.items():
            at = self.on_panel(*end)
            at.setY(min(max(at.y(), top), bottom))
            ends.append(LayerEnd(layer, colors[layer - 1], at))
        self._ends.set_ends(ends, (top - 2, bottom + 2))

    def _draw_heatmap(self, run: Run) -> None:
        self._show(self.heatmap)
        if run.history is None:
            return
        plot = self.heatmap.plot
        plot.follow_steps(run.history.last_step, run.config.training.steps)
        names = [column(self.view.heat_measure(), layer) for layer in self._layers()]
        first, stop = plot.view_range()
        steps, values = run.history.matrix(names, first, stop, plot.points())
        seen = values.copy()
        hidden = [layer - 1 for layer in self._layers() if layer not in self._shown_layers()]
        seen[hidden] = np.nan
        percent = MEASURES[self.view.heat_measure()].unit == "%"
        self.heatmap.set_matrix(steps, seen, self.log, bounds=(0, 100) if percent else None)

    def _draw_ridges(self, run: Run) -> None:
        self._show(self.ridges)
        assert run.shown_picture is not None
        found = run.shown_picture.distributions
        assert found is not None
        pre = self.view.ridge == "z"
        counts = (found.pre_counts if pre else found.counts).numpy()
        edges = (found.pre_edges if pre else found.edges).numpy()
        layers = [layer for layer in self._shown_layers() if layer <= len(counts)]
        colors = self._colors()
        self.ridges.x_name = self.view.axis
        self.ridges.set_histograms(counts, edges, layers, [colors[k - 1] for k in layers])

    # -- reading ---------------------------------------------------------------------------------

    def hover(self, step: float | None) -> None:
        run = self.selected
        if step is None or run is None or run.history is None:
            self.plot.set_readout(())
            return
        at = max(1, round(step))
        lines: list[Line] = [(None, self.tr("step {step}").format(step=at))]
        for layer in self._shown_layers():
            text = self._read(run, layer, at)
            if text:
                lines.append((self._colors()[layer - 1], f"{layer}  {text}"))
                if len(self._shown_layers()) == 1 and not self.view.band:
                    name = column(self.view.measure, layer)
                    lines += seeds_line(run.history, name, at, MEASURES[self.view.measure].unit)
        lines += self.changes_at(run, step)
        self.plot.set_readout(lines if len(lines) > 1 else ())

    def _read(self, run: Run, layer: int, step: int) -> str:
        assert run.history is not None
        unit = MEASURES[self.view.measure].unit
        values = [run.history.value_at(column(key, layer), step) for key in self.measures]
        known = [value for value in values if value is not None]
        return " ± ".join(f"{rounded(value)} {unit}".strip() for value in known)

    def _hover_heatmap(self, layer: int | None, step: float, value: float) -> None:
        if layer is None or not self._colors():
            self.heatmap.plot.set_readout(())
            return
        unit = MEASURES[self.view.heat_measure()].unit
        color = self._colors()[min(layer, len(self._colors())) - 1]
        where = self.tr("layer {layer}, step {step}").format(layer=layer, step=max(1, round(step)))
        self.heatmap.plot.set_readout([(None, where), (color, f"{rounded(value)} {unit}".strip())])

    def numbers(self) -> str:
        run = self.selected
        if run is None or run.history is None:
            return ""
        if self.view.style == "ridge":
            return self._histogram_numbers()
        first, stop = self.plot.view_range()
        names = [column(key, layer) for key in self.measures for layer in self._shown_layers()]
        curves = run.history.curves(names, first, stop, MOST_STEPS)
        made = zip(names, curves, strict=True)
        return curves_csv([Column(name, each.steps, each.mean) for name, each in made])

    def _histogram_numbers(self) -> str:
        rows = []
        for layer in self.ridges.layers:
            shares, edges = self.ridges.histogram(layer)
            for share, low, high in zip(shares, edges, edges[1:], strict=False):
                rows.append((layer, f"{low:.6g}", f"{high:.6g}", f"{share:.6g}"))
        return table_csv(("layer", "from", "to", "share"), rows)

    def reset_view(self) -> None:
        self.header.strip.select(())
        self.heatmap.plot.reset_view()
        super().reset_view()


def _any_counted(picture: Picture | None) -> bool:
    """Tell whether the distributions hold any value: a diverged network has none."""
    found = None if picture is None else picture.distributions
    return found is not None and bool(found.counts.numpy().any())
