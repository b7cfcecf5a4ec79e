from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from engine import dataset_cache
from engine.dataset_cache import DatasetCache
from engine.datasets import build
from engine.text import EngineError
from tests.engine.runs import make


def table(path: Path, rows: int = 40) -> Path:
    path.write_text("\n".join(f"{row},{row % 7},{'ab'[row % 2]}" for row in range(rows)))
    return path


def test_the_same_settings_give_the_same_data_set() -> None:
    cache = DatasetCache()
    first = cache.get(make(data__samples=50).data)
    assert cache.get(make(data__samples=50, training__seed=9).data) is first
    assert cache.get(make(data__samples=51).data) is not first


def test_data_that_nobody_uses_are_let_go() -> None:
    cache = DatasetCache()
    config = make(data__samples=50).data
    cache.get(config)
    assert len(cache._known) == 0


@pytest.mark.parametrize("change", ["size", "time"])
def test_a_changed_file_is_read_again(tmp_path: Path, change: str) -> None:
    path = table(tmp_path / "table.csv")
    config = make(data__name="csv", data__params={"path": str(path)}).data
    cache = DatasetCache()
    first = cache.get(config)
    assert cache.get(config) is first
    if change == "size":
        table(path, rows=50)
    else:
        os.utime(path, ns=(1, 1))
    second = cache.get(config)
    assert second is not first
    assert len(second.x_train) == (50 if change == "size" else 40)


def test_a_changed_file_is_read_again_beside_a_link_to_nowhere(tmp_path: Path) -> None:
    path = table(tmp_path / "table.csv")
    try:
        (tmp_path / "lost").symlink_to(tmp_path / "nowhere")
    except OSError:
        pytest.skip("no links can be made here")
    config = make(data__name="csv", data__params={"path": str(path)}).data
    cache = DatasetCache()
    first = cache.get(config)
    assert cache.get(config) is first
    table(path, rows=50)
    assert len(cache.get(config).x_train) == 50


def test_what_cannot_be_read_is_told_each_time(tmp_path: Path) -> None:
    config = make(data__name="csv", data__params={"path": str(tmp_path / "none.csv")}).data
    cache = DatasetCache()
    for _ in range(2):
        with pytest.raises(EngineError, match=r"none\.csv"):
            cache.get(config)


def test_threads_that_want_the_same_build_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    built, go_on = [], threading.Event()

    def slowly(config):
        built.append(config)
        go_on.wait(30)
        return build(config)

    monkeypatch.setattr(dataset_cache, "build", slowly)
    cache, found = DatasetCache(), []
    config = make(data__samples=50).data
    threads = [threading.Thread(target=lambda: found.append(cache.get(config))) for _ in range(4)]
    for each in threads:
        each.start()
    go_on.set()
    for each in threads:
        each.join()
    assert len(built) == 1
    assert all(each is found[0] for each in found)
