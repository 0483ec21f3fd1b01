"""Make the demo through the real functions, as its people would, and write its fixture.

The sentences are ours; facts, figures and references follow a real digest. Run in an empty
database: `python manage.py shell -c "from tests.demo import write; write()"`.
"""

from pathlib import Path

from django.core.management import call_command

from claims import drafting
from claims.importing import import_digest
from claims.models import Claim, User
from sources.models import Source
from tests import factories

FIXTURE = Path(__file__).resolve().parent.parent / "fixtures" / "rare_earths.json"
MODELS = """
    claims.user sources.publisher sources.source sources.paragraph claims.topic claims.claimant
    claims.section claims.claim claims.claimtopic claims.citation claims.figure claims.revision
    claims.submission claims.review claims.edition claims.publishedsource
    claims.publishedparagraph claims.publication claims.publishedtopic claims.publishedcitation
    claims.publishedfigure claims.figureconflict claims.publishedterm claims.formerpublication
""".split()

DIGEST = """\
Topic: Rare earths
稀土储量居世界前五，俄罗斯拟投7000亿卢布减少对华依赖
Northern Minerals Review · 2025-11-07 18:40 Asia/Shanghai
Core Viewpoint
- Moscow wants to loosen China's 75% hold on its rare-earth supply and has set aside 700 billion rubles for it, with a long-term roadmap for these metals promised by December [1][3]
Group 1: Reserves without supply
- Russia holds one of the top five rare-earth reserves in the world, yet its own output covers only a quarter of what it uses [1]
- Harsh conditions in the Far East and ageing equipment mean that just 2% of those reserves are really extracted [3]
- Russian policy seeks closer work with China and fears depending on it, which has slowed most joint projects [5]
Group 2: What China has built
- China runs rare earths as a complete industry and earns from high-value uses instead of selling ore [8]
- Tight control of resources and support for its firms took China's smelting and separation capacity from 85% in 2022 to 91% by 2024 [9]
- China's industry ministry aims for a recycling rate of 40% by 2030, because performance will count for more than mining [11]
Group 3: Everyone else
- Supply chains planned in the United States, the European Union, Japan and Australia still lean on China: Australia's Lynas buys key processing catalysts there [13]
- China files 68% of the world's rare-earth patent applications, mostly for downstream uses, and the United States 12% [15]
- American interest in Ukraine's deposits changes little, since such an industry takes long investment in technology, talent and markets [16][19]
Group 4: Outlook
- For China the case shows again that core technology and a whole chain keep an industry competitive [21]
- Recycling and substitute materials will decide more of the contest, and China leads in both already [21][22]
- Whoever turns a resource into something that nobody can replace will succeed, whether a state, a company or a person [22]
"""

PARAGRAPHS = (
    "Russia buys 75 percent of its rare earths from China. Its own mines meet one quarter of what its industry uses, although the country's reserves are among the five largest.",
    "The government in Moscow has discussed the matter several times this year.",
    "A programme of 700 billion rubles is to change that, and a roadmap for rare and rare-earth metals is due in December. So far about 2 percent of the reserves are extracted: the deposits lie in the cold of the Far East, and the plants are old.",
    "Officials name separation as the narrowest point.",
    "Talks with Chinese partners go on, slowly. Those in favour point to know-how, those against to a new dependence.",
    "No contract has been announced.",
    "On the Chinese side the news was received calmly.",
    "Chinese firms sell magnets, motors and catalysts rather than ore; the whole chain from mine to motor is in the country.",
    "China's part of the world's smelting and separation capacity grew from 85 percent in 2022 to 91 percent in 2024. Mining is under quota, and research in the firms is supported.",
    "Analysts see no quick way round that.",
    "The industry ministry has set a goal for 2030: 40 percent of the rare earths used are to come from recycling.",
    "Material that performs better needs less of the metal.",
    "Lynas of Australia, the largest producer outside China, orders catalysts for its processing from Chinese makers. The American, European and Japanese plans have the same gap.",
    "Prices have been stable since summer.",
    "Of all patent applications in the field 68 percent come from China, most of them for uses of the metals; 12 percent come from the United States.",
    "Washington has an eye on deposits in Ukraine.",
    "Their size is disputed.",
    "Surveys date from before 1991.",
    "A mine takes ten years or more, a trained work force longer, and buyers have to be won.",
    "Investors ask for guarantees.",
    "For Beijing the lesson is to keep the core technology and the chain together; recycling and substitutes are the next field, and it is ahead there.",
    "What counts in the end is what others cannot replace. That holds for firms and for people too.",
)

