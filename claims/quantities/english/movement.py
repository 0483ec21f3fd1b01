"""English words of movement: which way a verb or a noun of change goes."""

from claims.quantities.tokens import Tokens

_UP = """rise rises rose risen rising increase increases increased increasing grow grows grew grown
growing climb climbs climbed climbing jump jumps jumped jumping surge surges surged surging soar
soars soared soaring gain gains gained gaining expand expands expanded expanding up advance
advances advanced advancing rally rallied rallies rebound rebounds rebounded rebounding
accelerate accelerates accelerated accelerating raise raises raised raising lift lifts lifted
lifting hike hikes hiked hiking boost boosts boosted boosting swell swells swelled swollen spike
spikes spiked skyrocket skyrockets skyrocketed leap leaps leapt leaped balloon ballooned
ballooning widen widens widened widening strengthen strengthens strengthened appreciate
appreciated improve improves improved improving upgrade upgraded double doubles doubled doubling
triple tripled tripling quadruple quadrupled multiply multiplied mushroom mushroomed upped bump
bumped recover recovered recovering escalate escalated higher elevated rocketed firmed extend
extended lengthened add adds added adding"""
_DOWN = """fall falls fell fallen falling drop drops dropped dropping decline declines declined
declining decrease decreases decreased decreasing slip slips slipped slipping slide slides slid
sliding sink sinks sank sunk sinking plunge plunges plunged plunging plummet plummets plummeted
plummeting tumble tumbles tumbled tumbling shrink shrinks shrank shrunk shrinking lose loses lost
losing shed sheds shedding cut cuts cutting reduce reduces reduced reducing lowered lowers lowering
trim trims trimmed trimming slash slashes slashed slashing dip dips dipped dipping ease eases eased
easing weaken weakens weakened weakening slow slows slowed slowing narrow narrows narrowed narrowing
down crash crashes crashed collapse collapses collapsed retreat retreats retreated depreciate
depreciated decelerate decelerated deteriorate deteriorated downgrade downgraded dive dives dived
halve halves halved halving cool cooled moderated contracted contracts nosedived cratered dwindle
dwindled dwindling lower curb curbed scaled slumped slump slumps slumping shortened diminished"""
_NOUNS_UP = """increase increases rise rises growth gain gains jump surge hike hikes climb boost
uptick upturn expansion spike leap improvement raise raises markup appreciation advance acceleration
rebound upswing addition premium"""
_NOUNS_DOWN = """decrease decreases fall falls drop drops decline declines reduction reductions cut
cuts loss losses slump slide dip plunge contraction downturn shortfall collapse discount slowdown
depreciation rollback shrinkage deterioration"""
WORDS = dict.fromkeys(_UP.split(), "up") | dict.fromkeys(_DOWN.split(), "down")
NOUNS = dict.fromkeys(_NOUNS_UP.split(), "up") | dict.fromkeys(_NOUNS_DOWN.split(), "down")
for _not_sizes in ("loss", "losses", "premium", "discount", "shortfall", "addition", "advance"):
    # "a loss of $5 million" is an amount, not a change.
    NOUNS.pop(_not_sizes)
# Verbs whose object is often a thing and not a change: "lost 300 members", "dropped 25 crates".
CARRIERS = frozenset(
    """lose loses lost losing gain gains gained gaining shed sheds shedding raise raises raised
    raising lift lifts lifted lifting add adds added adding improve improves improved improving
    upgrade upgraded upgrading recover recovered recovering extend extended expand expanded drop
    drops dropped dropping""".split()
)
_NEUTRAL = frozenset(
    """edge edged edging edges tick ticked ticking inch inched inching creep crept move moved
    moving go goes went gone going nudge nudged push pushed pushing revise revised revising
    adjusted drift drifted come came shoot shot trend trended bring brought take took sent
    send drive drove""".split()
)
# Words after which "from A to B" is a change, which way the numbers say.
TURNS = _NEUTRAL | frozenset("turned turning turn changed changing change switched shifted".split())
_WAYS = {"up": "up", "higher": "up", "upward": "up", "upwards": "up", "down": "down",
         "lower": "down", "downward": "down", "downwards": "down"}  # fmt: skip


def movement(tokens: Tokens, place: int) -> str:
    """The way that the word at a token goes, "up" or "down"; "" for a word that goes nowhere."""
    low = tokens.low(place)
    if low in _WAYS:
        return _way(tokens, place, low)
    return WORDS.get(low, "")


def _way(tokens: Tokens, place: int, low: str) -> str:
    """ "edged up", ", up 3%", "up from"; but "made up", "gave up 9 seats", "higher education"."""
    before, after = tokens.low(place - 1), tokens.low(place + 1)
    if before in _NEUTRAL or WORDS.get(before) or before.endswith("ly"):
        return _WAYS[low]
    if low not in ("up", "down") or (low == "up" and after == "to"):
        return ""
    if after in ("from", "by") and before not in _PHRASAL:
        return _WAYS[low]
    return _WAYS[low] if before in _OPENERS or tokens[place - 1].kind in ("n", "s", "") else ""


_OPENERS = frozenset("was is were are been be being still now already also and but".split())
_PHRASAL = frozenset("made make makes set sets ended signed broken gave give backed".split())
