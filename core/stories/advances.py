"""Hearing sexual harassment: touch, words, pictures, invitations, and what is asked in return. Pure."""

import re
from typing import Final

_BODY: Final = (
    r"(?:paha|pantat|bokong|dada|pinggang|payudara|tetek|susu|pinggul|selangkangan|kemaluan|kelamin"
    r"|alat vital|vital|pupu\w*"
    r"|badan|bodi|body|tubuh|bagian (?:tubuh|sensitif|intim|pribadi)|tubuh|leher|bahu|pundak|rambut"
    r"|punggung|pipi|bibir|lengan|perut|betis"
    r"|waist|thigh|breast|butt|chest|bujur|dengkul|lutut|ketiak|kuping)"
)
_PRIVATE: Final = (
    r"(?:paha|pantat|bokong|dada|pinggang|payudara|tetek|pinggul|selangkangan|kemaluan|kelamin|alat vital"
    r"|bodi|body|tubuh|pupu\w*|bagian (?:sensitif|intim|pribadi))"
)
_ME: Final = (
    r"(?:saya|sy|aku|gw|gue|gua|kami|me|my|adik|anak|kakak|istri|teman|temen|beta|sa|abdi|kulo|ambo|awak"
    r"|dia|perempuan|cewek|staf|ibu)"
)
_SIGNS: Final = re.compile(
    "|".join(
        (
            (
                r"\b(?:nginap|menginap|nginep|tidur|mampir) di (?:apartemen|rumah|kos|kosan|kamar"
                r"|hotel)nya\b|\bistri siri\w*\b(?=[^.!?\n]*\b(?:ktp|sk|jadi|lulus|lolos|kalau|kalo|asal"
                r"|cepat)\b)|\b(?:kencing|buang air|telanjang) di depan (?:kami|saya|aku|kita)\b"
                r"|\b(?:senyum )?manja (?:ke|sama|kepada)\b|\b(?:difoto|foto|memfoto|direkam|ngerekam)\w*"
                r" (?:diam2|diam-diam|sembunyi2)?[^.!?\n]{0,20}\b(?:rok(?:nya)?|paha|baju dalam)\b"
            ),
            (
                r"\btangan(?:nya|e|na)? (?:\w+ )?(?:merayap|kemana-?mana|kemana2|nakal|gerayangan"
                r"|menjalar|masuk ke (?:baju|rok|celana))\b|\b(?:anunya|barangnya|burungnya"
                r"|itunya)\b[^.!?\n]{0,20}\b(?:pegang\w*|dipegang|nempel\w*|tunjuk\w*|ditunjukin"
                r"|lihat\w*)\b|\b(?:pegang|megang|sentuh) (?:anunya|barangnya|burungnya|itunya)\b"
            ),
            (
                r"\b(?:yang |sing |nu )?(?:enggak-?enggak|enggak2|nggak2|gak2|tidak-tidak|ora-?ora|ora"
                r" ora|aneh-aneh|macem2|macam-macam)\b(?=[^.!?\n]*\b(?:malam|malem|bengi|kamar|voice|vn"
                r"|berdua|ajak|ngajak|njaluk|rayu|kasur)\b|(?<=ora ora)|(?<=enggak2)$)"
            ),
            (
                r"\b(?:rok (?:pendek|mini)|baju (?:ketat|seksi|terbuka)|dandan (?:yang )?(?:cantik"
                r"|seksi))\b|\b(?:kasur|ranjang|tempat tidur|selimut) (?:saya|aku|ku|sy|gw)\b|\b(?:ngedip"
                r"|kedip)\w* (?:mata )?(?:ke|sama|kepada|nakal)\b"
            ),
            (
                r"\b(?:di|ke|me|nge|ng|n|m|meng|men|pe|ka|dipun|mang)?(?:leceh|raba|gerayang|gerayangi"
                r"|grepe|remas|rabai|cabul|sosor|perkosa|rogol|rudapaksa|cipok|jamah|grayang|colek|colak"
                r"|towel|jawil|elus|rangkul|peluk|cium|cubit|gesek2|gesek-gesek|tiduri|telanjangi"
                r"|setubuhi)(?:h?an|i|in|kan|ake|-\w+|2|nya|ku)*\b(?! hangat)"
            ),
            (
                r"\b(?:lecehin|ngelecehin|melecehkan|pelecehan|dilecehkan|digrepe\w*|meraba\w*|ngeraba\w*"
                r"|nyolek\w*|nyenggol2|nyosor\w*|nyium\w*|mencium|diambung|ngambung|diarasan|nyubit\w*"
                r"|menggerayangi|memperkosa|memeluk|meluk\w*|merangkul|ngerangkul\w*|ngelus\w*"
                r"|mengelus\w*|nempel2|nempel-nempel|genit|ganjen|mupeng|cabul|mesum|catcall\w*|grooming"
                r"|perkosa\w*)\b"
            ),
            (
                r"\b\w*(?:pegang|megang|sentuh|nyentuh|nyekel|cekel|tepuk|nepuk|pijat|pijit|mijit|usap"
                r"|ngusap|pencet|mencet|senggol|nyenggol|tempel|nempel|deketin|gesek|ngesek|touch|lihat"
                rf"|liat|ngeliat|plototin|melototin|pandang|foto|moto)\w*(?: \w+){{0,2}} {_PRIVATE}\b"
                r"|\b\w*(?:pegang|megang|sentuh|nyentuh|nyekel|pijat|pijit|mijit|usap|ngusap|gesek"
                rf"|touch)\w*(?: \w+){{0,2}} {_BODY}(?:ku|nya)?(?: {_ME})?\b(?! (?:surat|kotak|kartu))"
            ),
            (
                r"\bnempel(?:in|kan)? (?:badan|dada|tubuh)\w*\b|\b(?:di)?pegang-pegang\b"
                r"|\b(?:di)?pegang2\b|\bdipegangi?n? (?:terus|tangan(?:ku| saya| sy))\b|\bpegang tangan"
                r" (?:saya|sy|aku)\b"
            ),
            (
                r"\b(?:komentar\w*|becanda\w*|bercanda\w*|ngomongin|bahas|ngatain|lelucon|jokes?"
                rf"|guyon\w*|nanya|ditanya|tanya)\b[^.!?\n]{{0,20}}\b(?:{_PRIVATE}|ukuran (?:dada|bh|bra)"
                r"|perawan|seksi|sexy|bh|beha|bra|ranjang|hubungan (?:suami istri|intim)|janda"
                r" (?:kesepian|muda))\b|\b(?:masih perawan|ukuran (?:dada|bh|bra))\b|\bbadan(?:ku| saya|"
                rf" sy)\b[^.!?\n]{{0,20}}\b(?:seksi|bagus|montok|semok|atas sampe bawah|atas sampai"
                r" bawah)\b"
            ),
            (
                r"\b(?:foto|gambar|video|videonya|vidio|film|konten|stiker)(?: \w+){0,3} (?:bugil"
                r"|telanjang|seksi|sexy|dada|baju renang|baju tidur|daster|tanpa jilbab|saru|porno\w*"
                r"|mesum|jorok|kelamin\w*|kemaluan\w*|alat vital\w*|bokep|vulgar|pakaian dalam|anunya"
                r"|itunya|tak senonoh|tidak senonoh|ga senonoh)\b"
            ),
            (
                r"\b(?:kelaminnya|kemaluannya|alat vitalnya|bokep|telanjang|bugil|sange|vcs|open bo"
                r"|staycation|sugar ?(?:baby|daddy)|coli|onani|syahwat|nafsunya|pangkuan\w*|dipangku"
                r"|mangku|tidak senonoh|gak senonoh|ga senonoh|tak senonoh|asusila|hohohihi)\b"
            ),
            (
                r"\b(?:ga|gak|tidak|nggak|tanpa|ora) (?:pake|pakai|nganggo)? ?(?:baju|busana|celana"
                r"|pakaian|jilbab)\b|\b(?:pake|pakai) baju (?:apa|seksi|tidur|renang)\b|\b(?:buka|lepas"
                r"|bukain|dibuka|melepas|copot) (?:jilbab|baju|kerudung|kancing|celana|rok|bra"
                r"|hijab)\w*\b|\bpakaian dalam\b|\bcelana dalam\b"
            ),
            (
                r"\b(?:ng|meng|di|n)?(?:ajak|temani|temanin|temenin|nemenin|menemani|kancani|kawani"
                r"|layani|melayani)\w*(?: \w+){0,4} (?:tidur|ngamar|check ?in|cek ?in|ke hotel|di hotel"
                r"|ke kamar|di kamar|jalan berdua|karaoke|nginep|nginap|menginap|staycation|berdua"
                r"|berduaan|puncak|villa|vila|penginapan|losmen|kos(?:an)?nya|nafsu\w*|mesra)\b(?!"
                r" (?:ikut|untuk|buat|acara|rapat|bimtek|rakor))"
            ),
            (
                r"\b(?:makan malam|dinas luar|lembur|jalan|nonton|liburan)\"? (?:cuma |hanya"
                r" )?berdua(?:an)?\b|\btidur (?:sama|bareng|dengan|karo) (?:saya|dia|bapak|om|beliau"
                r"|ketua|kami)\b|\btemani tidur\b|\b(?:istri|pacar|cewek|wanita) simpanan\b|\b(?:jadi"
                r"|dijadikan|dijadiin) (?:simpanan|istri (?:ke)?dua|selir"
                r"|gundik)\b(?=[^.!?\n]{0,40}(?:honor|sk|lulus|lolos|kontrak|jabatan|saya|$))"
            ),
            (
                r"\b(?:ngintip|mengintip|intip|ngintipin|diintip)\b[^.!?\n]{0,25}\b(?:toilet|wc|mandi"
                r"|kamar|ganti|kamar mandi|bilik wc)\b|\b(?:ketok|ngetok|ketuk|mengetuk|ngetuk|gedor"
                r"|ndodok)\w* (?:\w+ )?(?:pintu )?kamar\b[^.!?\n]{0,30}\b(?:malam|malem|jam|masuk"
                r"|bengi)\b"
            ),
            (
                r"\b(?:kirim|ngirim|mengirim|dikirim|chat|dichat|wa|ngechat|ngomong|bicara|omong"
                r"|diwa)(?:in|i|an|kan)? (?:\w+ ){0,3}(?:jorok|mesum|saru|porno|cabul|vulgar|kelamin\w*"
                r"|mesra|sayang|nakal)\b"
            ),
            (
                r"\b(?:panggil|manggil|dipanggil|nyapa|menyapa|sebut|nyebut|nyeluk)\w*(?: \w+){0,2}"
                r" (?:sayang|cantik|manis|beb|bebeb|say|cinta|geulis|ayu|cah ayu|neng geulis)\b|\b(?:siul"
                r"|nyuit|suit|siulin|nyiulin|suitin|nyuitin|digodain|godain|digoda|menggoda|nggodha|rayu"
                r"|merayu|ngerayu|dirayu|pdkt paksa)\w*(?:2|-\w+)?\b"
            ),
            (
                r"\bminta (?:foto|pap|vidcall|video call|vc)\b(?! ?(?:ktp|copy|kopi|c1|c hasil|plano|kk"
                rf"|bukti|surat|tps|bareng ketua|selfie ktp))[^.!?\n]{{0,30}}\b(?:baju|seksi|malam|malem"
                rf"|{_ME}|cantik)\b|\bmalam malam minta foto\b|\bbikin om\b|\b(?:jatah|imbalan"
                rf"|syarat)(?:nya)? (?:\w+ ){{0,2}}(?:tidur|badan|tubuh|ranjang)\b|\b(?:tukar|bayar"
                r"|dibayar) (?:pakai|pake|dengan) (?:tubuh|badan)\b"
            ),
            (
                r"\b(?:touch\w*|grab\w*|grop\w*|kiss\w*|harass\w*|molest\w*|hugg\w*|stalk\w*) (?:my|me"
                r"|her)\b|\bsexual\w*\b|\bsend nudes?\b|\bsleep with (?:him|me)\b|\b(?:seks|seksual|sex"
                r"|sexting)\b"
            ),
        )
    )
)
_TALK: Final = re.compile(
    r"\b(?:dicium|dipeluk|dirangkul|dicubit|disosor) (?:cucu|anak|nenek|kakek|ibu|mama|bayi|ponakan"
    r"|angsa|kucing)\b|\b(?:cium|peluk) (?:cucu|anak|bayi)\b|"
    r"\b(?:workshop|sosialisasi|pencegahan|satgas|seminar|materi|pelatihan|webinar|penyuluhan"
    r"|undang-undang|uu tpks|usul|aturan|sop"
    r"|edukasi|kampanye|spanduk|anti|posko|prosedur|pedoman|survei)\b[^.!?\n]{0,40}\b(?:pelecehan"
    r"|kekerasan seksual|seksual|cabul|mesum|asusila)\w*\b"
    r"|\bjenis kelamin\w*\b"
    r"|\b(?:pelecehan|seksual|melecehkan|dilecehkan) (?:demokrasi|konstitusi|hukum|suara|rakyat"
    r"|lembaga|institusi|profesi|verbal kepada kpu|akal)\b"
    r"|\b(?:lambang|logo|demokrasi|konstitusi|hukum|putusan|suara rakyat|institusi"
    r"|lembaga)\b[^.!?\n]{0,15}\bdilecehkan\b"
    r"|\b(?:peluk|cium) (?:hangat|jauh|sayang|tangan)\b(?: (?:buat|untuk|dari|kepada))?|\bpelukan"
    r" hangat\b|\bmencium (?:bau|aroma|gelagat|adanya|indikasi|kecurangan)\b|\bcium (?:bau|aroma"
    r"|gelagat|ada|kecurangan)\b"
    r"|\b(?:dirangkul|merangkul|rangkul|merangkul semua|colek|senggol|mencolek|colek) (?:semua"
    r"|seluruh|pemilih|masyarakat|disabilitas|kpu|admin|mimin|min|bawaslu|tokoh|generasi|anak muda"
    r"|parpol|partai|warga|pihak)\b"
    r"|\b(?:foto|fotokopi|pas foto|video) (?:\w+ )?(?:dada|setengah badan|seluruh badan)\b(?="
    r" (?:ukuran|3x4|4x6|background|latar))"
    r"|\b(?:diraba|meraba|raba) (?:huruf|braille|template|surat suara|tulisan)\w*|\bmeraba-raba"
    r" (?:aturan|jawaban)\b|\b(?:suntik|rabies|tensi|periksa|cek) (?:\w+ )?(?:badan|tubuh|dada)\b"
    r"|\bbadan (?:pengawas|usaha|hukum|pusat|kesbang)\b"
)


