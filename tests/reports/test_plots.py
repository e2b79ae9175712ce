"""Plots: pictures that hold what they were given."""

import io

import numpy as np
import pytest
from PIL import Image

from bot.reports.plots import Line, Mark, plot_confusions, plot_growth, plot_shares


def pixels(png: bytes) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    """The picture's colours."""
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


def is_drawn(png: bytes, colour: tuple[int, int, int]) -> bool:
    """Whether that colour is in the picture."""
    return bool((pixels(png) == colour).all(axis=-1).any())


BLUE, ORANGE = (0x0B, 0x53, 0x94), (0xB4, 0x5F, 0x06)
RISING = Line("une", [0, 0.5, 1], [0, 0.4, 1], [0, 0.3, 0.9], [0.1, 0.5, 1])


def test_every_line_is_drawn_in_its_colour() -> None:
    """One line is blue; a second one adds orange."""
    one = plot_shares("x", "y", [RISING])
    two = plot_shares("x", "y", [RISING, Line("deux", [0, 1], [1, 0])])
    assert is_drawn(one, BLUE)
    assert not is_drawn(one, ORANGE)
    assert is_drawn(two, ORANGE)


def test_marks_and_diagonal_change_the_picture() -> None:
    """Neither is forgotten."""
    plain = plot_shares("x", "y", [RISING])
    assert plot_shares("x", "y", [RISING], marks=[Mark("seuil", 0.5)]) != plain
    assert plot_shares("x", "y", [RISING], diagonal="exact") != plain


def test_the_same_data_makes_the_same_file() -> None:
    """No date, no chance: a report can be compared with an earlier one."""
    assert plot_shares("x", "y", [RISING]) == plot_shares("x", "y", [RISING])


@pytest.mark.parametrize("size", [1, 3, 14])
def test_a_matrix_shows_every_cell(size: int) -> None:
    """Right answers on the diagonal are darker than the rest; more classes make a larger picture."""
    names = [f"classe {number}" for number in range(size)]
    right = plot_confusions(names, names, np.eye(size, dtype=int).tolist())
    nothing = plot_confusions(names, names, np.zeros((size, size), dtype=int).tolist())
    assert pixels(right).mean() < pixels(nothing).mean()
    assert pixels(right).shape[0] > 100


def test_a_matrix_may_have_other_columns_than_rows() -> None:
    """Routes expected, outcomes given."""
    assert plot_confusions(["a"], ["b", "c", "d"], [[1, 0, 3]]).startswith(b"\x89PNG")


def test_growth_is_drawn_over_powers_of_ten() -> None:
    """Ten times as much each step is a straight line: another slope is another picture."""
    linear = plot_growth("x", "y", [Line("une", [1, 10, 100], [1, 10, 100])])
    steeper = plot_growth("x", "y", [Line("une", [1, 10, 100], [1, 100, 10_000])])
    assert is_drawn(linear, BLUE)
    assert linear != plot_growth("x", "y", [Line("une", [1, 10, 100], [1, 10, 100]), Line("deux", [1, 100], [1, 1])])
    assert linear != steeper
