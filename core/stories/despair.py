"""Hearing that somebody may think of ending their life, also where it is only hinted at. Pure."""

import re
from typing import Final

_WANT: Final = (
    r"(?:peng[ei]n|pgn|pingin|kepeng[ei]n|kepingin|ingin|mau|mo|mw|hoyong|hayang|arep|kudu|rek"
    r"|mending(?:an)?|lebih baik"
    r"|lbh baik|luwih becik|luwih apik|mugo|mugi|rasanya|rasane|want to|wanna|bagusan|enakan|bagus)"
)
_I: Final = r"(?:saya|sy|aku|ak|gw|gue|gua|beta|ambo|awak|den|abdi|kulo|kula|nyong|sa|kita|i)"
_NOT: Final = (
    r"(?:tidak|tdk|gak|ga|nggak|ngga|gk|tak|ora|ra|rak|mboten|teu|ndak|indak|dak|tra|seng|kada|gausah"
    r"|ga usah|gak usah"
    r"|udah ga|udah gak)"
)
_DIE: Final = (
    r"(?:mati|meninggal|paeh|maot|matek|pejah|ngilang|menghilang|lenyap|pergi selamanya|nyusul|mate"
    r"|maninggal|die|disappear)"
)
_LIVE: Final = r"(?:hidup\w*|urip\w*|hirup|iduik|idup|live|living|life)"
_WEARY: Final = (
    r"(?:capek|cape|cpek|lelah|bosan|bosen|muak|kesel|nyerah|menyerah|jenuh|malas|males|letih|putus"
    r" asa|pegel|"
    rf"{_NOT} (?:kuat|kiat|sanggup|tahan|mau|ingin|pengen|pengin|talok|kuwat|betah|pingin|wani|ada"
    r" (?:gunanya|artinya|guna|arti|harapan|alasan))"
    r"|don't want to|tired of|no reason to)"
)
_HINTS: Final = re.compile(
    "|".join(
        (
            (
                rf"\b{_WANT} (?:\w+ ){{0,2}}?{_DIE}\b(?! (?:ketawa|lampu|listrik|kepanasan|kelaparan|kutu"
                r"|gaya|berdiri|rasa|suri|penasaran|dari (?:grup|wa)|kebosanan))"
            ),
            (
                r"\b(?:bunuh diri|gantung diri|akhiri hidup\w*|mengakhiri hidup\w*|ngakhiri (?:hidup"
                r"|urip)\w*|akhiri semua\w*|(?:meng|ng)akhiri (?:ini )?semua\w*|suicid\w*|kill myself|end"
                r" (?:my life|it all)|hurt myself|self harm|lalu-?lalu)\b"
            ),
            (
                rf"\b{_WEARY}\b(?: \w+){{0,3}}? {_LIVE}\b|\b{_LIVE}(?: {_I})?(?: \w+){{0,3}}? (?:{_NOT}"
                rf"|wis ora|sudah {_NOT}|no) (?:ada |ono |aya )?(?:arti\w*|guna\w*|harapan|harga\w*"
                r"|meaning|hartina)\b|\b(?:buat|untuk|kanggo|nggo) apa (?:lagi )?(?:saya |aku |terus"
                rf" )*(?:hidup|urip)\b|\bhidup\b[^.!?\n]{{0,30}}\bbuat apa\b"
            ),
            (
                rf"\b(?:tidur|turu|sare|merem|sleep)\b[^.!?\n]{{0,25}}\b(?:{_NOT}|jangan|never|not)(?:"
                rf" \w+){{0,2}} (?:bangun|tangi|melek|hudang|wake)\b|\b{_NOT} (?:\w+ )?{_WANT} (?:\w+"
                rf" )?bangun lagi\b|\b{_WANT} (?:\w+ )?tidur (?:\w+ )?selamanya\b"
            ),
            (
                r"\b(?:minum|nenggak|ngombe|tenggak|nelen|telan) (?:\w+ )?(?:racun|baygon|potas"
                r"|pestisida|obat nyamuk|pemutih)\b|\boverdosis\b|\b(?:obat tidur|pil|racun"
                r"|tali)\b[^.!?\n]{0,25}\b(?:kumpul\w*|siap\w*|beli|malam ini|cukup)\b|\b(?:siap\w*"
                r"|beli|pasang|cari|kumpul\w*|pegang) (?:\w+ ){0,2}(?:tali|obat tidur|racun|baygon"
                r"|potas)\b(?! (?:buat|untuk|utk|rafia|pengikat|kotak|segel|tenda))"
            ),
            (
                r"\b(?:loncat|lompat|terjun|mlumpat|jump\w*)(?: \w+){0,2} (?:dari|soko|saka|ti|off|ka|ke)"
                r" (?:\w+ )?(?:jembatan|lantai|gedung|atap|atas|menara|tower|sungai|kali|jurang|rel"
                r"|bridge)\b|\b(?:di atas|di|berdiri di|nang|di pinggir) (?:\w+ )?(?:jembatan|atap|rel"
                r"|tepi jurang)\b[^.!?\n]{0,30}\b(?:kosong|sekarang|sendiri\w*|loncat|lompat|mikir"
                r"|pikiran|nangis|lama|suwe)\b"
            ),
            (
                r"\bnabrak(?:in|kan|ke)? (?:diri|motor|mobil|badan)\b[^.!?\n]{0,30}\b(?:truk|kereta|pohon"
                r"|tembok|selesai|biar)\b|\b(?:nyayat|menyayat|sayat|nyilet|silet|iris|ngiris|potong)"
                r" (?:tangan|nadi|pergelangan|urat|lengan)\b|\b(?:nyakitin|menyakiti|nyiksa|melukai"
                r"|lukai) diri\b"
            ),
            (
                rf"\b(?:ka?la?u|klo|nek|misal|seandainya|andai) (?:\w+ ){{0,2}}{_I} (?:\w+ )?{_NOT}"
                rf" (?:ada|ono|aya|di dunia)(?: lagi)?\b[^.!?\n]{{0,40}}\b(?:sampai\w*|bilang\w*|titip"
                rf"|jaga\w*|tolong|anak|ibu|maaf\w*|laporan)\b|\b{_I} (?:sudah |udah )?{_NOT} (?:ada|di"
                r" dunia) (?:lagi|di dunia)\b"
            ),
            (
                rf"\b{_NOT} butuh (?:jawaban|apa-apa|apa2|balasan)(?: lagi)?\b|\b(?:silet|racun|tali"
                r"|obat\w*|pisau) (?:udah|sudah|wis) (?:di|ada di) (?:tangan|depan|sini)\b|\bselesai"
                r" (?:semua )?(?:penderitaan|masalah|beban)\w*\b"
                r"|\b(?:ingin|pengen|pengin)(?: rasanya)? (?:jalan|berjalan|masuk) ke (?:laut|sungai"
                r"|danau)\b|\b(?:isin|malu) (?:urip|hidup)\b|\burip isin\b"
                rf"|\b{_WANT} (?:\w+ )?(?:hilang|ilang|dikubur|dipundhut)\b(?: (?:aja|saja|wae|gusti"
                r"|dari dunia)| ?(?:$|[.,!]))"
                r"|\b(?:mukul\w*|jedot\w*|bentur\w*|nampar\w*) (?:kepala|diri|muka) sendiri\b"
                r"|\bsia-?sia (?:saya |aku |gw )?(?:hidup|urip)\b"
                r"|\b(?:napasku|napas saya|nafasku) (?:berhenti|habis)\b"
                r"|\bberhenti\b[^.!?\n]{0,25}\bna[pf]as(?:ku| saya)\b|\bdikubur (?:aja|saja|wae)\b"
                r"|\bpengen cepet\w* (?:mati|dipundhut|pergi)\b"
                rf"|\b(?:tidur|turu)\b[^.!?\n]{{0,20}}\b(?:terakhir|selamanya)\b|\bmalam ini (?:{_I}"
                rf" )?pamit\b|\btitip (?:ibu|bapak|keluarga|istri|suami|adik)(?: {_I}|ku)(?: ya)?\b"
                rf"|\btitip anak(?:-anak|2| anak)?(?: {_I}|ku)\b|\b(?:maaf\w*|maafkan"
                rf"|ampuni)\b[^.!?\n]{{0,40}}\b(?:{_NOT} (?:sanggup|kuat|tahan)|jaga adik\w*|pergi dulu"
                r"|pamit)\b|\bpamit (?:selamanya|untuk selamanya|dari dunia)\b|\bselamat tinggal"
                r" (?:semua\w*|dunia|anak\w*)\b|\bjaga (?:adikmu|ibumu|anak-?anak)(?: ya)? (?:kalau"
                r"|nak)\b"
            ),
            (
                rf"\b(?:dunia|semua\w*|mereka|keluarga|anak\w*|orang)\b[^.!?\n]{{0,20}}\b(?:lebih baik"
                rf"|lebih bahagia|lebih tenang|better)\b[^.!?\n]{{0,15}}\b(?:tanpa|without|kalau|kalo)"
                rf" (?:{_I}|me)(?: {_NOT} ada)?\b|\b{_WANT} (?:\w+ )?(?:{_I} )?{_NOT} (?:ada|lahir|pernah"
                r" lahir|dilahirkan)\b(?! (?:di|yang|yg|pemilu|masalah|lagi yang))|\b(?:better off"
                r" )?without me\b"
            ),
            (
                rf"\b(?:udah|sudah|wis|tos|lah) {_NOT} (?:ada )?(?:semangat|tenaga|alasan|harapan"
                rf"|niat)(?: \w+)? (?:hidup|urip|hirup)\b|\b{_WEARY}\b[^.!?\n]{{0,25}}\b(?:loncat|lompat"
                r"|gantung|racun|nyusul|mati aja|mati wae|mati saja)\b|\b(?:jurang|rel|sungai|tali"
                rf"|racun)\b[^.!?\n]{{0,20}}\b(?:manggil|memanggil|selesai)\b|\bbiar (?:semua"
                rf" )?selesai(?: semua\w*)?\b[^.!?\n]{{0,15}}$"
            ),
            (
                r"\b(?:minum|nenggak|ngombe|telan|nelen) (?:\w+ )?obat (?:banyak|sekaligus|satu strip"
                rf"|sak akehe|sebanyak)\b|\b{_I} {_NOT} akan (?:chat|hubungi|ganggu|ada) lagi\b"
                r"|\b(?:hilang|menghilang|ngilang|pergi|lenyap) dari dunia\b"
            ),
            (
                r"\bhidup(?: \w+){0,3} (?:hancur|selesai|tamat|berakhir)\b[^.!?\n]{0,40}\b(?:nyerah"
                r"|menyerah|mati|pergi|akhiri|tidak sanggup|ga sanggup|gak sanggup)\b"
            ),
        )
    )
)
_OTHERS: Final = re.compile(
    r"\b(?:bukan (?:aku|saya|sy|gue|gw)(?: (?:yang|yg|sing|nu) [^.!?\n]{0,15}bunuh diri)?"
    r"|(?:ado|ada|aya|ono) (?:budak|orang|warga|anak|pemuda|tetangga|wong|ibu"
    r"|bapak)\b[^.!?\n]{0,20}(?:bunuh|gantung) diri"
    r"|(?:berita|kabar|kasus|isu|pencegahan|seminar|film|tetangga|teman|calon|caleg"
    r"|mantan)\b[^.!?\n]{0,25}(?:bunuh|gantung) diri"
    r"|(?:server|aplikasi|sistem|dpt|sirekap|web|hp|laptop|wifi)\b[^.!?\n]{0,20}(?:bunuh diri|mati|hidup)"
    r"|(?:politik|karir|karier|demokrasi|partai) bunuh diri|bunuh diri (?:politik|massal partai)|capek2"
    r"|mau mati (?:kepanasan|gw kepanasan|berdiri|rasanya|gaya|ketawa|kedinginan|kebosanan)"
    r"|(?:lampu|listrik|mesin|genset)\b[^.!?\n]{0,15}\bmati|masih hidup|hidup (?:demokrasi|indonesia"
    r"|rakyat|ketua|mahasiswa|kpu)"
    r"|(?:nyusul|menyusul) (?:surat|bukti|foto)|(?:nyusul|menyusul) (?:berkas\w*|dokumen|besok|nanti"
    r"|surat\w*|suami|istri|orang|rombongan|kesana|ke sana|ke kpu))\b"
)


