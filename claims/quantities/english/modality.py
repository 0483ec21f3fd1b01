"""Is an English figure stated as fact, as a target, or as a forecast?

The nearest such word before the figure in its clause decides, else one close behind it: "the
$3 million that experts had forecast". "will" is a target with a verb of doing (invest, build), a
forecast with any other.
"""

from claims.quantities.english.lexicon import FUNCTION
from claims.quantities.quantity import Draft
from claims.quantities.tokens import Tokens

_TARGET = frozenset(
    """aim aims aimed aiming target targets targeted targeting plan plans planned planning pledge
    pledges pledged pledging vow vows vowed intend intends intended commit commits committed
    promise promises promised propose proposes proposed proposing proposal seek seeks seeking
    sought wants want must should shall hopes goal objective ambition roadmap earmarked mandate
    mandates significant-investment investment""".split()
) - {"significant-investment"}
_FORECAST = frozenset(
    """expect expects expected expecting forecast forecasts forecasted forecasting project projects
    projected projecting projection projections predict predicts predicted predicting prediction
    would could may might likely poised estimate-will anticipates anticipated anticipate outlook
    foresees envisages set""".split()
) - {"estimate-will"}
_DOING = frozenset(
    """invest spend build add cut create hire buy pay provide receive carry raise reduce open
    install deliver supply launch produce fund contribute allocate employ give lend donate acquire
    purchase impose slash close deploy send train recruit offer grant issue""".split()
)
_BREAKS = frozenset("; while whereas but although though".split())
_SAID = _TARGET | _FORECAST | {"will", "'ll"}
_BEHIND = frozenset("forecast expected predicted projected planned target targeted goal".split())


def judge(tokens: Tokens, drafts: list[Draft]) -> None:
    """Set the modality of each figure that is not stated as fact."""
    led, followed = not _SAID.isdisjoint(tokens.words), not _BEHIND.isdisjoint(tokens.words)
    for draft in drafts if led or followed else ():
        draft.modality = (led and _before(tokens, draft)) or _behind(tokens, draft)


def _before(tokens: Tokens, draft: Draft) -> str:
    for at in range(draft.lead - 1, max(-1, draft.lead - 22), -1):
        low = tokens.low(at)
        if low in _BREAKS:
            return ""
        if low == "will" or low == "'ll":
            verb = next(
                (
                    tokens.low(step)
                    for step in range(at + 1, at + 4)
                    if tokens.low(step) not in FUNCTION
                ),
                "",
            )
            return "target" if verb in _DOING else "forecast"
        if low == "set" and tokens.low(at + 1) != "to":
            continue
        if low in ("project", "projects", "may") and tokens.capital(at):
            continue
        if low == "goal" and tokens.low(at + 1) not in ("of", "to", "is"):
            continue
        if low == "investment" and tokens.low(at + 1) != "of":
            continue
        if low in _TARGET:
            return "target"
        if low in _FORECAST:
            return "forecast"
    return ""


def _behind(tokens: Tokens, draft: Draft) -> str:
    for at in range(draft.last, draft.last + 5):
        low = tokens.low(at)
        if low in (";", ",", ".") or low in _BREAKS or tokens[at].kind == "n":
            return ""
        if low in _BEHIND:
            return "target" if low in ("planned", "target", "targeted", "goal") else "forecast"
    return ""
