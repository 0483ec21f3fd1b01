"""A claim's way in small: what each step needs and does, to hold the real one against."""

from dataclasses import dataclass, field

RANK = {"contributor": 0, "reviewer": 1, "publisher": 2, "administrator": 2}
JUDGED = {"in_review", "approved", "published"}


@dataclass
class Person:
    name: str
    role: str

    def may(self, role: str) -> bool:
        return RANK[self.role] >= RANK[role]


@dataclass
class Predicted:
    """One claim: where it stands, whose hands were on it, and what is still open."""

    author: str
    cited: list[int]
    state: str = "draft"
    revision: int = 1
    changers: set[str] = field(default_factory=set)
    words: dict[str, str] = field(default_factory=dict)  # reviewer -> last word on this revision
    stale: set[int] = field(default_factory=set)
    figures: dict[str, str] = field(default_factory=lambda: {"8%": "proposed"})
    lost: set[str] = field(default_factory=set)  # figures whose words an edit took away
    editions: list[str] = field(default_factory=list)

    @property
    def undecided(self) -> int:
        """How many figures stand in the way of an edition."""
        return sum(
            status == "proposed" or (words in self.lost and status != "rejected")
            for words, status in self.figures.items()
        )

    def accepts(self, act: str, by: Person) -> bool:
        """Whether `by` may do this now, on the version that the claim is at."""
        own = by.name == self.author or by.name in self.changers
        approved = "approve" in self.words.values()
        out = bool(self.editions) and self.editions[-1] == "published"
        return {
            "submit": self.state in {"draft", "changes_requested", "withdrawn"}
            and bool(self.cited),
            "approve": by.may("reviewer") and self.state == "in_review" and not own,
            "request_changes": by.may("reviewer")
            and self.state in {"in_review", "approved"}
            and not own,
            "publish": by.may("publisher")
            and self.state == "approved"
            and approved
            and not self.stale
            and not self.undecided,
            "withdraw": by.may("publisher") and out,
        }[act]

    def may_decide(self, words: str, by: Person) -> bool:
        """Whether `by` may confirm or reject the figure of these words now."""
        return self.figures.get(words) != "proposed" or self.may_settle(by)

    def may_settle(self, by: Person) -> bool:
        """What an approval left open is not for those whose hands were on the claim."""
        own = by.name == self.author or by.name in self.changers
        return self.state != "approved" or (by.may("reviewer") and not own)

    def step(self, act: str, by: Person) -> None:
        """What an accepted step does."""
        if act in {"approve", "request_changes"}:
            self.words[by.name] = act
        if act == "approve":
            self.stale.clear()
        if act in {"publish", "withdraw"}:
            self.editions.append({"publish": "published", "withdraw": "withdrawn"}[act])
        if act == "publish":
            self.changers.clear()
        if act == "submit" and self.state == "withdrawn":
            self.revised(by)
        self.state = {
            "submit": "in_review", "approve": "approved", "request_changes": "changes_requested",
            "publish": "published", "withdraw": "withdrawn",
        }[act]  # fmt: skip

    def revised(self, by: Person, to: str = "draft") -> None:
        """Something that an edition freezes has changed."""
        self.revision += 1
        self.state = to
        self.words.clear()
        self.changers.add(by.name)

    def reworded(self, paragraphs: set[int], by: Person) -> None:
        """Paragraphs that it may rest on were captured in other words."""
        touched = paragraphs & set(self.cited)
        self.stale |= touched
        if touched:
            self.revised(by, to="in_review" if self.state in JUDGED else self.state)

    def retexted(self, figures: set[str]) -> None:
        """Another text, in which these figures are to be found."""
        for words, status in list(self.figures.items()):
            if words in figures:
                self.lost.discard(words)
            elif status == "proposed":
                del self.figures[words]
            else:
                self.lost.add(words)
        for words in figures:
            self.figures.setdefault(words, "proposed")

    def decided(self, words: str, status: str, by: Person) -> None:
        """Whoever changes their mind changes what an edition holds."""
        was = self.figures[words]
        self.figures[words] = status
        if was not in {"proposed", status}:
            self.revised(by)
