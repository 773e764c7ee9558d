"""Hearing danger, harassment and despair: whatever else a story is, these come first.

It need not be sure. Heard wrongly, a person reads three telephone numbers and goes on; not heard, nobody
comes. What is denied ("tidak diancam"), only a way of speaking ("suara saya dibunuh") or told with a laugh is
passed over.
"""

import re
from typing import Final

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
            r" (?:preman|orang)|diusir dari|diusir)\b"
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
    r"\b(?:dipecat|diberhentikan|diberhentiin|di ?phk|dipun-phk|dirumahkan|kontrak\w* (?:\w+"
    " ){0,2}(?:diputus|tidak diperpanjang|ga dilanjut|gak diperpanjang|tidak dilanjut)|dimutasi"
    r"|dipindah\w*|diusir dari|dikeluarkan|dinonaktifkan|dipundhut|diputus|dicabut|dihentikan"
    r"|distop|diboikot|dikucilkan|dikeluarkan|tidak dipanggil lagi|ga dipanggil lagi|dipersulit)\b"
)
_FOR_TELLING: Final = re.compile(
    r"\b(?:lapor|laporan|melapor\w*|malapor|saksi|bersaksi|nyekseni|mengadu|pengaduan|bot ini"
    r"|nyarios\w*|pamariksa|inspektorat|menolak|nolak|ga mau|gak mau|tidak mau|cepu|mulut kalian"
    r"|bocor\w*)\b"
)
_THREATS: Final = re.compile(
    r"\b(?:kami tahu kamu|saya tau alamat|tau alamat|tahu alamat|tahu rumah|tau rumah|hati-hati"
    " di jalan|hati2 di jalan|hati-hati kamu|hati2 kamu|berikutnya kamu|kamu berikutnya|lihat"
    " anakmu|anakmu|anak kamu|keluargamu|keluarga kamu|istrimu"
    "|suamimu|bengkelmu|warungmu|rumahmu|usir dari tanah|jangan salahin|kalau masih sayang|masih"
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
    rf"(?: (?!{_DENIES_NOTHING}\b)\w+)? (?:{_HARM}|ngancem|mengancam|(?:dalam )?bahaya)\b"
)
_FIGURE: Final = re.compile(
    r"\b(?:suara|demokrasi|harapan|hak|hak pilih|akal sehat|nalar|kepercayaan|karir|karier"
    r"|pilihan|data|nama(?! (?:saya|sy|aku|gw|gue|kami)\b)|kesenian|karakter|perasaan|mental)"
    r"(?: (?:saya|gw|gue|kami|rakyat|kita|warga|bapak|ibu|kakek|lawan))*(?: \w+)?"
    r" [\"“]?(?:dibunuh|diperkosa|dirampok|dicekik|dianiaya|diculik|disiksa"
    r"|dikubur|dipateni|digantung|disandera)[\"”]?\b"
)
_LAST_WORDS: Final = re.compile(
    r"\b(?:bunuh diri|mengakhiri hidup|akhiri hidup|(?:pengen|pengin|ingin|kepingin|mau|mending"
    r"|lebih baik|mendingan) mati(?: aja| saja)?|mending (?:\w+ )?(?:ga|gak|nggak|tidak) ada"
    " (?:aja|saja)|(?:gak|ga|nggak|tidak|tak|ora) (?:mau|pengen|ingin|sanggup|kuat) hidup"
    "|(?:capek|cape|bosan|lelah|nyerah|jenuh) hidup"
    "|gantung diri|minum racun|minum baygon|pamit selamanya|(?:pengen|pengin|ingin|arep) nyusul"
    "|(?:tidak|gak|ga) ada gunanya (?:saya |aku |lagi )?hidup|loncat dari|lompat dari|berdiri di"
    " (?:atas )?jembatan|urip (?:wis )?ora ono gunane|wis ora kuat urip|hidup (?:saya|aku|gue)"
    r" (?:sudah )?(?:ga|gak|tidak) ada (?:arti|guna)\w*|(?:pengen|pengin|ingin|mau) (?:ngilang"
    "|hilang|menghilang|tidur) (?:aja |saja )?(?:selamanya|dari dunia)|lebih baik (?:saya|aku"
    r"|gue) (?:tidak|ga|gak) ada|selamat tinggal semua\w*|titip anak(?:-anak| anak| saya|ku)?"
    r"|akhiri semua\w*|mengakhiri semua\w*|sudah (?:tidak|ga|gak) sanggup (?:lagi )?hidup"
    "|overdosis|silet tangan|nyilet tangan|gantung (?:aja|saja)|tidak ingin bangun lagi|ga"
    r" pengen bangun lagi|hoyong maot|hayang paeh)\b"
)
_OTHERS: Final = re.compile(
    r"\b(?:bukan (?:aku|saya|sy|gue|gw)(?: (?:yang|yg|sing|nu) [^.!?\n]{0,15}bunuh diri)?"
    r"|(?:ado|ada|aya|ono) (?:budak|orang|warga|anak|pemuda"
    r"|tetangga|wong)\b[^.!?\n]{0,20}bunuh diri|(?:server|aplikasi|sistem|dpt|sirekap"
    r"|web)\b[^.!?\n]{0,20}bunuh diri|(?:politik|karir|demokrasi) bunuh diri|capek2|mau mati"
    r" (?:kepanasan|gw kepanasan|berdiri|rasanya))\b"
)
_TOUCHED: Final = any_of(
    "dilecehkan pelecehan lecehin ngelecehin melecehkan diraba\\w* meraba\\w* ngeraba"
    " digrepe\\w* grepe dicolek nyolek dipeluk memeluk meluk dicium mencium nyium cium cabul"
    " mesum nyenggol2 nempel2 menggerayangi digerayangi perkosa\\w* diperkosa nyekel_pupu\\w*"
    " remas\\w* diremas rangkul\\w* dirangkul\\w* ngerangkul\\w* merangkul\\w* dielus\\w*"
    " ngelus\\w* genit ganjen pelukan cabuli dicabuli colek\\w* grepe-grepe pegang2 dipegang2"
    " nyosor"
)
_HARASSED: Final = re.compile(
    rf"\b{_TOUCHED}\b"
    r"|\b(?:diajak|ngajak|mengajak|ngajakin)(?: \w+){0,3} (?:tidur|ngamar|check ?in|ke hotel"
    r"|jalan berdua|karaoke|nginep|menginap|berdua|\"?dinas luar\"? berdua)\b|\b\"dinas luar\""
    r" berdua\b"
    r"|\b(?:foto|video)(?: \w+){0,3} (?:bugil|telanjang|seksi|dada|baju renang|tanpa jilbab|saru"
    r"|porno|mesum|jorok|kelamin)\b|\bvideo (?:call )?(?:seks|mesum|saru)\b|\bsiul2?\b"
    r"|\bsiul-siul\b|\bkomentar(?:in)? (?:badan|bodi|body|dada|pantat|tubuh)\b"
    r"|\b(?:pegang|megang|memegang|dipegang|nyekel|nyentuh|menyentuh|elus|ngelus|mengelus)\w*(?:"
    r" \w+)? (?:paha|pantat|dada|pinggang|tangan (?:saya|sy|aku)|bokong|payudara|pundak|pupuku"
    r"|badan|rambut)\b|\bpegang-pegang\b|\bdipegang-pegang\b|\bvcs\b|\bsange\b"
    r"|\b(?:panggil|manggil)(?: \w+){0,2} (?:sayang|cantik|manis|beb)\b|\bminta foto\b(?! ?(?:ktp"
    r"|copy|kopi))[^.!?\n]{0,30}\b(?:baju|seksi|malam|sy|saya|aku)\b|\bmalam malam minta foto\b"
    r"|\b(?:menggoda|digoda|godain|digodain|rayu|merayu|ngerayu|catcall\w*)\b|\bngomong (?:jorok"
    r"|mesum)\b|\bbikin om\b|\btidur (?:sama|bareng|dengan) (?:saya|dia|bapak|om)\b|\btemani"
    r" tidur\b|\bopen bo\b|\bkirim(?:in)? (?:foto|gambar|video) (?:kelamin|alat vital|porno|jorok"
    r"|mesum|dada)\b"
)


def cries(text: str) -> bool:
    """Tell whether these words may come from somebody in danger, or in despair."""
    return endangered(text) or despairs(text)


def endangered(text: str) -> bool:
    """Tell whether somebody may be in danger."""
    plain = _plain(text)
    heard = sum(bool(each.search(plain)) for each in _CRIES) + 2 * bool(_THREATS.search(plain))
    heard += 2 * bool(_REPRISAL.search(plain) and _FOR_TELLING.search(plain))
    heard += 2 * any(_YOU.search(said) and _MENACE.search(said) for said in _SPOKEN.findall(plain))
    return heard > bool(_LAUGHS.search(plain))


def despairs(text: str) -> bool:
    """Tell whether somebody may think of ending their life."""
    plain = _plain(text)
    return bool(_LAST_WORDS.search(_OTHERS.sub(" ", plain)))


def harassed(text: str) -> bool:
    """Tell whether it may be of sexual harassment."""
    return bool(_HARASSED.search(_plain(text)))


def _plain(text: str) -> str:
    return _FIGURE.sub(" ", _DENIED.sub(" ", " ".join(small(text).split())))
