import pytest

from newsapp.articles.reading_time import minutes


@pytest.mark.parametrize(("words", "expected"), [(0, 1), (10, 1), (374, 1), (376, 2), (2500, 10)])
def test_two_hundred_and_fifty_syllables_take_a_minute(words: int, expected: int) -> None:
    assert minutes("<p>chữ</p>" * (words // 2), "chữ " * (words - words // 2)) == expected
