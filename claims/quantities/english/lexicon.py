"""English words that several rules ask for."""

from claims.quantities.english.scales import SCALES, TENS, UNITS

NUMBER_WORDS = frozenset(UNITS) | frozenset(TENS) | frozenset(SCALES)

# Words that end a noun phrase, and that no noun phrase begins with.
FUNCTION = frozenset(
    """a an the this that these those of in on at by for from to with without within into onto over
    under above below between among against during before after since until till while when where
    which who whom whose why how what if as than then because though although but and or nor so yet
    not no is are was were be been being am has have had having do does did will would shall should
    can could may might must it its he she they them his her their our your my we you i me him us
    there here also only just about around some any each every all both either neither such per via
    amid despite including according across along behind beyond near off out up down through
    throughout toward towards upon versus vs more less fewer most least too very still already even
    ever never now again once twice yesterday today tomorrow ago later earlier said says say told
    compared like unlike plus minus other others nearly almost roughly approximately annually daily
    weekly monthly yearly respectively altogether overall combined last next one's else""".split()
)
# Adjectives and participles that stand between a number and what is counted.
ADJECTIVES = frozenset(
    """new old big small large great good bad major minor key main top known unknown foreign
    domestic local national international global federal different various separate additional
    direct extra further total full entire single  young elderly adult male female fellow
    suspected confirmed reported registered estimated alleged active inactive recent current former
    consecutive successive straight remaining missing civilian innocent ordinary average other more
    fewer straight whole individual likely eligible possible potential so-called brand newly fresh
    first second third """.split()
)
SUPERLATIVES = frozenset(
    "most least best worst highest lowest largest biggest smallest richest poorest".split()
)
INDEXES = frozenset("dow nasdaq index ftse nikkei dax sensex stoxx shares stocks".split())
