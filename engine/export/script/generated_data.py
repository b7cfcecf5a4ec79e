"""Generated data sets as a function `make_data()`: one entry for each row of the two tables.

An entry holds the lines of its body, with the row's parameters in braces; it draws from PyTorch's
global generator in the order in which the row does.
"""

from __future__ import annotations

from engine.config.data import DataConfig
from engine.datasets import DATASETS
from engine.export.script.literals import indented, literal

GENERATED_CODES: dict[str, str] = {
    "disc": '''\
"""Points from a normal distribution; class 1 outside the unit circle."""
x = torch.randn(SAMPLES, 2)
y = (x[:, 0] ** 2 + x[:, 1] ** 2 > 1).long()
return x, y''',
    "circles": '''\
"""Two rings: class 1 is the inner one."""
y = torch.arange(SAMPLES) % 2
angle = torch.rand(SAMPLES) * (2 * math.pi)
radius = torch.where(y == 1, {factor}, 1.0)
x = torch.stack((radius * angle.cos(), radius * angle.sin()), dim=1)
return x, y''',
    "moons": '''\
"""Two half circles that reach into each other."""
y = torch.arange(SAMPLES) % 2
angle = torch.rand(SAMPLES) * math.pi
upper = torch.stack((angle.cos(), angle.sin()), dim=1)
lower = torch.stack((1 - angle.cos(), 0.5 - angle.sin()), dim=1)
x = torch.where(y[:, None] == 1, lower, upper)
return x, y''',
    "xor": '''\
"""Opposite quadrants share a class."""
x = torch.rand(SAMPLES, 2) * 2 - 1
y = ((x[:, 0] > 0) != (x[:, 1] > 0)).long()
return x, y''',
    "blobs": '''\
"""Normally distributed clouds around centres on a circle, one for each class."""
y = torch.arange(SAMPLES) % {classes}
angle = y * (2 * math.pi / {classes})
centre = 2 * torch.stack((angle.cos(), angle.sin()), dim=1)
x = centre + torch.randn(SAMPLES, 2) * {spread}
return x, y''',
    "spirals": '''\
"""Arms of spirals, one for each class, with points equally dense along the arm."""
y = torch.arange(SAMPLES) % {arms}
radius = torch.rand(SAMPLES).sqrt()
angle = 2 * math.pi * ({turns} * radius + y / {arms})
x = torch.stack((radius * angle.cos(), radius * angle.sin()), dim=1)
return x, y''',
    "checkerboard": '''\
"""Black and white squares in alternation."""
x = torch.rand(SAMPLES, 2)
square = (x * {cells}).long().clamp(max={cells} - 1)
return x * 2 - 1, square.sum(dim=1) % 2''',
    "line": '''\
"""A straight line."""
x = torch.rand(SAMPLES, 1) * 2 - 1
return x, x * {slope} + {intercept}''',
    "sine": '''\
"""A sine wave."""
x = torch.rand(SAMPLES, 1) * 2 - 1
return x, (math.pi * {periods} * x).sin()''',
    "steps": '''\
"""A staircase from -1 to 1."""
x = torch.rand(SAMPLES, 1) * 2 - 1
level = ((x + 1) / 2 * ({number} + 1)).floor().clamp(max={number})
return x, level * (2 / {number}) - 1''',
    "plane": '''\
"""A tilted plane over two inputs."""
x = torch.rand(SAMPLES, 2) * 2 - 1
y = x[:, 0] * {slope_1} + x[:, 1] * {slope_2}
return x, y[:, None] + {intercept}''',
    "bumps": '''\
"""Hills and hollows in alternation, on a circle of radius 0.6."""
x = torch.rand(SAMPLES, 2) * 2 - 1
y = torch.zeros(SAMPLES)
for index in range({number}):
    angle = 2 * math.pi * index / {number}
    centre = torch.tensor([0.6 * math.cos(angle), 0.6 * math.sin(angle)])
    distance = (x - centre).square().sum(dim=1)
    y += (-1) ** index * torch.exp(-distance / (2 * {width}**2))
return x, y[:, None]''',
}


def function(config: DataConfig) -> str:
    """Return the function `make_data()`, which gives inputs (n, d) and classes or numbers."""
    params = DATASETS[config.name].resolve(config.params, "data.params")
    shown = {name: literal(value) for name, value in params.items()}
    return "def make_data():\n" + indented(GENERATED_CODES[config.name].format(**shown))
