"""Hearing danger, harassment and despair: whatever else a story is, these come first.

It need not be sure. Heard wrongly, a person reads three telephone numbers and goes on; not heard, nobody
comes. What is denied ("tidak diancam"), only a way of speaking ("suara saya dibunuh") or told with a laugh is
passed over.
"""

import re
from typing import Final

from core.stories.advances import advances_in
from core.stories.despair import hints_at
from core.stories.harms import told_of, without_figures
from core.stories.vocabulary import KIN, KIN_OURS, ME, any_of
from core.stories.words import small

_HARM: Final = any_of(
    "di_?ancam\\w* terancam diteror di_teror dibunuh dipateni diculik disekap dipukul\\w*"
    " digebuki\\w* dikeroyok dikejar\\w* dibacok dikepung diintimidasi ditodong disiksa diperkosa"
    " dianiaya di_?anceum diancem diancom diburu diuber\\w* dibuntuti dikuntit diikuti dihajar"
    " ditampar didorong diludahi dicekik disiram dibakar dibusur ditusuk ditembak ditendang"
    " dicegat"
    " ditahan dikurung dikunci diseret dikroyok dihadang ditabrak dianceum dipelasah diantem"
    " kanai_tusuak ditangkep diciduk digrebek"
)
_VIOLENCE: Final = any_of(
    "dibusur ditusuk ditembak dibacok dikeroyok diculik disekap digebuki\\w* dianiaya diseret"
    " kanai_tusuak diperkosa ditodong dihajar"
)
_US: Final = rf"(?:{any_of(ME)}|(?:{any_of(KIN)})(?: {any_of(ME)}|ku)?|{any_of(KIN_OURS)}|kakak|adik|adek)"
_WEAPONS: Final = any_of(
    "parang pisau golok clurit celurit sajam senjata pistol senapan panah badik mandau keris"
    " kelewang samurai linggis todi' bom_molotov molotov peluru rencong tombak"
)
_CRIES: Final = tuple(
    re.compile(each)
    for each in (
        rf"\b{_US}\b[^.!?\n]{{0,40}}\b{_HARM}\b",
        rf"\b{_HARM}\b[^.!?\n]{{0,25}}\b(?:mau|akan|hendak) dibunuh\b",
        (
            rf"\b{_VIOLENCE}\b[^.!?\n]{{0,40}}\b(?:semalam|tadi|kemarin|karena|gara|orang|preman|sampai"
            r"|waktu)\b"
        ),
        (
            r"\b(?:bawa|mawa|membawa|ngeba|nggawa|pakai|pake|acungkan|ngacungin|nenteng|lempar\w*"
            rf"|dilempar\w*)\b[^.!?\n]{{0,15}}(?<!\w){_WEAPONS}(?!\w)"
        ),
        (
            r"\b(?:mau|akan|bakal|ingin|hendak|rek|arep) (?:di ?bunuh|dihabisi|dihajar|dibakar"
            r"|digebuki?n?|dipateni|diobong|nyabok|dicegat|dibacok)\b"
        ),
        r"\btak (?:obong|bakar|pateni|bunuh|bacok|hajar)\b(?<!rasane tak bunuh)",
        r"\b(?:dalam|keadaan) bahaya\b",
        r"\b(?:nyawa|keselamatan) (?:saya|kami|keluarga)\b",
        r"\bminta (?:perlindungan|dilindungi)\b",
        rf"(?<!\w){_WEAPONS}(?!\w)",
        (
            r"\b(?:(?:di|meng|ng|peng)?anc[ae]m(?:an|i|in|kan)?|anceman|dianceum|(?:di|me|n)?teror"
            r"|preman(?:nya|ne)?|jawara|blater|centeng|tukang pukul)\b(?![^.!?\n]{0,40}\b(?:warga|pemilih"
            r"|masyarakat|jamaah|orang-orang)\b)"
        ),
        (
            r"\b(?:didatangi|disatroni|disambangi|dicari|dicariin|ditunggui|ditungguin|dicegat|diintai"
            r"|diawasi|dipepet|diserempet)\b[^.!?\n]{0,40}\b(?:orang|org|preman|tim|rumah|malam|motor"
            r"|mobil|jalan|suruhan)\b"
        ),
        r"\btolong\b[^.!?\n]{0,20}\b(?:takut|bahaya|diancam|dikejar)\b",
        (
            r"\b(?:meng|ng)?anc[ae]m\w* (?:mau |akan |bakal |rek |arep )?(?:bunuh|membunuh|pembunuhan"
            "|mati|bakar|bacok|pecat|dipecat|mecat|pukul|hajar|culik|sebar|nyabok|lapor balik|saya|sy"
            r"|aku|kami|kontrak|keluarga|anak)\b"
        ),
        (
            r"\b(?:dia|mereka|beliau|ketua|oknum|orangnya)\b[^.!?\n]{0,25}\b(?:mengancam|ngancam|ngancem"
            r"|neror|meneror)\b"
        ),
        (
            r"\b(?:takut|ketakutan|wedi|teu wantun|mboten wantun|tidak berani|ga berani|gak berani|ora"
            r" wani)\b[^.!?\n]{0,20}\b(?:dibunuh|pulang|keluar rumah|keluar|kaluar|metu|tidur di rumah)\b"
        ),
        r"\b(?:sembunyi|ngumpet|bersembunyi|eyantos|lari ke hutan|ngungsi|mengungsi|kabur dari rumah)\b",
        r"\btakut (?:kedengeran|kedengaran|ketahuan mereka)\b|\bjangan (?:telpon|telepon|balas ke nomor)\b",
        (
            r"\bdi depan (?:rumah|kos|kontrakan|pintu)(?: (?:saya|kami|sy))?\b[^.!?\n]{0,40}\b(?:sekarang"
            r"|terus|nunggu\w*|menunggu|nongkrong|mondar|motor|orang|bolak)\b"
        ),
        (
            r"\b(?:orang|org|motor|mobil|preman|mereka|wong|oreng|dong|dorang|massa"
            r"|pendukung)\b[^.!?\n]{0,60}\b(?:di ?depan (?:rumah|kos|kontrakan|pagar)|depan (?:rumah|kos)"
            r"|jaga di luar|dobrak\w*|ngabes|ketuk pintu|gedor\w*|ngikutin|mengikuti|menguntit|nguntit)\b"
        ),
        (
            r"\b(?:rumah|mobil|motor|warung|bengkel|toko|ban mobil|ban motor|listrik warung|kaca|honai"
            r"|roma)(?:mu|ku)?(?: (?:saya|kami|sy|sa|orang tua saya))?\b[^.!?\n]{0,30}\b(?:dilempar\w*"
            r"|dibakar|diobong|dirusak|ditembak|tembak|diintai|didatangi|dicoret\w*|diawasi|disilet"
            r"|dikempesin|dikempesi|dipecah\w*|diputus)\b"
        ),
        r"\b(?:di)?tembak (?:honai|rumah)\b",
        (
            rf"\b{_US}\b[^.!?\n]{{0,25}}\b(?:diawasi|diintai|diikuti|dibuntuti|dikuntit|didatangi"
            r" (?:preman|orang)|diusir (?:dari|soko|ti|saka) (?:rumah|kampung|kontrakan|kos|tanah"
            r"|desa|imah|omah|lahan|asrama|pesantren|panti))\b"
        ),
        (
            r"\b(?:bangkai|kepala (?:ayam|anjing|babi)|darah|getih|kain kafan"
            r"|kemenyan)\b[^.!?\n]{0,60}\b(?:pagar|pintu|panto|depan|rumah|teras|bungkus|dibungkus|koran"
            r"|keresek)\b|\b(?:pagar|pintu|panto|teras)\b[^.!?\n]{0,30}\b(?:bangkai|darah|getih|kepala"
            r" (?:ayam|anjing|babi))\b"
        ),
        (
            r"\b(?:diculik|dijemput paksa|ditahan orang|belum pulang|gak pulang|ga pulang|nggak pulang"
            r"|tidak pulang)\b[^.!?\n]{0,40}\b(?:hp mati|hpnya mati|jam|sejak|dari|dijemput|sampai"
            r" sekarang)\b|\bdiculik orang\b|\bditahan orang\b"
        ),
        r"\b(?:foto|video|data|alamat)(?: \w+){0,2} (?:disebar|disebarin|disebarkan|diviralkan|disebarno)\b",
        (
            r"\b(?:ktp|ijazah|kk|paspor)(?: \w+){0,2} (?:ditahan|disita|diambil"
            r" paksa)\b[^.!?\n]{0,40}\b(?:pilih|milih|coblos|nyoblos|suara)\b"
        ),
        (
            r"\b(?:suami|suamiku|bapak|laki)(?: \w+)? (?:pukul|mukul|mukulin|nampar|nendang"
            r"|gebuk\w*)\b[^.!?\n]{0,30}\b(?:lagi|ka|aku|saya|tadi|semalam)\b"
        ),
        (
            r"\b(?:tidak|ga|gak|tak|tra|su \w+ hari tidak) bisa keluar\b[^.!?\n]{0,60}\b(?:massa"
            r"|pendukung|dijaga|jaga|panah|parang|dikepung)\b"
        ),
        (
            r"\b(?:pukul|mukul|pukuli|kejar|ngejar|tampar|nampar|hantam|hajar|keroyok|seret|cekik|bacok"
            "|tembak|tabrak|tendang|culik)(?:in|i|kan)?"
            " (?:saya|sa|sy|aku|beta|kami|torang|katong|kitong|gue|gw|ulun|awak|ambo|den|lon|suami|istri"
            r"|anak|adik|kakak|kaka|bapak|ibu|mama)\b"
        ),
        (
            r"\b(?:tahan|nahan|menahan|sita|nyita|menyita|rampas|merampas)(?:in|kan)? (?:ktp|kk|ijazah"
            r"|buku nikah|paspor|atm)\b"
        ),
        (
            r"\b(?:nyebar\w*|menyebar\w*|sebarin|sebarkan|nyebarno|memposting|posting|viralin|viralkan)"
            r" (?:foto|nomor|nomer|no hp|alamat|identitas|chat|data|nama|aib)(?: \w+)? (?:saya|sy|aku"
            r"|kami|gw|gue|anak|istri|suami|rumah)\b"
        ),
        (
            r"\b(?:nomor|nomer|no hp|identitas|nama|chat|ktp)(?: \w+){0,2} (?:saya|sy|aku|kami|gw|gue)(?:"
            r" \w+)? (?:disebar\w*|diviralkan|dibocor\w*|dipajang)\b"
        ),
        (
            r"\b(?:threat\w*|followed me|following me|kill me|killed|beat me|beaten|hit me|afraid to go"
            r"|scared for|held against|locked (?:me|us)|attacked|unsafe)\b"
        ),
        (
            r"\b(?:teumakot|geupoh|mitau|mabiar|takutan|eancem|epate'e|ditimpas\w*|dibunuah|dilantak"
            r"|diparangi|dibogem)\b"
        ),
        (
            r"\btakut (?:banget|bgt|sekali|pisan|tenan|kali)\b|\btakut\b[^.!?\n]{0,25}\b(?:anak|keluarga"
            r"|nyawa|apa-apa|kenapa-napa|kenapa2|rumah saya|malam)\b"
        ),
        r"\bdibanting\b[^.!?\n]{0,40}\b(?:diancam|parkiran|paksa)\b|\bdiminta paksa\b|\bdirampas\b",
    )
)
_REPRISAL: Final = re.compile(
    r"\b(?:tidak (?:diteruskan|dilanjut\w*|diperpanjang)|(?:ga|gak|nggak|ora|teu) (?:diterusin"
    r"|dilanjut\w*|diperpanjang)|dipecat|diberhentikan|diberhentiin|di ?phk|dipun-phk|dirumahkan"
    r"|kontrak\w* (?:\w+"
    " ){0,2}(?:diputus|tidak diperpanjang|ga dilanjut|gak diperpanjang|tidak dilanjut)|dimutasi"
    r"|dipindah\w*|diusir dari|dikeluarkan|dinonaktifkan|dipundhut|diputus|dicabut|dihentikan"
    r"|distop|diboikot|dikucilkan|dikeluarkan|tidak dipanggil lagi|ga dipanggil lagi|dipersulit)\b"
)
_FOR_TELLING: Final = re.compile(
    r"\b(?:lapor|laporan|melapor\w*|malapor|saksi|bersaksi|nyekseni|mengadu|pengaduan|bot ini"
    r"|nyarios\w*|pamariksa|inspektorat|menolak|nolak|ga mau|gak mau|tidak mau|cepu|mulut kalian"
    r"|bocor\w*|(?:tidak|ga|gak|nggak|ndak|ora|teu|dak|tra) (?:ikut|nurut|manut|mau|gelem|daek|mboten))\b"
)
_THREATS: Final = re.compile(
    r"\b(?:kami tahu kamu|saya tau alamat|tau alamat|tahu alamat|tahu rumah|tau rumah|hati-hati"
    " di jalan|hati2 di jalan|hati-hati kamu|hati2 kamu|berikutnya kamu|kamu berikutnya|lihat"
    " anakmu|usir dari tanah|jangan salahin|kalau masih sayang|masih"
    " mau hidup|tong hirup|jangan harap|nyawamu|nyawa kamu|habis kamu|habis kau|kau habis|mati"
    " kau|mati kamu|cabut laporan|jangan lanjutkan|keluar kau"
    "|na'-kana'na|ate-ate|ate ate|tunggu giliran|bakal nyesel|bakal menyesal|kamu yg cepu"
    r"|kuburanmu|kuburan sudah)\b"
)
_SPOKEN: Final = re.compile(r"[\"“”']([^\"“”\n]{3,200})[\"“”']")
_YOU: Final = re.compile(
    r"\b(?:kamu|kau|kowe|koe|lu|loe|elo|ko|maneh|sia|ente|ikam|kalian|sampeyan|situ)\b|\b[a-z]{3,}mu\b"
)
_MENACE: Final = re.compile(
    r"\b(?:rumah\w*|anak\w*|istri\w*|suami\w*|keluarga\w*|habis|hati-hati|hati2|awas|tunggu|cari"
    "|bakar|obong|pecat|usir"
    r"|nyawa\w*|kubur\w*|darah|tahu kamu|tau kamu|cabut|bongkar|celaka|hilang|mampus|modar|paeh"
    "|pateni|bunuh|potong|putus"
    r"|lihat nanti|liat aja|nyesel|menyesal|selamat|sayang)\b"
)
_LAUGHS: Final = re.compile(
    r"\b(?:wk){2,}\w*|\b(?:ha){2,}\w*|\b(?:he){2,}\w*|\blol\b|\bxixi\w*|😂|🤣|😅|😆|\bbercanda\b"
    r"|\bcanda\b|\bguyon\w*"
)
_DENIES_NOTHING: Final = any_of(
    "hanya cuma cuman sekadar sekedar sebatas mung saja aja mau ingin pengen pengin kepengen sudi rela"
    " terima tahan kuat sanggup bisa berani wani wantun berhenti henti habis tahu tau karena jarang sedikit"
)
"""Behind "tidak" these leave the harm as it is: "tidak hanya diancam", "tidak mau dibunuh"."""
_DENIED: Final = re.compile(
    r"\b(?:tidak|tak|tdk|ga|gak|nggak|ngga|bukan|belum|tanpa|ora|teu|langka|kada)"
    rf"(?: ada (?:yang|yg)| (?!{_DENIES_NOTHING}\b)\w+)? (?:{_HARM}|ngancem|mengancam|(?:dalam )?bahaya)\b"
)
_FIGURE: Final = re.compile(
    r"\b(?:suara|demokrasi|harapan|hak|hak pilih|akal sehat|nalar|kepercayaan|karir|karier"
    r"|pilihan|data|nama(?! (?:saya|sy|aku|gw|gue|kami)\b)|kesenian|karakter|perasaan|mental)"
    r"(?: (?:saya|gw|gue|kami|rakyat|kita|warga|bapak|ibu|kakek|lawan))*(?: \w+)?"
    r" [\"“]?(?:dibunuh|diperkosa|dirampok|dicekik|dianiaya|diculik|disiksa"
    r"|dikubur|dipateni|digantung|disandera)[\"”]?\b"
)