_SHADES: Final = (
    # The body.
    re.compile(
        rf"\b(?:{_PRIVATE}|{_BODY}|tangannya|telinga|muka|bodi\w*|rok|kemeja|baju|jilbab|barangnya"
        r"|anunya|private parts?)(?:nya|ku|na|ne)?\b"
    ),
    # Near it, at it.
    re.compile(
        r"\b(?:mepet\w*|dipepet|nempel\w*|ditempel\w*|deket\w*|dideket\w*|mendekat\w*|didekati"
        r"|nyelip\w*|bisik\w*|dibisik\w*|dicabak|nyabak|dipegang\w*|megang\w*|nyenggol\w*"
        r"|senggol\w*|nyentuh|disentuh|dipencet|muter|dilihat\w*|ngeliatin|melototin|memandang\w*"
        r"|intip|rekam|merekam|ngerekam|ngedip\w*|kedip\w*|dari bawah|dari belakang|ke belakang saya"
        r"|tangannya ke|masuk)\b"
    ),
    # What it is meant for.
    re.compile(
        r"\b(?:pijat|pijit|dipijit|dipijat|mijit\w*|temani\w*|temenin|menemani\w*|nemenin"
        r"|berdua(?:an)?|malam ini|desah\w*|ga sopan|gak sopan|tidak sopan|jorok|mesra|nakal|gatel"
        r"|gatal"
        r"|pengen sama|nafsu|birahi|sayang|cantik|neng|bersiul|siul|sama janda|perawan|gadis|sebagai"
        r" perempuan|wanita panggilan|pintu ditutup|ditutup pintunya|ganti baju|mess perempuan|kamar"
        r" mandi|toilet|di lift|nyium|cium|ambung)\b"
    ),
    # What is offered, or lost.
    re.compile(
        r"\b(?:yang nolak|yg nolak|asal mau|kalau mau (?:jadi|lulus|lolos|naik)|kalo mau (?:jadi"
        r"|lulus|lolos)|ditawari jabatan|nilainya jelek|berterima kasih|imbalan\w*|magang|dipekso"
        r"|dipaksa|maksa|memaksa)\b"
    ),
)
_SHADES_ENOUGH: Final = 2
_BARE: Final = re.compile(
    r"\b(?:(?<!jenis )kelamin(?:nya)?|kemaluan\w*|selangkangan|bokong\w*|payudara\w*|paha(?:ku|nya|"
    r" saya| aku| sy)?|private parts?|pantat(?:ku|nya| saya| aku| sy))\b"
)
_OF_DUTY: Final = re.compile(
    r"\b(?:(?:banjir|air|lumpur|rendam\w*)(?: \w+){0,3}|jenis kelamin\w*|nyekik leher|cekik leher"
    r"|tarik kerah|banting\w*|ukuran|seragam|kaos|baju dinas|baju batik|pakai baju|memakai baju|pake"
    r" baju|tinta|di kepala|bilik|selfie|ktp|petugas coklit masuk|masuk mobil|dipegangin|merekam"
    r" (?:saya )?dalam|masuk (?:dpt|daftar|tps|grup|data|angin|akal|kerja)|pas foto|tempel(?:an|in"
    r"|kan)? (?:stiker|pengumuman|dpt|di papan)|nempel (?:stiker|di))\b"
)


def advances_in(plain: str) -> bool:
    """Tell whether a text, in small letters on one line, may tell of sexual harassment."""
    plain = _TALK.sub(" ", plain)
    if _SIGNS.search(plain):
        return True
    plain = _OF_DUTY.sub(" ", plain)
    if _BARE.search(plain):
        return True
    body, near, meant, offered = (min(len(set(each.findall(plain))), 2) for each in _SHADES)
    return bool(body and near) or (
        meant > 0 and min(body, 1) + min(near, 1) + meant + min(offered, 1) >= _SHADES_ENOUGH
    )
