from itertools import pairwise

from engine.library.record import StateInfo
from engine.library.thinning import surplus


def states(steps, reason="log", size=1):
    return [StateInfo(step, reason, size) for step in steps]


def kept(given, most=200, most_bytes=10**9):
    gone = surplus(sorted(given, key=lambda each: each.step), most, most_bytes)
    assert len(set(gone)) == len(gone)
    return [each.step for each in sorted(set(given) - set(gone), key=lambda each: each.step)]


def test_few_states_all_stay():
    assert kept(states([0, 1, 2, 4])) == [0, 1, 2, 4]
    assert kept([]) == []


def test_those_closest_on_a_logarithmic_scale_go_first():
    steps = [0, *(2**k for k in range(20)), 2**19 - 1]
    assert kept(states(steps), most=21) == [0, *(2**k for k in range(20))]


def test_what_stays_is_spread_evenly_over_the_scale():
    found = kept(states(range(2000)), most=30)
    assert len(found) == 30
    assert (found[0], found[-1]) == (0, 1999)
    ratios = [(b + 1) / (a + 1) for a, b in pairwise(found)]
    assert max(ratios) < 3


def test_states_at_markers_go_last():
    given = states(range(0, 100, 10)) + states([33, 34, 35], "marker")
    assert kept(given, most=5) == [0, 33, 34, 35, 90]
    assert len(kept(given, most=3)) == 3
    assert kept(given, most=3)[0] == 0


def test_bytes_are_bounded_even_if_nothing_stays():
    given = states([0, 10, 100, 1000], size=100)
    assert kept(given, most_bytes=250) == [0, 1000]
    assert kept(given, most_bytes=100) == [0]
    assert kept(given, most_bytes=99) == []
