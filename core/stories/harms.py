"""Danger told by whole sentences: rules over the letters of `core.stories.perils`, and set phrases. Pure."""

import re
from collections.abc import Iterator
from typing import Final

from core.stories.perils import letters_of
from core.stories.vocabulary import KIN, KIN_OURS, ME, any_of

_SENTENCES: Final = tuple(
    re.compile(each)
    for each in (
        # Violence: suffered by anybody; done to the writer or theirs.
        "(?<![nc])V(?![^.,]{0,2}q)",
        "[vz][^.,]{0,2}[mk]",
        "o[^.,]{0,5}v[^.,]{0,4}[mk]",
        "(?<![nc])Z[^.,]{0,3}[ow]",
        "[oz][^.,]{0,4}z[^.,]{0,5}[hw]|v[^.,]{0,1}h",
        # What is theirs is damaged, or dies.
        "h[^.,]{0,3}m[^.,]{0,4}[DVZ]|h[^.,]{0,4}D(?!x?$)|Dh",
        # Followed, awaited, looked for.
        "[mkh][^.p]{0,6}S[^.p]{0,4}o|o[^.p]{0,6}s[^.p]{0,4}[mkh]",
        "o[^.p]{0,3}[eE][^.p]{0,2}h",
        "s[^.p]{0,1}hm|k[^.]{0,6}E[^.]{0,3}o|b[^.p]{0,3}o[^.p]{0,6}h|o[^.p]{0,4}h[^.p]{0,4}b",
        "hX[^.]{0,4}h",
        # Locked in.
        "[mkp][^.]{0,4}L|L[^.]{0,7}[mko]",
        # Threatened.
        "[mk][^.]{0,8}T(?![^.]{0,2}q)|T(?![^.]{0,2}q)[^.]{0,6}[mkoX]|o[^.]{0,4}T(?![^.]{0,2}q)",
        # If you tell …: your house, an end.
        "i[^.]{0,8}r[^.]{0,12}(?:[XVL]|[uU])|i[^.]{0,8}[uU][^.]{0,12}[XVhL]",
        "u[^.]{0,4}X|Xu|U[^.]{0,4}[iXtdDsSh]|[iot][^.]{0,4}U",
        "t[^.,]{0,2}[uU]",
        # Weapons in somebody's hand.
        "o[^.p]{0,4}w[^.]{0,10}[mkh]|[mk][^.]{0,8}w[^.]{0,4}[vVzZ]|[vVzZ][^.,]{0,4}w",
    )
)
_US: Final = rf"(?:{any_of(ME)}|{any_of(KIN)}(?: {any_of(ME)}|ku)?|{any_of(KIN_OURS)})"
_OR_ELSE: Final = r"(?:kala?u|kalo|klo|kl|jika|nek|yen|lamun|atau|kecuali|supaya|biar)"
_PHRASES: Final = tuple(
    re.compile(each)
    for each in (
        # Said to frighten.
        (
            r"\b(?:kamu|kau|lu|ko|situ|anakmu|istrimu|suamimu)\b (?:\w+ ){0,2}?(?:sering|suka|biasa"
            r"|selalu) (?:\w+ )?(?:pulang|lewat|sendirian|keluar|main)\b"
        ),
        (
            r"\b(?:tunggu|tunggui|tungguin|tungguen|tak tunggu) (?:kamu|kau|ko|lu|loe|sia|kowe|koen"
            r"|maneh)\b|\bjang(?:an)? harap\b|\b(?:peng?kh?ianat|cepu|pengadu|mata-mata"
            r"|mata2)\b[^.!?\n]{0,40}\b(?:liang|mati|habis|usir|dicari|tempatnya|hukum\w*|awas|rasakan"
            r"|tau akibatnya)\b|\b(?:dibilang|dicap|disebut|diteriaki|dituduh) (?:peng?kh?ianat|cepu"
            r"|mata-mata|mata2|pengadu)\b"
        ),
        (
            r"\bangkat kaki (?:dari|saja|aja)\b|\bbarang(?:-barang|2)? (?:kami|saya|ku) (?:\w+"
            r" )?(?:dikeluarkan|dilempar|dibuang|dibakar)\b"
        ),
        (
            r"\b(?:rem|selang|kabel|baut|mur|ban|kunci)\b[^.!?\n]{0,15}\b(?:motor|mobil|saya"
            r"|kami)\b[^.!?\n]{0,20}\b(?:potong|dipotong|motong|dilepas|dikendor\w*|disilet|dirusak"
            r"|disabotase|disobek)\b|\b(?:motor|mobil|orang) yang sama\b"
        ),
        (
            r"\b(?:ingat|inget|pikir\w*|kasihan|kasian|sayangi)\b[^.!?\n]{0,20}\b(?:punya (?:anak"
            r"|keluarga|istri|bini)|anakmu|anak kamu|anak istri|keluargamu|keluarga kamu|masa depan(?:mu|"
            r" kamu| anak))\b"
        ),
        (
            r"\b(?:kata\w*|bilang|ngomong|pesan\w*|sms\w*|isi\w*|begitu|gitu|jarene|ceunah|cenah|suruh"
            r"|disuruh)\b[^.!?\n]{0,60}\b(?:jangan (?:main-main|main2|macam-macam|macem2|macam2|cari"
            r" (?:masalah|gara2|mati|penyakit)|sok (?:jagoan|berani|pahlawan))|ga(?:k)? usah sok|ojo"
            r" macem2|salah lawan|tutup mulut(?:mu)?|cari mati|cari penyakit|tidak menjamin|pulang"
            r" (?:dalam|tinggal) (?:peti|nama))\b|\b(?:ga|gak|nggak|jangan|ojo) (?:usah )?sok (?:jagoan"
            r"|berani|pahlawan)\b"
        ),
        (
            r"\b(?:ditelpon|ditelepon|ditelfon|dihubungi|dichat|diwa|dikirimi|disms"
            r"|didatangi)\b[^.!?\n]{0,15}\b(?:orang (?:tak|tidak|ga|gak) (?:dikenal|kenal)|nomor (?:asing"
            r"|tak dikenal|tidak dikenal|ga dikenal)|nomer asing)\b(?![^.!?\n]{0,40}\b(?:pinjol|pinjaman"
            r"|undian|hadiah|paket|promo)\b)"
        ),
        (
            r"\b(?:di)?usir\w*(?: \w+)? (?:dari|soko|saka|ti) (?:rumah|kampung|kontrakan|kos|tanah|desa"
            r"|imah|omah|lahan|asrama|pesantren|panti|kebun|sawah)\b"
        ),
        (
            r"\boutside my (?:\w+ )?(?:house|home|room|gate)\b|\bshouting my name\b|\b(?:with|holding"
            r"|carrying) (?:\w+ )?(?:sticks?|knife|knives|machetes?|guns?)\b"
        ),
        (
            r"\b(?:tinggal nama|diberi pelajaran|di?kasih pelajaran|kasi pelajaran|(?:kamu|kau|lu|ko"
            r"|mereka|nanti|awas)"
            r" (?:akan |bakal |nanti )?(?:rasakan|rasain|nyesel|menyesal|tau rasa|tahu rasa|lihat"
            r" saja|liat aja)"
            r"|bel(?:o|u)m (?:tau|tahu|kenal) (?:saya|gue|gw|aku|beta|sia?pa)|tunggu (?:giliran"
            r"|tanggal main|balasan)"
            r"|giliran (?:kamu|kau|lu|mu|saya|selanjutnya)|mati (?:lo|lu|kau|kamu|ko|sia)|awas"
            r" (?:mulut|kamu|kau|lu|ko|kalau"
            r" kamu|aja kamu|anak|keluarga)|jaga (?:mulut|lidah|anak|keluarga|istri)(?:mu| kamu| ibu|"
            r" bapak| lu| baik\w*)"
            r"|cepat atau lambat|siap-?siap (?:aja|saja)|siap2 (?:aja|saja)|masih (?:mau|pengen"
            r"|ingin) (?:hidup|pulang|selamat)"
            rf"|(?:{_OR_ELSE}) (?:\w+ )?(?:mau|masih mau|pengen|ingin) (?:aman|selamat|hidup|tenang))\b"
        ),
        (
            r"\b(?:tau|tahu|hafal|hapal|weruh|nyaho|apal) (?:\w+ )?(?:rumah|alamat|kos(?:an)?|sekolah"
            r"|kampus|kantor|tempat"
            r" (?:tinggal|kerja))(?:mu|nya| kamu| kau| saya| aku| gue| kami| anak)"
            r"|\b(?:rumah|alamat|kos(?:an)?|sekolah|kampus)(?:mu|ku| kamu| saya| aku| anak \w+)?"
            r" (?:\w+ )?(?:tau|tahu) di ?mana"
            r"|\b(?:sekolah|kerja|tinggal|pulang)(?:nya)? (?:di ?mana|jam berapa|lewat"
            r" mana)\b[^.!?\n]{0,30}\b(?:tanya|nanya|katanya|ngaku)"
            r"|\b(?:nanya|tanya|menanya\w*)\b[^.!?\n]{0,30}\b(?:rumah saya|anak saya|jam pulang"
            r"|pulang jam|sekolah anak|alamat saya)\b"
        ),
        (
            rf"\b(?:suruh|disuruh|nyuruh|menyuruh|minta|diminta)\b[^.!?\n]{{0,25}}\b(?:diam|diem|bungkam"
            rf"|tutup mulut|meneng)\b[^.!?\n]{{0,25}}\b{_OR_ELSE}\b"
        ),
        (
            r"\b(?:minta|suruh|paksa|maksa|nyuruh|disuruh|dipaksa) (?:\w+ )?(?:cabut|mencabut|tarik"
            r"|menarik|nyabut) (?:laporan|aduan|keterangan|kesaksian)\b"
        ),
        (
            r"\bsudah (?:disiapkan|disiapin|menyiapkan|nyiapin|dibayar|bayar) (?:orang|preman"
            r"|eksekutor)\b|\btinggal (?:tunggu|nunggu) perintah\b"
        ),
        (
            r"\b(?:kain (?:putih|kafan)|pocong|batu nisan|peti (?:kecil|mati)|kembang tujuh|bunga kuburan"
            r"|karangan bunga duka|peluru)\b[^.!?\n]{0,60}\b(?:saya|rumah|nama|depan|pelapor|kirim\w*"
            r"|pintu)\b"
        ),
        r"\bdi?kirim\w*\b[^.!?\n]{0,20}\b(?:kain putih|kain kafan|kafan|peti|peluru|nisan|bangkai|santet)\b",
        (
            r"\b(?:di)?cari(?:in)? (?:sampai|sampe)\b|\b(?:nyari|mencari|cari|nyariin)(?:in)? (?:siapa "
            r"|orang )?(?:yang |yg )?(?:bocor\w*|lapor|ngadu|pelapor|cepu)\b"
        ),
        # In somebody's hands.
        (
            r"\b(?:paksa|maksa|memaksa|dipaksa|ambe paksa|jemput paksa|dijemput"
            r" paksa)\b[^.!?\n]{0,12}\b(?:ikut|masuk mobil|naik mobil|naik motor|di dermaga|dari"
            r" rumah|mengaku|ngaku)\b"
            r"|\b(?:dibawa|diangkut|digeret|diseret|ditarik) (?:\w+ ){0,3}(?:masuk|mlebu|naik|ke)"
            r" (?:mobil|hutan|kebun|motor|tempat sepi)\b|\bambe paksa\b"
        ),
        (
            rf"\b{_US}\b[^.!?\n]{{0,30}}\b(?:belum|balom|gak|ga|tidak|tra|durung|tak|seng) (?:pulang"
            rf"|mulih|kembali|ada kabar)\b[^.!?\n]{{0,30}}\b(?:dibawa|jemput|dijemput|sejak|sampe|sampai"
            r"|hp|hilang)\b"
        ),
        # In fear.
        (
            r"\b(?:tidak|gak|ga|nggak|tak|don't|not) (?:merasa |feel )?(?:aman"
            r"|safe)\b(?=[^.!?\n]{0,40}\b(?:saya|rumah|pulang|sejak|lagi|keluarga|since|house)\b|$)"
            r"|\b(?:saya|kami|keluarga|istri|i)\b[^.!?\n]{0,25}\b(?:tidak|gak|ga|nggak|tak|don't|not)"
            r" (?:merasa |feel )?(?:aman|safe)\b"
        ),
        (
            r"\b(?:jangan|gak usah|ga usah|tidak usah|jgn) (?:balas|bales|telpon|telepon|hubungi|chat"
            r"|wa)\b[^.!?\n]{0,40}\b(?:malam|malem|hp|dia|suami|ketahuan|dirumah)\b"
            r"|\bhp (?:saya|aku|ku)\b[^.!?\n]{0,15}\b(?:diperiksa|dicek|disita|disadap)\b"
        ),
        (
            r"\b(?:yang|yg|sing|nu) (?:kemarin |kmrn |kemaren |dulu |sebelumnya )?(?:lapor|melapor|ngadu"
            r"|ngelapor|bersaksi)\b[^.!?\n]{0,20}\b(?:rumahnya|dibakar|dipukul\w*|dikeroyok|hilang|mati"
            r"|dibacok|diculik|dihajar|motornya)\b"
        ),
        (
            r"\b(?:video|foto|rekaman)(?:nya)? (?:\w+ ){0,2}(?:dikirim|disebar|dikirimkan|disebarkan"
            r"|dikasih) (?:ke|sama) (?:suami|istri|keluarga|orang tua|ortu)\b"
        ),
        (
            r"\bisi(?:nya)? foto (?:anak|istri|rumah|adik)\b|\b(?:dikirim\w*|trima|terima|kirim) (?:\w+"
            r" ){0,4}foto (?:anak|istri|rumah|adik) (?:saya|kami|ku)\b|\b(?:moto|foto|memfoto|motret"
            r"|memotret|ngefoto|videoin)\w* (?:rumah|anak|istri) (?:saya|kami|ku)\b"
        ),
        # After the writer told, refused, or stood as a witness.
        (
            r"\b(?:sejak|semenjak|saprak|sajak|gara-?gara|gara2|gegara|karena|krn|karna|sebab|merga"
            r"|amarga|mergo|mulai|abis|habis|setelah|sehabis|hbs|since|because|after)"
            rf" (?:\w+ )?{any_of(ME)} (?:\w+ ){{0,2}}?(?:lapor\w*|melapor\w*|ngelapor\w*|ngadu"
            r"|mengadu|protes|nanya|tanya|menanyakan|foto|memfoto|motret|rekam|merekam|ngerekam"
            r"|saksi|bersaksi|tolak|menolak|nolak|bicara|ngomong|cerita|kritik|bongkar|bilang"
            r"|report\w*|refus\w*|(?:ga|gak|tidak|nggak) mau)\b"
            r"(?=.*\b(?:dipecat|diberhentikan|dipindah\w*|dimutasi|distop|diputus|dicabut|dijauh\w*"
            r"|dikucil\w*|dipersulit|dihapus|kempes|diambil|ditarik|dihina|dibully|dimusuhi|diteror"
            r"|dirusak|dicuri|hilang|digembok|diskors|dibuntuti\w*|ngeliatin|mengawasi|ngawasin|tidak"
            r" tenang|ga tenang|takut|diusir|disuruh pindah|di belakang saya|mobil|nomor asing|nomer"
            r" asing|ditelpon|ditelepon|orang|nilai\w*|dihukum|didiamkan|dicari\w*)\b)"
            r"|\b(?:dipecat|diberhentikan|pindah|dimutasi|distop|diputus|dicabut|dijauh\w*|dikucil\w*"
            r"|dipersulit|dihapus|kempes|diambil lagi|tidak akan ditandatangani|dijemput|diskors"
            r"|dimusuhi|diusir|jelek)\b[^.!?\n]{0,60}\b(?:sejak|semenjak|gara-?gara|gara2|karena|krn"
            r"|sebab|mulai|abis|setelah|selama) (?:\w+ ){0,2}?(?:saya|sy|aku|gw|gue|kami|bapaknya"
            r"|suami|istri|masih|jadi) (?:\w+ ){0,2}?(?:lapor\w*|jadi saksi|saksi|panwas|bicara|ngadu"
            r"|protes|nolak|menolak|foto|rekam|nanya|bersaksi)\b"
        ),
        (
            r"\b(?:siapa|yang|yg|siapa yg|siapa yang) (?:\w+ )?(?:ketauan|ketahuan|berani) (?:\w+"
            r" )?(?:ngadu|lapor|bocor\w*|cerita|melapor)\b"
        ),
        # Held, forced, carried off.
        (
            r"\b(?:mengepung|ngepung|mengurung|menyandera|nyandera|mengeroyok|ngeroyok)\b"
            r"|\b(?:di)?pegang(?:in|i) (?:sama|oleh|orang|dua|tiga)\b[^.!?\n]{0,40}\b(?:paksa|tanda"
            r" tangan|teken|pukul)\b|\b(?:dipaksa|dipeksa|dipekso|dicekoki|forced|being"
            r" forced)\b[^.!?\n]{0,30}\b(?:teken|tanda tangan|tandatangan|sign|minum|mengaku|ngaku|ikut"
            r"|turun|masuk|coblos sisa|merusak)\b|\b(?:won't|didn't|not) let (?:me|us) (?:leave|go|out)\b"
            r"|\btook my (?:phone|id|passport)\b"
        ),
        (
            rf"\b(?:{_US}|pakku|ibuku|kakak|adik|suami|istri|anak|bapak|abang|paman)(?: \w+){{0,6}}"
            r" (?:belum|balom|gak|ga|tidak|tra|durung|tak|seng|ora|teu acan|alun|indak) (?:pulang|mulih"
            rf"|mulih-mulih|kembali|balik|balek|uih|babaliak)\b(?![^.!?\n]{{0,30}}\b(?:kampung|rantau"
            r"|melaut|undangan|c6|nyoblos|memilih)\b)(?<!perantauan belum kembali)"
        ),
        (
            r"\b(?:digowo|digawa|dicandak|dibawa|dijemput) (?:wong|orang|org|urang|oknum|preman|mobil"
            r"|paksa|pergi)\b"
        ),
        # At night; again and again.
        (
            r"\b(?:ngetok|ketok|ketuk|ngetuk|mengetuk|gedor|menggedor|ngegedor|nendang|ditendang|tendang"
            r"|didobrak|dobrak|dithuthuk\w*|digedor\w*|diketuk\w*)\b(?: \w+)? (?:pintu|panto|lawang"
            r"|jendela|pagar|pager|rumah|omah\w*)\b[^.!?\n]{0,40}\b(?:jam|malam|malem|bengi|peuting|subuh"
            r"|cari|nyari|terus)\b|\b(?:pintu|panto|lawang|pagar|pager|jendela)(?: \w+){0,3} (?:ditendang"
            r"|didobrak|digedor\w*|digedor2|diketuk\w*|dithuthuk\w*|ditendang2)\b|\b(?:tengah malam"
            r"|malam2|malam-malam|tiap malam|semalam|semalem|malem2)\b[^.!?\n]{0,40}\b(?:ngetok|ketok"
            r"|ketuk|gedor|ngeliatin|nongkrong|ngawasin|mondar)\b"
        ),
        (
            r"\b(?:di belakang (?:saya|kami|aku)|membuntuti|ngebuntutin|dibuntut\w*|nuturkeun|nguntit"
            r"|menguntit|ngikutin|nututi|mengikuti|maturin) ?(?:motor|mobil|saya|sy|aku|abdi|kami|terus"
            r"|dari|sampe|gw|gue)?\b(?=[^.!?\n]{0,50}\b(?:mobil|motor|orang|org|terus|rumah|hari|dinten"
            r"|plat|nunggu|sampe|sampai)\b|[^.!?\n]{0,5}$)(?<!mengikuti)"
        ),
        (
            r"\b(?:ngeliatin|liatin|mengawasi|ngawasin|mandangin|nunjuk\w*|foto\w*|moto\w*)(?: \w+){0,2}"
            r" (?:kamar|rumah|jendela|kosan|kontrakan) ?(?:saya|gw|gue|kami|aku|abdi|ke saya)\b"
        ),
        # What may happen, said without saying it.
        (
            r"\bjangan (?:kaget|salahkan|salahin|heran|nyesel|menyesal|nangis) (?:saya |kami |gue"
            r" )?(?:kalau|kalo|klo|kl|nek|jika|ada)\b|\b(?:kalau|kalo|klo|mun|nek|jika|bila|lamun"
            r"|siapa)\b.{0,80}\b(?:kena musibah|musibah|celaka|cilaka|bahaya|nasibnya|akibatnya|pulangnya"
            r" gimana|gimana pulangnya|habis riwayat\w*|dosa sendiri|resiko sendiri|tanggung sendiri|tau"
            r" rasa|tahu rasa|diobrak-abrik)\b|\bliat aja (?:besok|nanti|kalian|lu|kamu)\b|\blihat saja"
            r" (?:besok|nanti|kalian|kamu)\b|\bbiar tau rasa\b"
        ),
        (
            r"\b(?:gimana|bagaimana|apa) rasanya (?:kehilangan|jadi yatim|jadi janda)\b|\bsayang (?:kalau"
            r"|kalo) (?:\w+ )?(?:jalan\w*|umur\w*|hidup\w*|masa depan\w*|karir\w*|putus)\b|\btulisan"
            r" (?:dicari|buronan|penghianat|pengkhianat|awas|mati|giliran)\b|\bteriak nama (?:saya|kami"
            r"|aku)\b|\bfoto (?:saya|kami|anak|istri|rumah)(?: \w+){0,3} (?:di grup )?dengan tulisan\b"
            r"|\bnunjuk(?:in|kan) foto (?:rumah|anak|istri)\b"
        ),
        (
            r"\b(?:hampir|nyaris|meh|sengaja) (?:\w+ )?(?:ditabrak|ditubruk|diserempet|dipepet"
            r"|dijatuhin)\b[^.!?\n]{0,60}\b(?:laporan|lapor|saksi|nama saya|sengaja|teriak)\b"
        ),
        (
            r"\b(?:rumah|kontrakan|kos|kosan|kamar|warung|kantor)(?: \w+){0,2} (?:diobrak\w*|diacak\w*"
            r"|digeledah|dibongkar|dijarah)\b"
        ),
        # A mark left at the house.
        (
            r"\b(?:paku|pecahan kaca|oli|kotoran|tahi|cat merah|telur busuk)\b[^.!?\n]{0,30}\b(?:jalan"
            r" masuk|rumah saya|teras|pagar|pintu|depan rumah)\b"
        ),
        (
            r"\b(?:kambing|sapi|anjing|ayam|kucing|kerbau|babi|tanaman|kebun)(?:ku| saya| kami|"
            r" bapak)\b[^.!?\n]{0,15}\b(?:diracun|mati diracun|dibunuh|digantung|dipotong|dibabat"
            r"|ditebang\w*|dibacok)\b"
        ),
        (
            r"\bmotor(?:nya|ku| saya)?\b[^.!?\n]{0,15}\b(?:dijatuh\w*|dibuang|didorong) (?:ke|ka)"
            r" (?:jurang|kali|sungai|laut|got)\b"
        ),
        (
            r"\bban (?:motor|mobil)\b[^.!?\n]{0,15}\b(?:kempes|bocor|gembos)\b(?=.*\b(?:tiap|lagi|kali"
            r"|\dx|sejak|mulai|gara2|foto|lapor|sengaja)\b)"
        ),
        # By others than the writer: many against few.
        (
            r"\b(?:ajak|ngajak|mengajak|rame2|ramai2|ramai-ramai|rame-rame)\b[^.!?\n]{0,15}\bke rumah"
            r" (?:saya|kami|dia)?\b(?=[^.!?\n]*$)"
        ),
        (
            r"\b(?:muka|mata|kepala|mulut|hidung|pelipis|kapalo|sirah|bibir|pipi|dahi|tangan|kaki)(?:nya"
            r"|ku)?(?: \w+)? (?:lebam|bonyok|benjol|berdarah|bengkak|bocor|robek|baragah|sobek|luka|memar"
            r"|patah|pecah)\b(?![^.!?\n]{0,40}\b(?:jatuh|licin|terpeleset|kepleset|kesandung"
            r"|tangga)\b)(?<!jatuh kaki)"
        ),
    )
)
_NOTHING: Final = tuple(
    re.compile(each)
    for each in (
        (
            r"\b(?:diancam|ancaman|terancam|mengancam) (?:dengan |oleh )?(?:sanksi|pidana|hukuman|denda"
            r"|penjara|pasal|gagal|batal|punah|bangkrut|tidak|gak|ga|kehilangan hak|molor)\b"
        ),
        (
            r"\b(?:orang |yang |pihak |barang ?siapa )?(?:yang |yg )?(?:mengancam|memukul|menganiaya"
            r"|mengintimidasi|meneror) (?:\w+ )?(?:pemilih|petugas|kpps"
            r"|saksi)\b(?=[^.!?\n]{0,40}\b(?:dipidana|hukum\w*|pasal|sanksi|kena)\b)"
        ),
        (
            r"\b(?:hukuman|sanksi|pasal|ancaman)(?:nya)? (?:apa |untuk |bagi |kalau |kalo )+(?:\w+"
            r" )?(?:memukul|mengancam|menganiaya|ngancam|mukul)\w*(?: \w+)?\b"
        ),
        (
            r"\b(?:dikejar|diuber|uber)\w*(?: uber)? (?:deadline|target|waktu|jam|setoran|pantarlih|tugas"
            r"|laporan|spj|lpj|pekerjaan|rekap)\b|\bkejar (?:tayang|target|setoran)\b"
        ),
        (
            r"\bdi(?:hantam|terjang|hadang|terpa|guyur|sapu|kejar|tampar|siram|kepung|hajar|serang|gigit"
            r"|lempar|bakar) (?:ombak|angin|badai|banjir|hujan|panas|matahari|asap|air|longsor|macet"
            r"|nyamuk|semut|anjing|lebah|tawon|kenyataan|hidup2|hidup-hidup)\b"
        ),
        (
            r"\bdi(?:pukul|sikat|hantam) (?:rata|mundur)\b|\bditembak (?:cewek|cowok|cinta|calon)\b"
            r"|\btembak langsung\b|\bdihajar (?:aja|saja)?\b[^.!?\n]{0,30}\b(?:aturan|hukum|pelaku)\b"
        ),
        (
            r"\bbunuh waktu\b|\bmati (?:lampu|listrik|rasa|kutu|langkah|ketawa|gaya|suri|matian|penasaran"
            r"|kepanasan|berdiri|hidup mati)\b|\bsiap (?:tempur|perang)\b|\b(?:harga|pajak)\w* (?:\w+"
            r" )?(?:mencekik|membunuh|nyekik)\b|\b(?:memukul|mukul|gebrak|menggebrak) (?:meja|podium"
            r"|mikrofon)\b"
        ),
        r"\bhati-?hati di jalan (?:ya|min|pak|bu|kak|bang)\b|\bhati2 di jalan (?:ya|min|pak|bu|kak)\b",
        (
            r"\b(?:bawa|membawa|mbawa) (?:parang|golok|sabit|cangkul|arit) (?:ke|buat|untuk|dari|habis"
            r"|mau) (?:kebun|ladang|sawah|hutan|kerja|panen|berkebun)\b|\bpisau (?:cutter|dapur"
            r"|lipat)?\s*(?:buat|untuk|utk) \w+\b|\b(?:tentara|polisi|brimob|tni"
            r"|aparat)\b[^.!?\n]{0,15}\b(?:senjata|bersenjata|laras)\b"
        ),
        (
            r"\b(?:ketua|calon|caleg|petugas|tim)\b[^.!?\n]{0,12}\bdihabisi di kandang\b|\bpreman"
            r" (?:pensiun\w*|berdasi|politik)\b"
        ),
        (
            r"\b(?:saksi|saya|kami|warga|wartawan|pemantau)(?: \w+){0,2} diusir (?:dari|oleh|sama|petugas"
            r"|satpam|karena|krn)(?! (?:rumah|kampung|kontrakan|kos|tanah|desa))\b"
        ),
        r"\bdiawasi (?:ketat |terus |sepanjang hari )?(?:sama |oleh |pengawas |panwas|cctv|ptps)\w*",
        (
            r"\b(?:didatangi|dicari|dikejar2|dikejar|disambangi|ditunggu|dikunjungi) (?:oleh |sama"
            r" )?(?:petugas|pantarlih|coklit|kpps|pps|bpom|sensus|panwas)\b"
        ),
        (
            r"\b(?:ktp|ijazah|kk|sim|stnk)(?: \w+){0,2} ditahan (?:di |oleh |sama )?(?:sekolah|polisi"
            r"|kampus|bank|kantor pos|leasing|koperasi|satpam)\b"
        ),
        (
            r"\b(?:istri|suami|bini|pacar|emak|mama|ibu)\b[^.!?\n]{0,12}\b(?:ngancem|ngancam|mengancam)"
            r" (?:cerai|minta cerai|ga masak|tidak masak|ngambek|pulang)\b|\bdiancam (?:istri|bini|emak"
            r"|mama|pacar)\b"
        ),
    )
)
"""What sounds like danger and is none: the law's threats, weather, games, errands."""


def told_of(plain: str) -> Iterator[str]:
    """Yield each way in which a text tells of danger; `plain` is in small letters, on one line."""
    kept = without_figures(plain)
    letters = letters_of(kept)
    yield from (each.pattern for each in _SENTENCES if each.search(letters))
    yield from (each.pattern for each in _PHRASES if each.search(kept))


def without_figures(plain: str) -> str:
    """Leave out what only sounds like danger."""
    for each in _NOTHING:
        plain = each.sub(" ", plain)
    return plain
