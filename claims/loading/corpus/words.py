"""Words that no language has, as frequent as words are: the n-th comes up as 1/n (Zipf's law)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

_SYLLABLES = {
    "en": "ba den fil gor hus jin kel lom mar nib ost pra quil rud sel tav ulm vex wim yor zan thi "
    "chor bra sten dru plo",
    "ru": "ба ден фил гор хус кел лом мар ниб ост пра руд сел тав улм вел зан тир чор бра стен дру "
    "пло жим щек юла яр",
    # No numerals and no measure words: what is a figure says so itself.
    "zh": "江 河 湖 海 山 林 田 原 港 桥 路 城 镇 村 矿 煤 铁 铜 铝 钢 油 电 光 热 风 雨 雪 云 霜 "
    "露 船 车 站 厂 库 店 校 院 馆 塔 木 竹 草 花 果 茶 丝 棉 麻 纸 书 画 琴 棋 墨 砚 笔 砖 瓦 石 "
    "鱼 鸟 虫 兽 马 牛 羊 犬 鸡 鸭 豆 麦 稻 薯 糖 盐 醋 酱 药 酒",
}
WORDS = 5_000
# The commonest word of a language is one in seven of all.
_SHIFT = 2.0


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language, the commonest first, and how to join them."""

    words: Sequence[str]
    weights: Sequence[float]
    space: str
    stop: str

    def some(self, rng: Random, number: int) -> list[str]:
        """So many words, as often as each one comes."""
        return rng.choices(self.words, cum_weights=self.weights, k=number)

    def sentence(self, rng: Random, number: int) -> str:
        """A sentence of so many words."""
        joined = self.space.join(self.some(rng, number))
        return f"{joined[0].upper()}{joined[1:]}{self.stop}"


def vocabulary(language: str, rng: Random) -> Vocabulary:
    """The words of this language."""
    syllables = _SYLLABLES[language].split()
    made: dict[str, None] = {}
    while len(made) < WORDS:
        made["".join(rng.choices(syllables, k=2 if language == "zh" else rng.randint(2, 4)))] = None
    space, stop = ("", "。") if language == "zh" else (" ", ".")
    return Vocabulary(list(made), zipf(WORDS), space, stop)


def zipf(number: int, exponent: float = 1.0, shift: float = _SHIFT) -> list[float]:
    """Weights of so many things, added up: from very common to very rare."""
    return list(accumulate(1 / (rank + shift) ** exponent for rank in range(number)))