# What Ines corrects of the figures that are proposed; the others she confirms.
CORRECTIONS = {
    (0, "75%"): {"modality": "", "of": "China's part of Russia's rare-earth supply"},
    (0, "700 billion rubles"): {"period": "", "period_rel": ""},
    (1, "top five"): {"of": "rare-earth reserves in the world"},
    (6, "40%"): {"of": "recycling rate"},
    (8, "68%"): {"of": "share of rare-earth patent applications"},
    (8, "12%"): {"of": "US share of rare-earth patent applications"},
}
QUOTES = {
    (1, 1): "one quarter of what its industry uses",
    (5, 9): "from 85 percent in 2022 to 91 percent in 2024",
}
SAID = "Read beside what it cites: the words and the figures agree."
RATINGS = [
    "supported",
    "mostly-supported",
    "supported",
    "supported",
    "mostly-supported",
    "mostly-supported",
    "supported",
    "mixed",
    "supported",
]


def build() -> list[Claim]:
    """The demo's claims in the digest's order: nine published, one corrected, the rest on the way."""
    ines, marek = _people()
    done = import_digest(text=DIGEST, by=ines, topic="Rare earths")
    source: Source = done.source
    factories.capture(source, *PARAGRAPHS, by=ines)
    claims = [entry.claim for entry in done.claims]
    for (index, words), values in CORRECTIONS.items():
        drafting.edit_figure(
            figure=factories.figure_of(claims[index], words),
            version=factories.fresh(claims[index]).version,
            by=ines,
            **values,
        )
    for (index, number), quote in QUOTES.items():
        drafting.edit_citation(
            citation=factories.citation_of(claims[index], number),
            version=factories.fresh(claims[index]).version,
            by=ines,
            quote=quote,
        )
    for claim in claims[:12]:
        factories.submit(claim, ines)
    for claim, rating in zip(claims, RATINGS, strict=False):
        factories.approve(claim, marek, rating=rating, rationale=SAID)
        factories.publish(claim, marek)
    _correct(claims[7], ines, marek)
    factories.approve(claims[9], marek, rationale=SAID)
    factories.send_back(claims[11], marek, rationale="Who says that China leads? Quote it.")
    return [factories.fresh(claim) for claim in claims]


def write() -> None:
    """Write the fixture from a database that holds nothing but the demo."""
    build()
    call_command("dumpdata", *MODELS, **DUMP, output=str(FIXTURE))


DUMP = {"use_natural_foreign_keys": True, "use_natural_primary_keys": True, "indent": 1}


def _people() -> tuple[User, User]:
    ines = factories.make_user("contributor", "ines")
    marek = factories.make_user("publisher", "marek")
    for user, first, last in ((ines, "Ines", "Okafor"), (marek, "Marek", "Lind")):
        user.first_name, user.last_name = first, last
        user.save(update_fields=["first_name", "last_name"])
    return ines, marek


def _correct(claim: Claim, ines: User, marek: User) -> None:
    factories.edit(
        claim,
        ines,
        text="Supply chains planned in the United States, the European Union, Japan and "
        "Australia still lean on China: Australia's Lynas orders key processing catalysts from "
        "Chinese makers [13]",
    )
    factories.submit(claim, ines, comment="Who sells the catalysts is now said.")
    factories.approve(claim, marek, rating="mostly-supported", rationale=SAID)
    factories.publish(claim, marek, correction="Says from whom Lynas orders its catalysts.")
