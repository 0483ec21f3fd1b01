"""What scripts suggest."""

import pytest

from claims.languages import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The harbour moved 412 containers", "en"),
        ("港口五月份吞吐量增长8%", "zh"),
        ("Порт обработал 412 контейнеров", "ru"),
        ("港のコンテナは412個でした", "ja"),
        ("항구는 컨테이너를 옮겼다", "ko"),
        ("وزاد الميناء الحاويات", "ar"),
        ("412, 8% — 3", ""),
        ("", ""),
        ("储量居世界前五 (GDP)", "zh"),
    ],
)
def test_the_language_follows_from_the_letters(text: str, language: str) -> None:
    assert guess_language(text) == language
