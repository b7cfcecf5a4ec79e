"""The application's stylesheet, with $tokens of the theme; $p6 is 6 px and grows with the text."""

STYLE_SHEET = """
QMainWindow, QDialog { background: $window; }

/* cards and labels */
QFrame[role="card"] {
    background: $card; border: 1px solid $card_border; border-radius: $p8;
}
QFrame[role="line"], QWidget[role="line"] { background: $card_border; border: none; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: $f15; font-weight: 600; }
QLabel[role="heading"] { font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: $f12; }
QLabel[role="danger"] { color: $danger; font-size: $f12; }
QLabel[role="link"] { color: $link; }
QToolTip {
    background: $card; color: $text; border: 1px solid $field_hover; padding: $p6;
}

/* buttons */
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: $p6; }
QToolButton:hover { background: $control_hover; }
QToolButton:pressed, QToolButton:checked { background: $control_pressed; }
QToolButton:focus { border: 1px solid $link; }
QPushButton, QToolButton[role="button"], QToolButton[role="menu"], QToolButton[role="split"],
QToolButton[role="primary"] {
    background: $control; border: 1px solid $card_border; border-radius: $p6;
    padding: $p5 $p11; min-height: $p16;
}
QToolButton[role="button"], QToolButton[role="menu"], QToolButton[role="split"] {
    padding: $p5 $p9;
}
QToolButton[role="menu"], QToolButton[role="split"] { padding-right: $p22; }
QPushButton:hover, QToolButton[role="button"]:hover, QToolButton[role="menu"]:hover,
QToolButton[role="split"]:hover { background: $control_hover; border-color: $field_hover; }
QPushButton:pressed, QPushButton:checked, QToolButton[role="button"]:pressed,
QToolButton[role="menu"]:pressed, QToolButton[role="split"]:pressed {
    background: $control_pressed;
}
QToolButton[role="button"]:checked {
    background: $selection; border-color: $link;
}
QPushButton:focus, QToolButton[role="button"]:focus, QToolButton[role="menu"]:focus,
QToolButton[role="split"]:focus { border-color: $link; }
QPushButton:disabled, QToolButton[role="button"]:disabled, QToolButton[role="split"]:disabled,
QToolButton[role="menu"]:disabled { color: $disabled; background: transparent; }
QToolButton[role="menu"]::menu-indicator {
    image: url(${icons}chevron-down-$name.svg); width: $p12; height: $p12;
    subcontrol-origin: padding; subcontrol-position: right center; right: $p7;
}
QToolButton[role="split"]::menu-button {
    border: none; border-left: 1px solid $card_border; width: $p18;
}
QToolButton[role="split"]::menu-arrow {
    image: url(${icons}chevron-down-$name.svg); width: $p12; height: $p12;
}
QToolButton[role="primary"] {
    background: $accent; color: $accent_text; border-color: $accent; font-weight: 600;
    padding: $p6 $p14;
}
QToolButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QToolButton[role="primary"]:pressed { background: $accent_pressed; }
QToolButton[role="primary"]:focus { border: 2px solid $text; padding: $p5 $p13; }
QToolButton[role="primary"]:disabled {
    background: $track; color: $muted; border-color: $track;
}
QPushButton[role="primary"], QPushButton:default {
    background: $accent; color: $accent_text; border-color: $accent; font-weight: 600;
}
QPushButton[role="primary"]:hover, QPushButton:default:hover { background: $accent_hover; }
QPushButton[role="primary"]:pressed, QPushButton:default:pressed { background: $accent_pressed; }
QPushButton[role="primary"]:focus, QPushButton:default:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled { background: $track; color: $muted; border-color: $track; }
QPushButton[role="link"] {
    background: transparent; color: $link; border: 1px solid $link;
}
QPushButton[role="link"]:hover { background: $selection; }
QPushButton::menu-indicator { image: none; width: 0; }
QToolButton[role="toggle"] {
    background: $control; border: 1px solid $field_border; border-radius: $p6;
    padding: $p3 $p6; min-height: $p16;
}
QToolButton[role="toggle"]:hover { border-color: $field_hover; }
QToolButton[role="toggle"]:checked { background: $selection; border-color: $link; color: $link; }
QToolButton[role="toggle"]:focus { border: 2px solid $link; padding: $p2 $p5; }
QToolButton[role="toggle"][state="wanted"] {
    background: $selection; border: 2px solid $link; padding: $p2 $p5;
}

/* fields */
QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit, QTextEdit {
    background: $field; color: $text; border: 1px solid $field_border; border-radius: $p6;
    padding: $p3 $p9; min-height: $p18;
    selection-background-color: $accent; selection-color: $accent_text;
}
QLineEdit { padding: $p3 $p7; placeholder-text-color: $muted; }
QLineEdit:hover, QAbstractSpinBox:hover, QComboBox:hover { border-color: $field_hover; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QComboBox:on, QPlainTextEdit:focus,
QTextEdit:focus { border: 2px solid $link; padding: $p2 $p8; }
QLineEdit:focus { padding: $p2 $p6; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {
    color: $disabled; background: $window;
}
QLineEdit[state="bad"], QAbstractSpinBox[state="bad"], QComboBox[state="bad"] {
    color: $danger; background: $danger_field; border: 2px solid $danger; padding: $p2 $p8;
}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {
    background: transparent; border: none; padding: 0; min-height: 0;
}
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: none; width: $p20; subcontrol-origin: padding; }
QComboBox::down-arrow {
    image: url(${icons}chevron-down-$name.svg); width: $p12; height: $p12;
}
QComboBox QAbstractItemView {
    background: $card; border: 1px solid $field_hover; border-radius: $p6; padding: $p4;
    outline: none; selection-background-color: $selection; selection-color: $text;
}
QComboBox QAbstractItemView::item { min-height: $p24; padding: 0 $p6; border-radius: $p4; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    border: none; background: transparent; width: $p18;
}
QAbstractSpinBox::up-arrow { image: url(${icons}chevron-up-$name.svg); width: $p10; height: $p10; }
QAbstractSpinBox::down-arrow {
    image: url(${icons}chevron-down-$name.svg); width: $p10; height: $p10;
}

QLineEdit[state="bad"] { padding: $p2 $p6; }

/* checks */
QCheckBox, QRadioButton { background: transparent; spacing: $p8; }
QCheckBox::indicator, QRadioButton::indicator, QTableView::indicator, QTreeView::indicator,
QListView::indicator, QGroupBox::indicator {
    width: $p14; height: $p14; background: $field; border: 1px solid $muted; border-radius: $p4;
}
QRadioButton::indicator { border-radius: $p8; }
QCheckBox::indicator:checked, QTableView::indicator:checked, QTreeView::indicator:checked,
QListView::indicator:checked, QGroupBox::indicator:checked {
    background: $accent; border-color: $accent; image: url(${icons}check.svg);
}
QRadioButton::indicator:checked { background: $accent; border: $p4 solid $field; }
QCheckBox:focus, QRadioButton:focus { color: $link; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $link; }

/* sliders and progress */
QSlider { background: transparent; min-height: $p18; }
QSlider::groove:horizontal { height: $p4; border-radius: $p2; background: $track; }
QSlider::sub-page:horizontal { background: $accent; border-radius: $p2; }
QSlider::handle:horizontal {
    background: $accent; border: 2px solid $accent; width: $knob; height: $knob;
    margin: -$knob_margin 0; border-radius: $knob_radius;
}
QSlider::handle:horizontal:hover { background: $accent_hover; border-color: $accent_hover; }
QSlider::handle:horizontal:focus { background: $card; border-color: $link; }
QProgressBar {
    background: $track; border: none; border-radius: $p2; min-height: $p4; max-height: $p4;
}
QProgressBar::chunk { background: $accent; border-radius: $p2; }

/* menus */
QMenu { background: $card; border: 1px solid $field_hover; border-radius: $p8; padding: $p5; }
QMenu::item { padding: $p5 $p24 $p5 $p12; border-radius: $p5; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $card_border; margin: $p4 $p8; }
QMenu::icon { padding-left: $p8; }
QMenu::indicator { width: $p14; height: $p14; margin-left: $p8; }
QMenu::indicator:checked { image: url(${icons}tick-$name.svg); }
QMenuBar { background: $window; }
QMenuBar::item { padding: $p4 $p9; border-radius: $p4; background: transparent; }
QMenuBar::item:selected { background: $control_hover; }

/* tables */
QTableView, QTreeView, QListView {
    background: $card; border: none; outline: none; gridline-color: transparent;
    selection-background-color: $selection; selection-color: $text;
    alternate-background-color: $window;
}
QTableView::item, QTreeView::item { border: none; padding: 0 $p6; }
QTableView:focus, QTreeView:focus { outline: none; }
QHeaderView { background: $card; border: none; }
QHeaderView::section {
    background: $card; color: $muted; border: none; border-bottom: 1px solid $card_border;
    padding: $p4 $p6;
}
QHeaderView::section:hover { color: $text; }
QHeaderView::down-arrow {
    image: url(${icons}chevron-down-$name.svg); width: $p10; height: $p10;
}
QHeaderView::up-arrow { image: url(${icons}chevron-up-$name.svg); width: $p10; height: $p10; }
QTableCornerButton::section { background: $card; border: none; }

/* scrolling and docking */
QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: $p10; margin: 0; }
QScrollBar:horizontal { background: transparent; height: $p10; margin: 0; }
QScrollBar::handle { background: $field_hover; border-radius: $p3; margin: $p2; }
QScrollBar::handle:vertical { min-height: $p28; }
QScrollBar::handle:horizontal { min-width: $p28; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMainWindow::separator { background: transparent; width: $p8; height: $p8; }
QMainWindow::separator:hover { background: $field_hover; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $field_hover; }
QDockWidget { background: $window; border: none; }
QTabBar { background: transparent; }
QTabBar::tab {
    color: $muted; background: transparent; border: none; padding: $p5 $p11;
    border-bottom: 2px solid transparent;
}
QTabBar::tab:selected { color: $text; border-bottom-color: $link; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { color: $link; }
QTabWidget::pane { border: none; }
QStatusBar { background: $window; color: $muted; }
QStatusBar::item { border: none; }
QGroupBox {
    border: 1px solid $card_border; border-radius: $p6; margin-top: $p10; padding-top: $p6;
}
QGroupBox::title { subcontrol-origin: margin; left: $p8; color: $muted; }
"""
