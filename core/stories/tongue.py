"""Which language somebody writes in, as far as small words tell: English, Javanese, Sundanese, or none.

Nothing is done with it but to offer that language once. Indonesian is what everybody is answered in anyway,
so where it is not plain, nothing is said. No kept library knows Javanese and Sundanese in the short, mixed
texts of a chat (docs/decisions/0021).
"""

import re
from collections import Counter
from typing import Final

_ENGLISH: Final = """
    about am and are asked at be because been but can could did do does for from had has have he
    help her his how i is it me money my need no not of our please report she that the their
    them there they this to us want was we were what when where who why will with would you your
"""
_JAVANESE: Final = """
    aku amargi arto awan bengi biyen bojoku dateng dereng dewe dewek dhateng dhuwit dijaluk
    dijaluki dikon dikongkon diwenehi dudu durung duwit esuk iki iku ing inggih ingkang isih
    jare jarene jenenge kabeh kaliyan karo kepiye kok kudu kula kulo kuwi lan lapur malih
    maringi matur mawon mbiyen mboten melu menawi meneh mergo mpun mrene mrono mung nang nek
    neng nesu ngapusi ngene nggih nglapur ngono niki niku ning njaluk njih nuwun nyuwun ono opo
    ora pak_lurahe panjenengan piye pripun rebo saiki saking sakniki sampeyan sampun sedaya
    sedoyo seko setu sing soko sopo taksih tenan teng tiyang utawi utowo weruh wingi wis wong
    wonten yatra yen
"""
_SUNDANESE: Final = """
    abdi anjeun anu artos atos atuh aya ayeuna bapa bari budak cenah deui dina dinten dipasihan
    dipenta dipiwarang enjing eta geus hayang henteu hoyong ieu iraha jalma jalmi jeung ka
    kamari katingali kedah keneh keur kieu kitu kulon kumaha kunaon kuring kénéh lain lamun
    leres mah menta ménta naon ngalaporkeun nu nuju nyandak nyarios nyuhunkeun oge ogé parantos
    perkawis pisan punten sadaya sadayana saha sanes sareng saurna teh teu ti tos téh upami
    wengi éta
"""
_INDONESIAN: Final = """
    ada akan bisa dan dari dengan di dia ini itu juga kalau kami karena ke kemarin lagi mau
    mereka minta nya pada sama saya sudah tadi tapi tidak tolong untuk yang
"""
_WORDS: Final = {
    "en": frozenset(_ENGLISH.split()),
    "jv": frozenset(_JAVANESE.split()),
    "su": frozenset(_SUNDANESE.split()),
}
_AGAINST_ALL: Final = frozenset(_INDONESIAN.split())
_TOKEN: Final = re.compile(r"[^\W\d_]+")
_FEWEST: Final = 3
_OF_FEW: Final = 2
"""So many are enough in a text of few words."""
_FEW: Final = 5
_AGAINST: Final = 2
"""So many times the Indonesian ones."""


def tongue_of(text: str) -> str:
    """Give the code of the language a text is written in; empty where it is Indonesian or not plain."""
    words = _TOKEN.findall(text.casefold())
    counted = Counter(code for word in words for code, own in _WORDS.items() if word in own)
    if not counted:
        return ""
    (code, most), *others = counted.most_common()
    indonesian = sum(word in _AGAINST_ALL for word in words)
    enough = most >= (_OF_FEW if len(words) <= _FEW else _FEWEST)
    plain = enough and most >= _AGAINST * indonesian and all(most > count for _, count in others)
    return code if plain else ""
