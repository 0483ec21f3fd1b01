"""Find the topic, the title and the by-line in the first lines of a digest."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from claims.digests.bylines import Byline, read_byline
from claims.digests.lines import BULLET, HASHES, HEADING_OPENS, Line
from claims.digests.scripts import main_script
from claims.markers import Fault, Notice, find_markers

_TOPIC = re.compile(r"(?:Topic|主题|主題|话题|話題|Тема)\s*[:：](?P<topic>.+)")
_LONGEST_GUESS = 40
_FARTHEST_GUESS = 20
# More than a hundred lines are not furniture but another text: one notice says so.
_MOST_FURNITURE = 100
_NO_TOPIC = re.compile(r"[.!?;:。！？；：…/\\@#<>=|·•\[\]]|[0-9]{3}")
# The words of menus and buttons, which stand around a digest that was copied from a page.
_PAGE_WORDS = frozenset(
    """about account ai ask avatar back beta chat close comment comments contact copy dashboard
    delete discover docs documents download edit explore export favorites feed feedback filter
    follow help history home icon image inbox library like link list loading log login logo logout
    menu more new news next notes open page pages previous print privacy profile project projects
    read register save search settings share sign skip source sources subscribe summary terms title
    today toggle translate upgrade upload user view workflow workflows workspace""".split()
)
_PAGE_WORDS_UNSPACED = re.compile(
    "首页|菜单|搜索|登录|注册|分享|收藏|返回|设置|更多|图标|下载|评论|关注|工作流|搜尋|登入|選單"
)


@dataclass(slots=True)
class Header:
    """What stands above the body; `body` is the first line that does not."""

    byline: tuple[Line, Byline] | None = None
    title: Line | None = None
    topic: Line | None = None
    body: int = 0
    faults: list[Fault] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def read_header(lines: Sequence[Line]) -> Header:
    """The header of a digest, as far as there is one."""
    header = Header()
    index = _find_byline(lines, header)
    above = [line for line in lines[:index] if line.text]
    if above:
        header.title = above.pop()
    else:
        where = header.byline[0] if header.byline else lines[0]
        detail = "The line above the by-line is the title; there is none."
        header.faults.append(Fault("no_title", detail, where.start, where.end))
    if above and (match := _TOPIC.fullmatch(above[-1].text)) and match["topic"].strip():
        line = above.pop()
        topic = match["topic"].strip()
        header.topic = Line(topic, line.end - len(topic), line.end)
    elif header.title and (guess := _guess_topic(above, header.title)):
        above.remove(guess)
        header.topic = guess
        detail = f"{guess.text!r} was taken as the topic because it stands above the title."
        header.notices.append(Notice("topic_guessed", detail, guess.start, guess.end))
    if len(above) > _MOST_FURNITURE:
        far = above[:-_MOST_FURNITURE]
        detail = "These lines above the title were ignored."
        header.notices.append(Notice("furniture_ignored", detail, far[0].start, far[-1].end))
    detail = "This line above the title was ignored."
    header.notices += [
        Notice("furniture_ignored", detail, line.start, line.end)
        for line in above[-_MOST_FURNITURE:]
    ]
    return header


def _find_byline(lines: Sequence[Line], header: Header) -> int:
    """Where the by-line is, or where it should be; a line that also names the hour goes first."""
    without_time: int | None = None
    for index, line in enumerate(lines):
        byline = read_byline(line.text)
        if byline and byline.time:
            break
        if byline and without_time is None:
            without_time = index
    else:
        if without_time is None:
            index = next(_body_lines(lines), len(lines))
            header.body = index
            detail = "No line reads as a by-line: Publisher· YYYY-MM-DD HH:MM."
            first = next(line for line in lines if line.text)
            header.faults.append(Fault("no_publisher_line", detail, first.start, first.end))
            return index
        index = without_time
    found = read_byline(lines[index].text)
    if found:
        header.byline = (lines[index], found)
    header.body = index + 1
    return index


def _body_lines(lines: Sequence[Line]) -> Iterator[int]:
    return (
        index
        for index, line in enumerate(lines)
        if BULLET.match(line.text)
        or HASHES.match(line.text)
        or HEADING_OPENS.match(line.text)
        or find_markers(line.text)
    )


def _guess_topic(above: Sequence[Line], title: Line) -> Line | None:
    """The nearest short line above the title, rather one in the title's script."""
    guesses = [line for line in above[: -_FARTHEST_GUESS - 1 : -1] if _may_be_topic(line.text)]
    script = main_script(title.text)
    return next(
        (line for line in guesses if main_script(line.text) == script),
        guesses[0] if guesses else None,
    )


def _may_be_topic(text: str) -> bool:
    if len(text) > _LONGEST_GUESS or _NO_TOPIC.search(text) or not main_script(text):
        return False
    words = re.findall(r"\w+", text.casefold())
    return not (
        _PAGE_WORDS.intersection(words) or (len(text) <= 6 and _PAGE_WORDS_UNSPACED.search(text))
    )
