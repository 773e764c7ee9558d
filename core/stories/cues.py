"""What beside somebody tells which part they have in a story.

A pattern is looked for in the words before somebody, up to their place, or in those after, from it.
"""

import re
from typing import Final

from core.stories.vocabulary import (
    ACTS,
    BLAME,
    DENIED,
    FILL,
    GOOD,
    ME,
    NOT,
    RELATED,
    SUFFERING,
    WITNESS,
    any_of,
)

_LETTER: Final = r"(?![\w])"
_PRE: Final = rf"^[\s,()\"“]*(?:{any_of(FILL)}[\s,]+)*"
_NO: Final = any_of(NOT)
ACTING: Final = re.compile(
    rf"^\s*(?:yang|yg|sing) (?:saya|sy|kami|aku) (?:lapor|adu|maksud)|{_PRE}(?:{any_of(ACTS)}"
    f"|{any_of(BLAME)}){_LETTER}"
)
_PASSIVE: Final = (
    r"di(?!a\b|bawah|mana|sini|situ|depan|atas|dekat|rumah|desa|kantor|tps|hadapan|tunjuk"
    r"|lantik|angkat|pilih|rekrut|seleksi|bentuk|jabat|am\b|em\b|luar"
    "|antara|lain)[a-z]{3,}"
)
VERB: Final = re.compile(
    f"{_PRE}(?:me[mnlrwy]?[a-z]{{3,}}|ng[a-z]{{3,}}|ny[a-z]{{3,}}|ma[mn][a-z]{{3,}}"
    f"|n[dj][a-z]{{3,}}|ber[a-z]{{3,}}|[a-z]{{3,}}(?:kan|in|ake|aken|keun)|{_NO}"
    rf" (?!ada\b)\w+){_LETTER}"
)
"""Any word that looks like a verb: what an official of a complaint does is complained of."""
NO_VERB: Final = re.compile(
    f"{_PRE}(?:mereka|memang|mengenai|menurut|menjelang|nggak|ngga|nyata|masing-masing|berapa"
    "|beberapa|bersama|mungkin|melalui|bukan|makan|akan|dengan|lain|dalam|alamin|kemarin|yakin"
    r"|mulai|mana|malam|main|antri\w*|selain|pasangan|bagian|laporan)\b"
)
SUFFERS: Final = re.compile(
    f"{_PRE}(?:{_PASSIVE}|{any_of(SUFFERING)}{_LETTER}|{_NO} (?:{_PRE[1:]})?{any_of(DENIED)}"
    f"|namanya {_NO}|{_NO} (?:masuk|ada))"
)
SEES: Final = re.compile(rf"{_PRE}(?:{any_of(WITNESS)}){_LETTER}")
PRAISED: Final = re.compile(rf"{_PRE}(?:mah )?(?:{any_of(GOOD)}){_LETTER}")
HURTS: Final = re.compile(
    rf"{_PRE}(?:mukul|memukul|ngancam|mengancam|ngancem|nampar|menampar|maksa|memaksa)\b"
)
OF_MINE: Final = re.compile(rf"\b{any_of(ME)}\b")
ABOUT: Final = re.compile(
    f"{_PRE}(?:dan|sama|atau|untuk|utk|buat|dari|dr|di|ke|kepada|bisa|boleh|apa|kapan|saya|sy"
    rf"|kami|aku|ya|pak|bu|min|mohon|tolong|semoga|atas){_LETTER}|^[\s,()]*$"
)
MASKED: Final = re.compile(r"\b(?:di|d|dari|ning|neng|nang|e|ring)\s{3,}")
SEEN_BEFORE: Final = re.compile(
    r"(?:\bsaksi(?:nya)?(?: mata)?(?: ada| adalah| yaitu| :)?|\b(?:yang|yg|sing) (?:lihat|liat"
    "|melihat|tahu|tau|nyaksiin|menyaksikan|ngeliat|weruh)(?: (?:ada|kejadian|langsung|juga"
    "|itu))*"
    r"|\bdisaksikan(?: oleh| langsung oleh)?|\bdilihat(?: oleh)?|\bdi ?depan|\bdi ?hadapan"
    r"|\bada juga|\bjar|\bkata|\bditu ada|\bdi situ ada|\bono|\bsumber saya)[\s:,]*$"
)
BY_WHOM: Final = re.compile(
    r"(?:\b(?:oleh|pelaku(?:nya|ne)?(?: adalah| yaitu| ialah| itu)?|terlapor(?:nya)?|dalang\w*"
    "|tersangka|gara-gara|gara2|ulah|perbuatan|kelakuan|melaporkan|laporkan|laporin|adukan"
    "|mengadukan|ngaduin|kecewa (?:sama|dengan)|keluhan (?:tentang|soal)|balik ke"
    r"|laporan(?:nya)? (?:\w+ ){0,2}(?:soal|tentang)|omongane)[\s:]*"
    rf"|\b{_PASSIVE}(?: (?!saya\b|kami\b|ke\b|di\b|karena\b)[\w'.]+){{0,5}} (?:sama|sm|ama|karo|ku"
    r"|dening|kaliyan|oleh|ti|kepada|ke|kpd|ka)[\s:]*"
    r"|\b(?:yang|yg|sing|nu) (?:minta|mnta|njaluk|menta|ngambil|terima|ngancam|mukul|buka|nyuruh"
    "|bagi|bagiin|ngasih|coblos|nyoblos|melakukan|ngelakuin|ngatur|memerintahkan|beli|mindah"
    r"|nunjuk|merintah|mengatur)(?: jarene)?[\s:,]*"
    r"|\bdi(?:minta\w*|palak\w*|ancam|ancem|teror|pukul\w*|usir|bentak\w*|marahi|marahin|tolak"
    r"|larang|suruh|paksa|lecehkan|raba\w*|tipu|intimidasi|ambil|potong|sunat|peluk|godain"
    r"|pegang\w*|hina|dorong|sebar|jual|bagi\w*|coblos\w*|ubah|rubah|hapus|bohongi|persulit"
    "|janji|janjikan|janjiin|gowo|bawa|jawab|tunjuk|arahkan|kumpulkan|kumpulin|halangi|tampar"
    "|keroyok|tusuk|busur|bujuk|rayu|cium|kejar|datangi|telpon|tuduh|colong|tilep|korup|buka"
    r"|bukak|uber2?|nggo|celuk|ongkon|akon)[\s:]*|\bdi(?!a\b|bawah|mana|sini|situ|depan|atas"
    "|hadapan|dekat|rumah|desa|kantor|wakil|saksi|hadir|teman|bantu|antar|lihat|dengar|tahu"
    r"|panggil|telpon|dampingi)[a-z]{3,}(?:kan|in|i)?\s*)$"
)
CARRIED: Final = re.compile(
    r"[.!?\n,]\s*(?:(?:dan|lalu|terus|trus|tapi|katanya|padahal|sampai|ternyata|waktu itu|akhirnya)"
    r" )?(?:dia|ia|beliau|orangnya|dio|inyo|anjeunna"
    r"|yang bersangkutan|ybs|de|oknum (?:ini|itu|tersebut))\b(?P<rest>[^.!?\n]{3,80})"
)
"""A sentence that goes on of whoever was told of last."""
CULPRIT: Final = re.compile(
    r"\b(?:pelaku|terlapor|dalang|tersangka|biang kerok|otak)(?:nya|ne|na)?(?: adalah| yaitu| ialah|"
    r" itu)?[\s:]*$"
    r"|\bkasus(?:nya)? $"
)
WHO_DID: Final = re.compile(
    r"\b(?:yang|yg|sing|nan|nu|se) (?!me?lihat|ngeliat|ngelihat|nyaksi|menyaksi|weruh|ngerti|nemu"
    "|mendengar|meninggal|menerima|masih)(?:me[a-z]{3,}|ng[a-z]{3,}|ny[a-z]{3,}|man[a-z]{3,}"
    r"|mam[a-z]{3,}|jaga|minta|suruh|bawa|jago)(?: itu| adalah| ya)?[\s:,]*$"
)
OBJECT_BEFORE: Final = re.compile(
    r"\b(?:memukul|mukul|ngancam|mengancam|ngancem|nipu|menipu|paksa|memaksa|maksa|ngusir"
    "|mengusir|membentak|bentak|marahin|memarahi|melecehkan|nyuruh|menyuruh|suruh|melarang"
    "|ngalarang|nglarang|nakutin|menakuti|ngintimidasi|mengintimidasi"
    "|mendorong|nampar|menampar|meraba|memeluk|malak (?:dagangan )?|korban(?:nya)?(?: adalah|"
    r" yaitu|:)?|menusuk|nusuk|memecat|hak)[\s:]*$"
    rf"|\b(?:{any_of(ACTS)})\b(?: [\w'.%]+){{0,5}} (?:kepada|kpd|ke|terhadap|dari|sama|marang|ka)[\s:]*$"
)
PAID_TO: Final = re.compile(
    r"\b(?:setor\w*|nyetor\w*|disetor\w*|bayar\w*|mbayar\w*|dibayar\w*|transfer\w*|ditransfer"
    r"|diserahkan|menyerahkan|nyerahin|dibagi\w*"
    r"|diteruskan)(?: [\w'.]+){0,4} (?:ke|kepada|kpd|ka|sama|karo|marang|pa)\s*$"
)
I_AM: Final = re.compile(
    rf"\b{any_of(ME)}(?: (?:ini|adalah|selaku|sebagai|salah satu|salah seorang|cuma|hanya|dulu"
    "|mantan|kebetulan|jadi|kerja|bekerja|seorang|niki|mah|tugas|bertugas|juga|a|an|dari|teh|iki"
    r"|tiga orang|baru))*[\s,:]*$"
)
ADDRESSED: Final = re.compile(
    r"(?:^|[.!?\n,]\s*|\b(?:yth|kepada|kpd|halo|hai|hi|dear|permisi|punten|salam|horas|selamat"
    " (?:pagi|siang|sore|malam)|pagi|siang|sore|malam|assalamualaikum|ass?wr ?wb|tolong|mohon"
    r"|maaf|makasih|terima kasih|trimakasih|tks|min|nuwun)[\s,.]*)$"
)
TO_READERS: Final = re.compile(
    r"\b(?:yth|kepada yth|kepada|buat|untuk|salam|titip buat|bos)\.?[\s:]*(?:bapak|ibu|pak|bu"
    r"|bapak/ibu)?[\s.]*$"
)
NO_PERSON_BEFORE: Final = re.compile(
    r"\b(?:honor(?:e|nya)?|rumah|omahe|pos|kediaman|meja|ruang|hajatan|netralitas|punya"
    r"|sebagai|honorarium|operasional|minta|kantua|panggil|menjadi|dados|gaji"
    "|insentif|daftar|ndaftar|mendaftar|data|tes|seleksi|rekrutmen|rekrut|hasil|seragam|kantor"
    "|nomor|nomornya|wawancara|pleno|surat|pengumuman|buat|bagian|gudang|jadi|anggota|admin"
    "|syarat|calon|pendaftar|pelantikan"
    "|bimtek|website|web|aplikasi|situs|sekretariat|di|d|ke|lolos|dapat|grup|group|wa|ig|akun"
    "|baju|kartu|sk|milik|tenda|administrasi|kuota|lewat|mobil|sama|tim|bulan|cek|ikut|kotak"
    r"|tentang|soal|pemilihan|suara|form|hari|untuk|utk|dukungan)(?:nya)?\s*$"
)
RELATIVE_OF: Final = re.compile(rf"\b{any_of(RELATED)}(?:nya|ne|na|e|nyo)? $")
ASKED: Final = re.compile(
    rf"{_PRE}di(?:tanya\w*|telp\w*|telepon\w*|tlp\w*|hubungi|wa|chat|panggil|tegur|konfirmasi"
    r"|temui|kabar\w*|chat\w*|kasih ?tau|minta\w* (?:penjelasan|tolong|bantu\w*)|mintai)"
)
AND: Final = re.compile(
    r"^[\s,]*(?:dan|sama|sm|&|karo|jeung|sareng|serta|wan|jo|kalawan|\+|sama juga)?[\s,]*$"
)
CLAUSE: Final = re.compile(
    r"[.;!?\n]|\b(?:sedangkan|sementara|tapi|tetapi|kemudian|padahal|pdhl|karena|krn|karna)\b"
)
DOT: Final = re.compile(
    r"(?<=\d)\.(?=\d)|(?<=\b[a-z])\.|(?<=\bdr|\bir|\bhj|\bkh|\bno)\.|(?<=\bbpk|\bdrs|\bsdr|\bkec"
    r"|\bkab|\bkel|\bmuh|\bmoh|\babd)\."
)
