"""What the network has learned, seen on the data: a picture that fits the task."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from engine.config import missing
from engine.messages import Picture
from gui.field_labels import with_labels
from gui.icons import icon
from gui.language import translate_message
from gui.numbers import grouped, rounded
from gui.panels.base import Panel
from gui.panels.confusion import ConfusionMatrix
from gui.panels.csv_text import table_csv
from gui.panels.fit import Fit
from gui.panels.image_strip import ImageStrip
from gui.panels.markers import Points
from gui.panels.notice import Notice
from gui.panels.pencil import Pencil
from gui.panels.pencil_bar import PencilBar
from gui.panels.plane import Plane
from gui.panels.surface_data import (
    EMPTY_RANGE,
    drawn_points,
    points_of,
    ranges_of,
    surface_csv,
)
from gui.panels.surface_kind import PARTS, Kind, is_blank_sheet, kind_of
from gui.panels.words import percent
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.runs import Run


class SurfacePanel(Panel):
    """Decision surface, fitted curve or surface, or confusion matrix with sample images."""

    key = "surface"
    pause = 100
    #: points drawn by hand, each [x, y, class]
    points_drawn = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._kind = Kind.PLANE
        self._points_of: object = None
        self.plane, self.fit = Plane(theme), Fit(theme)
        self.matrix, self.images = ConfusionMatrix(theme), ImageStrip(theme)
        self.notice = Notice(theme)
        self.pencil = Pencil(self.plane)
        self.pencil_bar = PencilBar(self.pencil, theme)
        self._draw_button = QToolButton(self.plane)
        self._draw_button.setCheckable(True)
        self._draw_button.setAutoRaise(True)
        self._draw_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._draw_button.toggled.connect(self.set_drawing)
        corner = QVBoxLayout(self.plane)
        corner.setContentsMargins(0, 0, 10, 0)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        corner.addWidget(self._draw_button, 0, right)
        stretched = (self.plane, self.fit, self.matrix, self.notice)
        for widget in (*stretched, self.images, self.pencil_bar):
            self.body.addWidget(widget, 1 if widget in stretched else 0)
            widget.hide()
        self.body.setContentsMargins(0, 0, 0, 6)
        self._awaits_class = False
        self.pencil.changed.connect(self._show_drawn)
        self.pencil.finished.connect(self._take_stroke)
        self.pencil_bar.done.connect(lambda: self._draw_button.setChecked(False))
        self._dress()
        self.retranslate()

    # -- texts -----------------------------------------------------------------------------------

    @property
    def parts(self) -> frozenset[str]:
        return PARTS[self._kind]

    @property
    def measures(self) -> tuple[str, ...]:
        numbers = self._kind in (Kind.FIT, Kind.NUMBER_PLANE)
        return ("loss/train", "loss/test") if numbers else ("accuracy/train", "accuracy/test")

    def title(self) -> str:
        titles = {
            Kind.PLANE: self.tr("Decision surface"),
            Kind.NUMBER_PLANE: self.tr("Fitted surface"),
            Kind.FIT: self.tr("Fit"),
            Kind.CONFUSION: self.tr("Confusion matrix"),
            Kind.NOTHING: self.tr("Decision surface"),
        }
        return titles[self._kind]

    def hint(self) -> str:
        hints = {
            Kind.PLANE: self.tr("The class that the network predicts everywhere, its border where "
                                "two are equally probable, and the data: training samples "
                                "filled, test samples hollow."),
            Kind.NUMBER_PLANE: self.tr("The number that the network predicts everywhere, and the "
                                       "data in the colours of their targets."),
            Kind.FIT: self.tr("What the network predicts over the feature, and the data: training "
                              "samples filled, test samples hollow."),
            Kind.CONFUSION: self.tr("How many samples of each true class are taken for which "
                                    "class; right ones lie on the diagonal."),
            Kind.NOTHING: self.tr("What the network predicts for the data."),
        }  # fmt: skip
        return hints[self._kind]

    def retranslate(self) -> None:
        self.pencil_bar.retranslate()
        text = self.tr("Draw data of your own with the mouse.")
        self._draw_button.setToolTip(text)
        self._draw_button.setAccessibleName(self.tr("Draw data"))
        super().retranslate()

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self._dress()
        self._points_of = None
        super().set_theme(theme)

    def _dress(self) -> None:
        for part in (self.plane, self.fit, self.matrix, self.images, self.notice, self.pencil_bar):
            part.set_theme(self.theme)
        side = self.theme.px(16)
        self._draw_button.setIcon(icon("pencil", self.theme.muted, size=side))
        self._draw_button.setIconSize(QSize(side, side))

    # -- drawing ---------------------------------------------------------------------------------

    def state(self) -> Hashable:
        run = self.selected
        if run is None:
            return None
        picture = run.shown_picture and (id(run.shown_picture), run.shown_picture.step)
        asked = _prompt(run) if run.facts is None else ""
        return (run.id, run.name, run.color_index, run.facts, id(run.preview), picture, run.problem,
                run.outcome, asked, is_blank_sheet(run))  # fmt: skip

    def draw(self) -> None:
        run = self.selected
        self.show_chip()
        self._set_kind(kind_of(run))
        self.header.set_value(*self._score(run))
        if self._kind is Kind.NOTHING or run is None:
            self.notice.set_text(self._why_nothing(run))
            return
        painters = {
            Kind.PLANE: self._draw_plane,
            Kind.NUMBER_PLANE: self._draw_plane,
            Kind.FIT: self._draw_fit,
            Kind.CONFUSION: self._draw_confusion,
        }
        painters[self._kind](run)

    def _set_kind(self, kind: Kind) -> None:
        if self.pencil.active:
            kind = Kind.PLANE
        changed = kind is not self._kind
        self._kind = kind
        shown: dict[Kind, QWidget] = {
            Kind.PLANE: self.plane, Kind.NUMBER_PLANE: self.plane, Kind.FIT: self.fit,
            Kind.CONFUSION: self.matrix, Kind.NOTHING: self.notice,
        }  # fmt: skip
        for widget in set(shown.values()):
            widget.setVisible(widget is shown[kind])
        has_images = self.selected is not None and self.selected.preview is not None
        has_images = has_images and self.selected.preview.images is not None  # type: ignore[union-attr]
        self.images.setVisible(kind is Kind.CONFUSION and has_images)
        self._draw_button.setVisible(kind is Kind.PLANE)
        if changed:
            self._points_of = None
            self.header.set_subtitle("")
            self.retranslate()
            self.parts_changed.emit()

    def _why_nothing(self, run: Run | None) -> str:
        if run is None:
            return self.tr("Select a run to see what it predicts.")
        if run.problem is not None:
            return translate_message(run.problem)
        if run.facts is None and (asked := _prompt(run)):
            return asked
        if run.facts is None:
            return self.tr("The data appear as soon as they are loaded.")
        return self.tr(
            "{inputs} features and {outputs} numbers to predict cannot be drawn in a plane; "
            "loss and layers tell how the training goes."
        ).format(inputs=grouped(run.facts.sizes[0]), outputs=grouped(run.facts.sizes[-1]))

    def _score(self, run: Run | None) -> tuple[str, str]:
        """Return accuracy (of the test set, if there is one) or loss, and what it is."""
        if run is None or run.history is None or not run.history.last_step:
            return "", ""
        if self._kind in (Kind.FIT, Kind.NUMBER_PLANE):
            loss = self._value(run, "loss/train")
            told = self.tr("loss {value}").format(value=rounded(loss)) if loss is not None else ""
            return told, self.tr("Training loss of the last step.")
        confusion = run.shown_picture.confusion if run.shown_picture is not None else None
        if self._kind is Kind.CONFUSION and confusion is not None and confusion.part == "test":
            counts = confusion.counts.numpy()  # the number and the matrix below it are to agree
            share = 100 * float(np.trace(counts)) / max(1, int(counts.sum()))
            return percent(share), self.tr("Accuracy on the test set.")
        for name, what in (
            ("accuracy/test", self.tr("Accuracy on the test set.")),
            ("accuracy/train", self.tr("Accuracy on the batch of the last step.")),
        ):
            value = self._value(run, name)
            if value is not None:
                return percent(100 * value), what
        return "", ""

    @staticmethod
    def _value(run: Run, name: str) -> float | None:
        """Return a measure at the step of the picture in the past, else the newest."""
        step = run.past_step
        if step is None or run.history is None:
            return run.latest(name)
        return run.history.value_at(name, step)

    def past_step(self) -> int | None:
        return self.selected.past_step if self.selected is not None else None

    def _draw_plane(self, run: Run) -> None:
        facts, picture = run.facts, run.shown_picture
        if facts is not None:
            names = (*facts.feature_names, "x₁", "x₂")
            self.plane.x_name, self.plane.y_name = names[0], names[1]
            self.plane.class_names = facts.class_names
        if is_blank_sheet(run) and not self.pencil.active:
            self._points_of = None
            self.plane.set_points(())
        surface = picture.surface if picture is not None else None
        gone = surface is not None and not np.isfinite(surface.values.numpy()).all()
        asked = self.tr("Draw points of two classes.") if is_blank_sheet(run) else ""
        self.header.set_subtitle(self._why_not_finite(run) if gone else asked)
        self.plane.setAccessibleName(self.title())
        if surface is not None:
            self.plane.x_range, self.plane.y_range = surface.x_range, surface.y_range
        elif not self.pencil.active:
            self.plane.x_range, self.plane.y_range = ranges_of(run)
        self._give_points(run)
        values = surface.values.numpy() if surface is not None else None
        self.plane.set_surface(values, numbers=self._kind is Kind.NUMBER_PLANE)

    def _give_points(self, run: Run) -> None:
        """Hand the samples to the picture, once for each preview: they do not change."""
        if self.pencil.active or self._points_of is run.preview or run.preview is None:
            return
        self._points_of = run.preview
        found = points_of(run)
        (self.fit if self._kind is Kind.FIT else self.plane).set_points(found)

    def _draw_fit(self, run: Run) -> None:
        facts, picture = run.facts, run.shown_picture
        if facts is not None:
            self.fit.x_name = (*facts.feature_names, "x")[0]
            self.fit.y_name = (*facts.target_names, *facts.class_names[1:2], "y")[0]
        self._give_points(run)
        if picture is not None and picture.curve is not None:
            color, y = self.theme.run_color(run.color_index), picture.curve.y.numpy()
            self.fit.set_curve(picture.curve.x.numpy(), y, color)
            self.header.set_subtitle(self._why_no_curve(run, y))

    def _why_no_curve(self, run: Run, y: NDArray[np.float32]) -> str:
        """Return why no part of the fitted curve can be seen; empty: one can."""
        finite = np.isfinite(y)
        if not finite.all():
            return self._why_not_finite(run)
        low, high = self.fit.y_range
        if ((y >= low) & (y <= high)).any() or not y.size:
            return ""
        if run.outcome is not None and run.outcome.kind == "diverged":
            told = self.tr("Diverged at step {step}: far outside the plot.")
            return told.format(step=grouped(run.outcome.step))
        middle = rounded(float(np.median(y)))
        return self.tr("Outside the plot, near {value}.").format(value=middle)

    def _why_not_finite(self, run: Run) -> str:
        """Return why what the network predicts cannot be drawn, or not everywhere."""
        if run.outcome is None or run.outcome.kind != "diverged":
            return self.tr("The predictions are not finite everywhere.")
        told = self.tr("Diverged at step {step}: not finite.")
        return told.format(step=grouped(run.outcome.step))

    def _draw_confusion(self, run: Run) -> None:
        facts, picture, preview = run.facts, run.shown_picture, run.preview
        names = facts.class_names if facts is not None else ()
        self.matrix.message = self.tr("The matrix appears as soon as the run is open.")
        if picture is not None and picture.confusion is not None:
            self.matrix.message = ""
            self.matrix.set_counts(picture.confusion.counts.numpy(), names)
            self.header.set_subtitle(self._counted(picture))
        if preview is not None and preview.images is not None and preview.image_y is not None:
            if self._points_of is not preview:
                self._points_of = preview
                self.images.set_images(preview.images.numpy(), preview.image_y.numpy(), names)
            guesses = picture.predictions if picture is not None else None
            self.images.set_predictions(None if guesses is None else guesses.numpy())

    def _counted(self, picture: Picture) -> str:
        assert picture.confusion is not None
        on_test = picture.confusion.part == "test"
        text = self.tr("{count} samples of the test set") if on_test else self.tr(
            "{count} samples of the training set")  # fmt: skip
        return text.format(count=grouped(picture.confusion.samples))

    # -- drawing data by hand --------------------------------------------------------------------

    def set_drawing(self, drawing: bool) -> None:
        """Begin or end drawing points with the mouse."""
        if drawing == self.pencil.active:
            return
        if drawing:
            self.pencil.begin(drawn_points(self.selected))
            if self.selected is None or self.selected.shown_picture is None:
                self.plane.x_range = self.plane.y_range = EMPTY_RANGE
            self.pencil_bar.show_choice()
            self._show_drawn()
        else:
            self.pencil.end()
            self._points_of = None
            if self._awaits_class:
                self._awaits_class = False
                self.points_drawn.emit(self.pencil.points)
        self.pencil_bar.setVisible(drawing)
        self._draw_button.setChecked(drawing)
        self.redraw()

    def _take_stroke(self, points: list[list[float]]) -> None:
        """Hand on what was drawn; points of one class alone wait for those of another."""
        self._awaits_class = len({label for *_, label in points}) == 1
        if not self._awaits_class:
            self.points_drawn.emit(points)

    def _show_drawn(self) -> None:
        drawn = np.array(self.pencil.points, np.float32).reshape(-1, 3)
        self.plane.set_points([Points(drawn[:, :2], drawn[:, 2].astype(np.int64))])

    # -- numbers ---------------------------------------------------------------------------------

    def numbers(self) -> str:
        picture = self.selected.shown_picture if self.selected is not None else None
        if self._kind is Kind.CONFUSION:
            names = self.matrix.names
            rows = zip(names, self.matrix.counts.tolist(), strict=False)
            return table_csv(("true \\ predicted", *names), ((name, *row) for name, row in rows))
        if picture is not None and picture.curve is not None and self._kind is Kind.FIT:
            x, y = picture.curve.x.numpy(), picture.curve.y.numpy()
            header = (self.fit.x_name, *(f"prediction {k + 1}" for k in range(y.shape[1])))
            return table_csv(header, ((a, *b) for a, b in zip(x.tolist(), y.tolist(), strict=True)))
        if picture is not None and picture.surface is not None:
            return surface_csv(picture, self.plane.x_name, self.plane.y_name)
        return ""


def _prompt(run: Run) -> str:
    """Return the sentence that asks for what a run still needs; empty: it needs nothing."""
    wanted = missing(run.config)
    return "" if wanted is None else translate_message(with_labels(wanted.message, run.config))
