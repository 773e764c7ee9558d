"""Words of danger as letters, so that a rule reads whole sentences: who, by whom, what, to what of theirs.

Every word of a text becomes one letter (`letters_of`); a rule is a pattern over these. So "mukulin saya",
"istri dipukuli orang" and "dia nyekik leher adik saya" need no phrase of their own. Pure.
"""

import re
from functools import lru_cache
from typing import Final

from core.stories.deeds import DeedKind, Voice, verb_of
from core.stories.vocabulary import KIN, KIN_OURS, ME, NOT, listed

_TOKEN: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[.!?;,]")
_WEAK: Final = listed(
    "dorong kejar uber buru hadang cegat siram lempar tabrak pepet serempet tangkap ikat ludah injak"
    " timpuk sambit keler kurung grebek gerebek ciduk"
)
"""Of these it takes more: they are also said of crowds, cars and deadlines."""
_ME: Final = listed(ME) | listed("me my us our gwe sayanya diriku gueh akyu nyongnya")
_KIN: Final = (
    listed(KIN)
    | listed(KIN_OURS)
    | listed(
        "anakku bapakku ibuku suamiku istriku adikku kakakku bojoku keluargaku anak2 anaknya istrinya"
        " suaminya"
        " warga kawan rekannya family pelapor saksi saksinya aktivis relawan wartawan"
    )
)
_HOMES: Final = listed(
    "oto kaco barang dagangan asrama rumah omah omahe omahku rumahku rumahnya imah bumi kos kosan"
    " kost kontrakan kontrakanku warung kios toko"
    " bengkel pagar pager panto pintu jendela kaca teras dapur kamar kandang kebun sawah ladang motor motorku"
    " mobil mobilku ban perahu sampan kapal kambing sapi anjing ayam kerbau babi kucing genteng atap"
    " gang halaman"
    " pekarangan roma honai house car home lapak gerobak kolam tambak rumoh umah bubungan plafon listrik"
)
_HOSTILE: Final = listed(
    "orang org orang2 wong urang oreng preman preman2 massa pendukung mereka dong dorang timses oknum suruhan"
    " blater jawara centeng jagoan laki2 lelaki pria pemuda geng gerombolan dia ia beliau someone"
    " people man men"
    " ninja intel bodyguard ajudan tukang orangnya anaknya-buah nomor nomer they he hansip om pace kelompok"
    " simpatisan seseorang entah ketua kades lurah bupati calon caleg kadus kuwu mandor bos juragan atasan"
    " pimpinan sekretaris kepala camat keuchik datuk tentara aparat oknumnya massanya suami laki"
)
_BENIGN: Final = listed(
    "pantarlih coklit kpps pps panwas pengawas ptps pkd panwascam panwaslu pemantau kurir bpom wartawan nakes"
    " bidan dokter deadline target sensus sosialisasi surveyor petugas penyuluh"
)
_TELLING: Final = listed(
    "lapor ngelapor melapor melaporkan laporan laporin laporkan ngadu mengadu aduan saksi bersaksi kesaksian"
    " nyekseni bocor bocorin membocorkan rekaman rekam merekam video buka bongkar bicara ngomong"
    " cerita protes"
    " menolak nolak tolak sidang pelapor cepu bukti hadir datang maju menggugat gugat gugatan terus lanjut"
    " ngalaporkeun lapuran report reported milih pilih nyoblos coblos ikut mau"
)
_IF: Final = listed(
    "kalau kalo klo kl jika jk nek yen lamun mun awas jangan jgn ojo tong sampai sampe supaya if bila"
)
_WEAPONS: Final = listed(
    "botol kursi helm sandal sepatu telur asbak gelas piring parang golok clurit celurit sajam"
    " senjata pistol senapan panah badik mandau keris kelewang samurai"
    " linggis molotov peluru rencong tombak bensin balok kayu batu besi pentungan pisau bambu arit"
    " sabit kapak"
    " batako rantai pedang bom air-keras celurite pedhang gobang kampak kujang tongkat"
)
_LETHAL: Final = listed(
    "celaka mati nyawa habisi abisin abisi habisin dihabisi diabisin yatim kuburan lenyap mampus modar paeh"
    " tewas darah tamat ngubur dikubur dibunuh bunuh dibakar diobong bakar obong dihabisin disikat"
    " disingkirkan"
    " lewat-kan tinggal-nama kecelakaan lenyapkan matek ko'it koit bacok dibacok rasakan nyesel"
    " menyesal akibatnya"
    " napas nafas peti maot pejah dipejahi sengsara dipateni pateni dihilangkan tembak ditembak culik"
    " diculik hancur"
)
_LAW: Final = listed(
    "pidana sanksi hukuman pasal uu denda aturan penjara undang hukum dipidana mk somasi demo aksi kuhp kpk"
)
_CONFINED: Final = listed(
    "dikunci dikurung terkurung terkepung dikepung disekap dikuncikan kekunci tersandera disandera"
    " diborgol locked"
    " dikerangkeng"
)
_YOU: Final = listed(
    "kamu kau kowe koe lu lo loe elo ko maneh sia ente ikam kalian sampeyan situ you your anakmu"
    " rumahmu istrimu"
    " nyawamu mulutmu alamatmu kampusmu"
)
_KNOW: Final = listed("tahu tau nyaho weruh ngerti kenal tahu-tahu tandai hafal know apal")
_FEAR: Final = listed(
    "takut wedi sieun takuik mabiar takutan ketakutan teumakot mitau ngeri was-was waswas cemas"
    " terancam trauma"
    " scared afraid unsafe gemetar gemeteran parno"
)
_NOT: Final = listed(NOT)
_NIGHTS: Final = listed(
    "malam malem malam2 bengi subuh peuting semalam semalem tengah-malam night nights sanjo dinihari"
)
_THINGS: Final = listed(
    "kotak suara meja palu bedug gong kentongan surat segel bilik tenda spanduk baliho logistik"
    " bendera poster"
    " stiker bola harga pajak gembok paku kartu kertas plang papan server data aplikasi demokrasi"
)
"""Of these a blow is no blow."""