_SHADES: Final = (
    # Death, or what is said for it.
    re.compile(
        r"\b(?:(?:nyuruh|cuma|hanya|hidup atau|segan|pikir\w*|rasanya|jalan) mati\b|maut|ajal|paeh"
        r"|maot|selamanya|forever|untuk selamanya|mangkat|pejah|modar|di (?:dunia|dunya)"
        r"|dari dunia|(?:(?:me)?nyusul|ikut|nyusul ka|melu) (?:almarhum\w*|bapak|ibu|suami|istri|anak"
        r"|mendiang|mbah|emak|mama"
        r"|papa)|semuanya selesai|segalanya selesai|leren seko urip|berhenti hidup|bisikan\w*)\b"
    ),
    # A wish, a way out, a last step.
    re.compile(
        rf"\b(?:{_WANT}|jalan keluar\w*|satu-?satunya jalan|selangkah lagi|tinggal selangkah|nyuruh"
        r"|kepikiran|kepikir|mikir|niat|terlintas|rencana|tekad|want)\b"
    ),
    # No hope.
    re.compile(
        rf"\b(?:{_NOT} (?:\w+ )?(?:sanggup|kuat|tahan|kiat|kuwat|talok)(?: lagi)?|{_NOT} (?:ada|ono"
        r"|aya) (?:yang |sing |nu |lagi )?(?:peduli|harapan|gunanya|artinya|sing tak arepke)"
        r"|(?:jadi|merasa|cuma) beban|beban (?:keluarga|orang)|putus asa|sia-?sia hidup|hancur hidup"
        r"|hampa|takut sama (?:pikiranku|pikiran|diri)|malu (?:bana|sekali|banget)|gelap semua"
        r"|hopeless|worthless)\b"
    ),
    # Means.
    re.compile(
        r"\b(?:(?:lewat|di|tengah|atas|pinggir) rel|nyemplung|kecemplung|terjun|loncat|lompat|sumur"
        r"|jurang|racun|baygon|potas|gantung|tali|obat (?:banyak|satu|tidur|sekaligus)|jembatan|silet"
        r"|minum obat)\b"
    ),
    # Farewell.
    re.compile(
        rf"\b(?:{_NOT} akan (?:chat|hubungi|ganggu|ketemu|kembali)(?: \w+)? lagi|pesan terakhir|chat"
        r" terakhir|surat (?:buat|untuk) (?:anak|istri|suami|keluarga|ibu|bapak|orang ?tua|mama)"
        r"|surat wasiat|pamit|besok semuanya selesai|pergi untuk selamanya|makasih udah dengerin"
        r"|terima kasih sudah (?:dengar|mendengar)\w*|maafkan (?:saya|aku))\b"
    ),
)
_WISHED: Final = re.compile(
    rf"\b(?:{_WANT}|selangkah lagi|kepikiran|kepikir|mikir|niat)(?: \w+){{0,4}} (?:rel|nyemplung"
    r"|terjun|loncat|lompat|sumur|jurang|racun|baygon|potas|gantung|di tengah)\b|\bselangkah lagi\b"
)
_OF_PUBLIC_LIFE: Final = re.compile(
    r"\b(?:tali (?:pengikat|rafia|segel|kotak|tenda)|obat nyamuk|jembatan (?:ke|layang|putus|menuju"
    r"|rusak)|loncat (?:ke tps|pagar|ke|antrian)"
    r"|(?:almarhum\w*|bapak|ibu|suami|istri|nenek|kakek|mbah|orang|pemilih|warga|data|orang2|yang|yg"
    r"|sudah|udah|udh|sdh|la|alm)\b[^.!?\n]{0,15}\b(?:mati|meninggal))\b"
)


def hints_at(plain: str) -> bool:
    """Tell whether a text, in small letters on one line, hints at the writer's own death."""
    plain = _OTHERS.sub(" ", plain)
    if _HINTS.search(plain):
        return True
    death, wish, despair, means, farewell = (
        bool(each.search(_OF_PUBLIC_LIFE.sub(" ", plain))) for each in _SHADES
    )
    return (
        (despair and (death or means or farewell))
        or (death and (wish or means or farewell))
        or (means and bool(_WISHED.search(plain)))
    )
