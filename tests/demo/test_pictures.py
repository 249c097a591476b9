"""The demo pictures: as large as asked, the same every time, different from seed to seed."""

import pytest

from newsapp.demo.pictures import draw, motifs

SMALL = (320, 200)


@pytest.mark.parametrize("motif", motifs())
def test_a_motif_draws_in_the_asked_size(motif: str) -> None:
    picture = draw(motif, size=SMALL)
    assert picture.size == SMALL
    assert picture.mode == "RGB"


@pytest.mark.parametrize("motif", motifs())
def test_the_same_seed_gives_the_same_picture(motif: str) -> None:
    assert draw(motif, size=SMALL, seed=5).tobytes() == draw(motif, size=SMALL, seed=5).tobytes()


@pytest.mark.parametrize("motif", motifs())
def test_two_seeds_give_two_pictures(motif: str) -> None:
    assert draw(motif, size=SMALL, seed=1).tobytes() != draw(motif, size=SMALL, seed=2).tobytes()


@pytest.mark.parametrize("size", [(400, 100), (100, 400), (33, 21)])
@pytest.mark.parametrize("motif", motifs())
def test_a_motif_fills_any_shape(motif: str, size: tuple[int, int]) -> None:
    picture = draw(motif, size=size)
    assert picture.size == size
    corners = [(x, y) for x in (0, size[0] - 1) for y in (0, size[1] - 1)]
    assert (0, 0, 0) not in [picture.getpixel(corner) for corner in corners]


def test_an_unknown_motif_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown motif 'volcano'"):
        draw("volcano")