_CLOSED: Final = {
    word: letter
    for letter, words in reversed(
        (
            (".", listed(". ! ? ;")),
            (",", listed(",")),
            ("L", _CONFINED),
            ("i", _IF),
            ("m", _ME),
            ("k", _KIN),
            ("u", _YOU),
            ("h", _HOMES),
            ("p", _BENIGN),
            ("q", _LAW),
            ("X", _LETHAL),
            ("r", _TELLING),
            ("w", _WEAPONS),
            ("t", _KNOW),
            ("F", _FEAR),
            ("n", _NOT),
            ("o", _HOSTILE),
            ("c", _THINGS),
            ("b", _NIGHTS),
        )
    )
    for word in words
}
_OF_DEED: Final = {
    DeedKind.HARM: "Vv",
    DeedKind.THREATEN: "TT",
    DeedKind.STALK: "Ss",
    DeedKind.DAMAGE: "Dd",
    DeedKind.FORCE: "Ff",
    DeedKind.OUST: "Oo",
    DeedKind.SEE: "Ee",
}
LETTERS: Final = {
    "m": "the writer",
    "k": "somebody of theirs, or a witness",
    "u": "who is spoken to in a threat",
    "U": "what is theirs: anakmu, rumahmu",
    "h": "what is theirs",
    "o": "who may do harm",
    "p": "who comes on duty",
    "r": "to tell, to refuse",
    "i": "if",
    "w": "a weapon",
    "X": "an end",
    "q": "the law",
    "L": "locked in",
    "t": "to know",
    "F": "fear",
    "n": "not",
    "c": "a thing",
    "b": "night",
    "Vv": "violence suffered, done",
    "Ww": "the same, of verbs that are said of other things too",
    "Ss": "followed, following",
    "Dd": "damaged, damaging",
    "T": "threatening",
    "Pp": "forced, forcing",
    "Ee": "seen, seeing or photographing",
}


@lru_cache(maxsize=20_000)
def _letter_of(word: str) -> str:
    if letter := _CLOSED.get(word):
        return letter
    if word[-1] in "23" and (letter := _CLOSED.get(word[:-1])):
        return letter
    for ending in ("ku", "nya", "mu", "ne", "e", "na"):
        if word.endswith(ending) and (letter := _CLOSED.get(word[: -len(ending)])) and letter in "kh":
            return "U" if ending == "mu" else letter
    verb = verb_of(word)
    if verb is None:
        return "x"
    passive = verb.voice is Voice.PASSIVE
    if verb.deed is DeedKind.HARM:
        return ("Z" if passive else "z") if verb.root in _WEAK else ("V" if passive else "v")
    pair = {
        DeedKind.THREATEN: "TT",
        DeedKind.STALK: "Ss",
        DeedKind.DAMAGE: "Dd",
        DeedKind.FORCE: "Pf",
        DeedKind.OUST: "Ox",
        DeedKind.SEE: "Ee",
    }.get(verb.deed)
    return pair[not passive] if pair else "x"


def letters_of(plain: str) -> str:
    """Write a text as letters, one a word (`LETTERS`); a full stop ends a sentence, a comma is a comma."""
    return "".join(map(_letter_of, _TOKEN.findall(plain)))