def cries(text: str) -> bool:
    """Tell whether these words may come from somebody in danger, or in despair."""
    return endangered(text) or despairs(text)


_ELECTIONS: Final = re.compile(
    r"\b(?:kpps|pps|ppk|tps|pantarlih|panwas\w*|bawaslu|calon|caleg|paslon|timses|pilih\w*|milih"
    r"|coblos\w*|nyoblos|suara|saksi"
    r"|rekap\w*|pilkada|pileg|kades|lurah|bupati|partai|kotak|laporan (?:saya|kemarin)|saya lapor"
    r"|komisioner|kampanye)\b"
)


_ASKS_FOR_A_WOMAN: Final = re.compile(
    r"\b(?:petugas|yang baca|yg baca|yang nerima|staf|staff|admin|polisi|orang) (?:\w+"
    r" ){0,2}?(?:perempuan|cewek|wanita|wedok|awewe)\b|\bpolwan\b"
    r"|\bsesama perempuan\b|\bmalu (?:cerita|ngomong|bilang) (?:ke|sama|kalau|kalo) (?:\w+ )?(?:laki"
    r"|cowok|pria|bapak)\w*"
)
_BEATS: Final = re.compile(
    r"\b(?:suami\w*|bojo(?:ku)?|salaki|laki(?:ku)?|pacar\w*|mantan suami|bapak tiri|ayah tiri"
    r"|laki)\b[^.!?\n]{0,25}"
    r"\b(?:pukul\w*|mukul\w*|nampar\w*|menampar|tampar\w*|nendang\w*|gebuk\w*|jambak\w*|ngancam"
    r"|ngancem|nyiksa|aniaya|memukul\w*|nyekik)\b"
    r"|\b(?:dipukul\w*|ditampar|dijambak|dicekik|digebuk\w*|ditendang)\b[^.!?\n]{0,15}\b(?:suami\w*"
    r"|bojo\w*|pacar\w*|mantan)\b|\bkdrt\b"
)


def wants_a_woman(text: str, *, harassment: bool | None = None) -> bool:
    """Tell whether to offer an officer who is a woman: harassment, violence at home, or it is asked.

    Args:
        text: As it was written.
        harassment: Whether it tells of harassment, where that is known already.
    """
    if harassed(text) if harassment is None else harassment:
        return True
    plain = _plain(text)
    return bool(_ASKS_FOR_A_WOMAN.search(plain) or _BEATS.search(plain))


def speaks_of_elections(text: str) -> bool:
    """Tell whether it has to do with elections, or with having told: a crime without is the police's."""
    return bool(_ELECTIONS.search(small(text)))


def endangered(text: str, *, ours: bool = True) -> bool:
    """Tell whether somebody may be in danger.

    Args:
        text: As it was written.
        ours: It may have to do with elections; else only violence at home counts.
    """
    if not ours and not _BEATS.search(small(text)):
        return False
    plain = without_figures(_plain(text))
    heard = sum(bool(each.search(plain)) for each in _CRIES) + 2 * bool(_THREATS.search(plain))
    heard += sum(1 for _ in told_of(plain))
    heard += 2 * bool(_REPRISAL.search(plain) and _FOR_TELLING.search(plain))
    heard += 2 * any(_YOU.search(said) and _MENACE.search(said) for said in _SPOKEN.findall(plain))
    return heard > bool(_LAUGHS.search(plain))


def despairs(text: str) -> bool:
    """Tell whether somebody may think of ending their life."""
    return hints_at(_plain(text))


def harassed(text: str) -> bool:
    """Tell whether it may be of sexual harassment."""
    return advances_in(_plain(text))


def _plain(text: str) -> str:
    return _FIGURE.sub(" ", _DENIED.sub(" ", " ".join(small(text).split())))
