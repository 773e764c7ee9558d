"""The words that tell what a story wants, what it is about and whose matter it is."""

import re
from typing import Final

from core.stories.proposals import Topic

ASKS: Final = re.compile(
    r"\?|\b(?:gimana|gmn|gmna|bagaimana|bgmn|bgaimana|piye|pripun|kumaha|how|what|where|when|can"
    " i|apakah|apa (?:bisa|boleh|ada|benar|betul|syarat|saja|aja|masih|perlu|harus)|apa itu"
    "|kapan|kpn|iraha|kapan|"
    "di ?mana|dmn|dimana|nang endi|ning endi|dimanten|berapa|brp|piro|pinten|sabaraha|jam berapa"
    "|bisa (?:ga|gak|tidak|nggak|kah|ngga|ndak|tdk)|bisakah|boleh (?:ga|gak|tidak|nggak|tau|tahu"
    "|tanya)|bolehkah|"
    "mau (?:tanya|nanya|bertanya|tny|cek|ngecek|tau|tahu)|mo tanya|mw tanya|ingin (?:tahu"
    "|bertanya|tanya|menanyakan)|numpang (?:tanya|nanya)|izin (?:bertanya|tanya)|ijin"
    " (?:bertanya|tanya)|nanya|tanya|nyuwun pirsa|badhe tanglet|arep takon|takon|hoyong naros"
    "|bade naros|naros|"
    "cara(?:nya)? (?:cek|pindah|daftar|ngurus|mengurus|lapor|melapor|jadi|dapat|memilih|nyoblos"
    "|lihat|melihat)|cek dpt|nomor wa|no wa|alamat(?:nya)? (?:kpu|kantor)|jam buka|buka jam"
    "|syarat(?:nya)? (?:apa|jadi|daftar)|kenapa|knp|mengapa|ngopo|naha|info(?:nya)? (?:dong|dunk"
    "|donk|soal|tentang|ttg)|mohon (?:info|informasi|penjelasan|penjelasannya|dijelaskan"
    r"|petunjuk))\b"
)
ASKS_OUTRIGHT: Final = re.compile(
    r"\b(?:mau (?:tanya|nanya|bertanya|tny)|mo tanya|mw tanya|ingin (?:tahu|bertanya|tanya"
    "|menanyakan)|numpang (?:tanya|nanya)|(?:izin|ijin) (?:bertanya|tanya)|nyuwun pirsa|badhe"
    " tanglet|arep (?:takon|takok)|bade naros|hoyong naros|batakun"
    "|apakah (?:harus|boleh|bisa|ada|saya|perlu)|boleh (?:ga|gak|tidak|nggak)|cara(?:nya)?"
    r" (?:gimana|cek|pindah|daftar|ngurus|mengurus|jadi|ngecek\w*)|gimana cara\w*|harus urus"
    r"|urus\w* (?:\w+ ){0,3}(?:di ?mana|ke ?mana|dmn)|syarat(?:nya)? apa|where can|what do|how"
    " (?:do|can|to)|is the|do i|can i"
    r"|berkas apa|kolektif bisa|buka (?:ga|gak|teu)|muka teu|minta nomor\w*)\b"
)
QUOTED: Final = re.compile(r"[\"“”][^\"“”]{2,200}[\"“”]")
WISHES: Final = re.compile(
    r"\b(?:saran(?:ku|nya)?|usul(?:an|ku)?|mengusulkan|menyarankan|masukan|semoga|mudah-mudahan"
    "|harap(?:an|kan)?(?: kami| saya)?|berharap|sebaiknya|alangkah baiknya|lebih baik kalau"
    "|lebih baik kalo|ke depan|kedepan(?:nya)?|mending|kalau bisa|kalo bisa|klo bisa|"
    "terima ?kasih|makasih|trims|trimakasih|thx|thank|matur ?nuwun|hatur nuhun|mantap|mantul"
    "|apresiasi|salut|bagus|keren|hebat|bangga|senang|puas|ramah sekali|sukses terus|jempol|top"
    "|good job|pengennya|pengin(?:nya)?|kepengen|mugi|mugia|muga|tolong(?: ke depan)?"
    " (?:diperbanyak|ditambah|disediakan|dibuatkan|diadakan)|perlu (?:ada|ditambah|diadakan"
    r"|diperbanyak))\b"
)
COMPLAINS: Final = re.compile(
    r"\b(?:lapor|laporan|melapor\w*|ngelapor|aduan|mengadu\w*|ngadu|adukan|keluhan|ngeluh"
    "|mengeluh|komplain|protes|kecewa|dipersulit|dipungut|pungli|pungutan|minta (?:uang|duit"
    r"|duwit|bagian|setoran|jatah|fee|rokok|sumbangan|bayaran|50|100|\d+)|suap|nyuap|sogok|amplop"
    r"|serangan fajar|money politik\w*|politik uang|bagi[- ]?bagi|dibagi\w* (?:uang|duit|amplop"
    "|sembako)|"
    r"curang|kecurangan|manipulasi|digelembung\w*|penggelembungan|salah input|tidak sesuai|tdk"
    " sesuai|beda (?:dengan|sama|dgn|hasil)|berubah|diubah|dirubah|hilang|rusak|robek|sobek"
    "|segel|dibuka|terbuka|tertukar|kurang|kehabisan|habis|telat|terlambat|belum (?:dibayar|cair"
    "|dibayarkan|keluar|terima|dapat|didata|dicoklit)|blm (?:dibayar|cair|dapat|terima)|durung"
    " (?:dibayar|cair)|teu acan dibayar|"
    "tidak (?:terdaftar|dapat|boleh|netral|datang|pernah|dicoklit|didata|diumumkan|transparan"
    "|bisa|ada akses|dilayani|ramah|sopan)|gak (?:terdaftar|dapat|boleh|netral|kedaftar|dicoklit"
    "|didata|dikasih|dilayani|dibayar)|tdk (?:terdaftar|dapat|boleh|netral|dibayar|dicoklit)|ga"
    " (?:terdaftar|dapat|boleh|netral|kedaftar|dikasih|dibayar|dapet)|ora (?:kedaftar|oleh|entuk"
    "|netral)|sudah meninggal|wis mati|orang mati|ganda|dobel|"
    "dua kali|2 kali|marah|bentak|dibentak|usir|diusir|ditolak|nolak|kasar|judes|tidur|merokok"
    "|mabuk|antri|antre|antrian|ngantri|panas|becek|tangga|kursi roda|potong|dipotong|disunat"
    r"|ditilep|tilep|fiktif|titipan|nepotisme|pilih kasih|joki|dijual|palsu|dipalsu\w*|diancam"
    "|ancam|intimidasi|diintimidasi|dilecehkan|pelecehan|dipaksa|diarahkan|disuruh|kampanye"
    r"|rubuh|banjir|bau|kotor|gelap|jauh|error|eror|macet|lemot)\b"
)
INSIDE: Final = re.compile(
    r"\b(?:(?:kantor|sekretariat|kesekretariatan|lingkungan|internal|instansi|satker|subbag"
    "|subbagian|bagian|unit|tempat kerja) (?:kami|saya|kita|sy)|saya (?:staf|staff|pegawai|asn"
    "|pns|ppnpn|sopir|supir|driver|bendahara|operator|honorer|tenaga kontrak|satpam|pramubakti"
    r"|cpns|p3k|pppk|auditor)\b|sy (?:staf|staff|pegawai|asn|pns|ppnpn|sopir|supir|honorer)|"
    "saya (?:kerja|bekerja|bertugas|tugas|dinas) (?:di|d) (?:kantor )?(?:kpu|sekretariat|bagian"
    "|subbag)|(?:atasan|pimpinan|bos|kepala|kasubbag|kasubag|sekretaris|kabag) (?:saya|kami|kita"
    r"|sy)|orang dalam|sebagai pegawai|dari dalam|rekan kerja saya|teman kantor)\b"
)
INSIDE_DEEDS: Final = re.compile(
    r"\b(?:perjalanan dinas|perjadin|sppd|spj|spt fiktif|nota (?:fiktif|kosong|palsu)|kuitansi"
    " (?:kosong|fiktif|palsu)|kwitansi (?:kosong|fiktif|palsu)|pengadaan|tender|lelang|rekanan"
    r"|vendor|penyedia|mark ?up|markup|kickback|fee (?:proyek|\d+)|fee|cashback|komisi \d+"
    "|penunjukan langsung|hps|"
    "dana hibah|anggaran|dipa|pagu|honor(?:arium)? (?:fiktif|dipotong|disunat)|lembur fiktif"
    "|absen(?:si)? (?:fiktif|palsu|dititip)|fingerprint|gratifikasi|benturan kepentingan|konflik"
    " kepentingan|setoran|jual beli jabatan|jabatan|mutasi|penyalahgunaan wewenang|mobil dinas"
    r"|aset|bbm|stempel|rapat fiktif|bimtek fiktif|hotel fiktif|daftar hadir)\b"
)
OF_US: Final = re.compile(
    r"\b(?:kpu|kpud|sekretariat|komisioner|kasubbag|kasubag|kabag|bendahara|ppk kegiatan|pejabat"
    r" pembuat komitmen|pegawai|atasan|sekretaris|subbag|pimpinan)\b"
)
WISHES_OUTRIGHT: Final = re.compile(
    r"\b(?:usul(?:an)?|saran|semoga|memberkati|apresiasi|pakailah|matur suksma|matur nuwun|hatur"
    r" nuhun|salut|good job)\b"
)
SAYS_MORE: Final = re.compile(
    r"\d|\b(?:tps|dpt|kpps|pps|semoga|usul|saran|ramah|bagus|mantap|keren|hebat|sukses|ktp"
    r"|bantu\w*|tolong)\b"
)
INNER_ROLES: Final = re.compile(
    r"\b(?:kasubbag|kasubag|kasub|kepala sub ?bagian|kepala sub bagian|kabag|sekretaris(?! (?:pps"
    "|ppk|ppd|desa|rt|partai))|komisioner|bendahara(?! pps)|ppnpn|pramubakti|atasan|pejabat"
    " pengadaan|divisi (?:data|teknis|hukum|logistik)|sekretariat ppk|staf kpu|driver kantor"
    r"|pimpinan)\b"
)
INNER_DEEDS: Final = re.compile(
    r"\b(?:perjalanan dinas|perjadin|sppd|spj|nota|kuitansi\w*|kwitansi|pengadaan|tender"
    r"|lelang\w*|rekanan|vendor|percetakan|mark ?up|fee|cashback|hibah|dipa|anggaran|fiktif"
    "|lembur|gratifikasi|setoran|disetor|jual beli jabatan|mutasi|mobil dinas|aset|bbm|stempel"
    "|daftar hadir|amplop|tanda tangan|dipotong|data pemilih|pinggang|meraba|"
    r"hotel|ponakan\w*|keponakan\w*|adik ipar\w*|iparnya|loloskan|tanpa seleksi|sewa (?:truk"
    "|mobil)|segel cadangan|publikasi|rapat|honor ppnpn|uang saku|ganti angka|disodorin|dikasih"
    r" \d|transport|siul\w*|flashdisk)\b"
)
SECRET: Final = re.compile(
    r"\b(?:jangan (?:\w+ )?(?:sebut|kasih tahu|kasih tau|dibuka|disebar|diketahui)|jgn (?:\w+"
    r" )?(?:dibuka|disebut)|rahasia\w*|dirahasiakan|anonim|identitas saya|tidak bisa sebut nama"
    "|cuma (?:saya|sy|awak|aku|kami)|hanya (?:saya|sy)|satu-satunya|satu2nya|saya (?:yang |yg"
    " )?(?:disuruh|diminta|pegang|simpan)|saya simpan|saya yang pegang|sy yg disuruh|awak simpan"
    "|saya screenshot|saya siap memberi|"
    r"pasti tau itu saya|orang dalam|ketauan|takut tp hrs cerita|kita yang bikin|bukti terlampir)\b"
)
AT_KPU: Final = re.compile(
    r"\b(?:(?:di|d|kantor|gudang|dari|laporan\w* hibah) (?:kantor )?kpu|kpu (?:kab\w*|kota"
    r"|prov\w*|kabupaten kami)|kantor (?:kami|saya|kita)|di kantor|komisioner divisi)\b"
)
INNER_WRITER: Final = re.compile(
    r"\b(?:saya|sy|aku|gw|awak|beta|ulun|abdi|kulo)(?: (?:ini|adalah|cuma|dulu|hanya|seorang"
    r"|juga))* (?:staf|staff|pegawai|asn|pns|ppnpn|sopir|supir|driver\w*|bendahara|operator"
    " sirekap|operator|honorer|tenaga kontrak|satpam|pramubakti|cpns|p3k|pppk|auditor"
    r"|mahasisw[ai] magang|anggota ppk|orang it|bekerja di kpu|kerja di kpu)\b"
)
ONLY_GREETS: Final = re.compile(
    r"^(?:(?:assalamu?'?alaikum\w*|ass?wr\.? ?wb\.?|aslmkm|warahmatullahi|wabarakatuh|wr|wb|halo+"
    "|hallo+|hai+|hi|hei|hey|hello|p+|ping|tes+|test|cek|permisi|punten|kulonuwun|kulo nuwun"
    "|sampurasun|om swastiastu|horas|shalom|salam|selamat|met|pagi|siang|sore|malam|mlm|min"
    r"|mimin|admin|pak|bu|kak|bang|ka|gan|sis|bot|kpu|kentongan|ok|oke|iya|ya|yo|hmm+|he+|haha\w*"
    r"|wkwk\w*|xixi\w*|monggo|sugeng|enjing|siyang|sonten|dalu|wilujeng|enjing-enjing|sadaya"
    "|semua|semuanya|dulur|"
    "salam kenal|apa kabar|apa khabar|kumaha damang|pripun kabare|ada orang|ada orangnya|lagi"
    " apa|mau lapor|lapor|saya|mau|di sini|nih|dong|deh|coba|nyoba|test bot|sehat|makasih|trims"
    r"|thx|siap|tes|test|\d+|start|/start)[\s,.!?\W]*)*$"
)
_WRONG: Final = (
    "(?:hilang|ilang|rusak|robek|sobek|koyak|kurang|habis|abis|kehabisan|tertukar|telat"
    "|terlambat|belum (?:sampai|datang|dikirim)|blm (?:sampe|sampai|dtg)|blum sampai|lebih"
    "|bolong|tercoblos|kecoblos|salah|dapil|basah|luntur|tidak (?:cukup|ada)|ga (?:cukup|ada)"
    "|tdk (?:cukup|disediakan)|braille|template|pos|dicetak|cetak)"
)
TOPICS: Final = (
    (
        Topic.RESULT_SYSTEM,
        re.compile(
            r"\b(?:sirekap|si rekap|si-rekap|situng|c[ .-]?(?:hasil|plano)|c1|d[ .-]?hasil|rekapitulasi"
            "|hasil (?:suara|pemilu|pilkada|penghitungan|hitung|rekap|input|tps)|input suara|perolehan"
            r" suara|salinan c|plano|penggelembungan|digelembung\w*|real count|quick count|selisih"
            r" (?:suara|pemilih|\d+)|noken"
            r"|suara (?:\w+ ){0,4}(?:berubah|bertambah|berkurang|hilang|bergeser|dialihkan)|suara sah"
            r"|jadi tidak sah|cek hasil|ubah (?:itu )?angka|angka (?:\w+ ){0,3}(?:berubah|diubah|ditimpa)"
            r"|rekap (?:kec|di|tidak|diskors)\w*)\b"
        ),
    ),
    (
        Topic.SEAL,
        re.compile(
            r"\b(?:segel\w*|disegel|gembok\w*|digembok|kotak (?:\w+ ){0,2}(?:dibuka|terbuka|kebuka|rusak"
            r"|dimutilasi))\b"
        ),
    ),
    (
        Topic.BALLOT,
        re.compile(
            rf"\b(?:surat ?suara\w*|kertas suara|suratnya)\b[^.!?\n]{{0,60}}\b{_WRONG}\b"
            rf"|\b{_WRONG}\b[^.!?\n]{{0,30}}\b(?:surat ?suara\w*|kertas suara)\b|\b(?:kecoblos|tercoblos"
            r"|template braille|pencetakan surat suara|sortir lipat)\b"
        ),
    ),
    (
        Topic.VOTER_LIST,
        re.compile(
            r"\b(?:dpt|dps|dpshp|dptb|dpk|daftar pemilih|data pemilih|voter list|vote here|register to"
            r" vote|registered|pemilih (?:tetap|ganda|fiktif|tambahan)|coklit\w*|dicoklit|pantarlih\w*"
            "|pindah (?:memilih|mamilih|milih|pilih|tps|nyoblos|coblos)|terdaftar|kedaftar|masuk daftar"
            "|undangan (?:memilih|nyoblos|coblos|pemilih)|c6|form c6|c pemberitahuan"
            r"|cek dpt|urus a5|a5|form a|data tidak ditemukan|udah bisa milih|jarene data)\b"
        ),
    ),
)
ETHICS: Final = re.compile(
    r"\b(?:dkpp|kode etik|etik (?:penyelenggara|komisioner|ketua|anggota)|etika penyelenggara"
    r"|pelanggaran etik|melanggar etik|soal etik)\b"
)
COMMISSION: Final = re.compile(
    r"\b(?:(?:ketua|anggota|komisioner) (?:komisioner )?(?:kpu|kip|bawaslu|panwas\w*)|komisioner"
    r"|bawaslu (?:kabupaten|kota|provinsi|kab|prov|\w+))\b"
)
CLOSE: Final = re.compile(
    r"\b(?:partai|calon|paslon|caleg|bupati|kampanye|hajatan|petahana|merangkap|istri kedua"
    "|selingkuh|tidak menindaklanjuti|nikah|tim sukses|timses|tim pemenangan|pembawa acara|jet"
    r" pribadi)\b"
)
CAMPAIGN: Final = re.compile(
    r"\b(?:serangan fajar|money politi\w*|politik uang|baliho|spanduk|apk|alat peraga|black"
    r" campaign|kampanye\w*|berkampanye|netralitas|asn|masa tenang|sengketa (?:proses|pemilu)|isu"
    r" sara|ujaran kebencian|kontrak politik|ijazah palsu|panwas\w*"
    r"|petahana|mahar politik|iklan|selebaran|stiker gambar\w*|kupon)\b"
)
CANDIDATES: Final = re.compile(
    r"\b(?:caleg|calon(?! (?:kpps|pps|ppk|pantarlih|anggota pps|anggota kpps|pemilih))|paslon"
    r"|cabup|cagub|capres|cawabup|timses|tim sukses|tim pemenangan|tim \d+|partai|parpol|relawan"
    "|kader|perbekel|prebekel|kuwu|keuchik|geuchik|wali nagari|hukum tua|sangadi|pambakal|kepala"
    " kampung|kades|kepala desa|camat|lurah|bupati|gubernur|walikota|sekda|pejabat|kepala dusun"
    r"|kadus|kamituwo)\b"
)
GIVES: Final = re.compile(
    r"\b(?:bagi\w*|membagi\w*|dibagi\w*|mbagi\w*|mambagi\w*|ngasih|kasih|memberi\w*|ngirim"
    r"|mengirim|sebar\w*|menyebar\w*|nyebar\w*|janji\w*|menjanjikan|pasang|memasang|dukung\w*"
    "|mendukung|mengarahkan|ngarahin|arahan|nyuruh|menyuruh|ngongkon|mengajak|ngajak"
    "|mengumpulkan|ngumpulin"
    "|minta (?:fotokopi|fc|ktp|kk)|joget|amplop|sembako|beras|béas|bareh|minyak|kaos|pupuk"
    r"|bansos|borong)\b"
)
TOWN: Final = re.compile(
    r"\b(?:(?:jalan(?:an)?|dalan|jalannya|jembatan)\b[^.!?\n]{0,40}\b(?:rusak|berlubang|bolong"
    "|lubang|longsor|hancur|putus|becek|diaspal|didandani|ambrol)|lampu jalan|pju|bansos|pkh|blt"
    "|bpnt|bantuan (?:beras|sosial|pangan|tunai|rumah|desa|ternak|pupuk|bibit|modal|banjir"
    r"|langsung)|sampah|(?:ke)?banjir\w*|drainase|selokan|got|irigasi|pupuk|solar|bbm langka"
    "|air (?:bersih|pdam|pam|ledeng)|pdam|puskesmas|sekolah (?:rusak|roboh|ambruk)|dana desa|pbb"
    "|pajak|izin (?:usaha|bangunan)|imb|pasar (?:rusak|kotor)|raskin|rtlh|bedah rumah|posyandu"
    "|dinas (?:pu|pupr|sosial|kesehatan|pendidikan|perhubungan)|spbn|spbu|parkir liar|guru"
    r" honorer)\b"
)
CIVIL: Final = re.compile(
    r"\b(?:dukcapil|disdukcapil|capil|kartu keluarga|rekam ktp|cetak ktp|bikin ktp|blangko|akta"
    "|akte|kia|e-?ktp|ktp-?el|surat pindah(?! (?:nyoblos|memilih|milih|coblos|tps|pilih))|pindah"
    " domisili|(?:nik|kk|ktp) (?:saya |kami |nya "
    r"|anak )*(?:ganda|dobel|sama|salah|rusak|hilang|belum|blm|gak|ga|tidak|tdk))\b"
)
CRIME: Final = re.compile(
    r"\b(?:kemaling\w*|(?<!kayak )(?<!kaya )(?<!seperti )maling|kena tipu|dicuri|pencurian|curanmor"
    r"|motor (?:\w+ )?(?:hilang|dicuri|ilang"
    "|raib)|dirampok|perampokan|begal|dibegal|jambret|dijambret|copet|dicopet|kecopetan"
    "|kehilangan (?:motor|hp|dompet|sapi|kambing)|narkoba|sabu|judi|judol|tawuran|perkelahian"
    "|berkelahi|gelut|pembunuhan|kdrt|penipuan|ditipu|tertipu|penculikan|kecelakaan|tabrak lari"
    r"|penganiayaan|mukul suami|mukul istri|suami\w* (?:pukul|mukul)|malak|dipalak|uang keamanan"
    r"|bawa lari|dibawa lari|batas tanah|bunuh diri di|tusuak|hilang di parkiran|geng motor)\b"
)
ELSE: Final = re.compile(
    r"\b(?:pln|listrik (?:mati|padam)|mati lampu|sinyal|telkomsel|indihome|wifi|bank (?:bri|bni"
    r"|mandiri)|gaji\b[^.!?\n]{0,40}\b(?:pabrik|karyawan|majikan|bulan oleh)|bpn|sertifikat tanah"
    "|sengketa tanah|imigrasi|paspor|visa|taspen|ojol|shopee|kurir|rumah sakit|pinjaman|pinjol"
    r"|bpjs|ojk|majikan|kbri|phk massal)\b"
)
OURS: Final = re.compile(
    r"\b(?:kpps|pps|ppk|ppd|pantarlih|ppln|kppsln|dpt|sirekap|surat suara|kotak suara"
    r"|penghitungan|pemungutan|rekap\w*|coklit|daftar pemilih|terdaftar|nyoblos|coblos\w*|pindah"
    r" memilih|honor|undangan|pleno|segel\w*)\b"
)
VOTE_FOR: Final = re.compile(
    r"\b(?:ny?oblos|coblos\w*|mencoblos|nyoblos)(?: (?:yang|calon|gambar|pasangan|saja|aja))? (?:no"
    r"|nomer|nomor|urut|dia|jago\w*|paslon|pak|bu|\d)"
    r"|\b(?:lali|lupa|jangan lupa|supaya|biar|agar|asal|harus|nyuruh|suruh) (?:\w+ )?(?:coblos|nyoblos)\b"
)
"""To vote for somebody is said by who campaigns."""
ELECTIONEERING: Final = re.compile(
    r"\b(?:calon\w*|caleg|cabup|cagub|capres|paslon|petahana|timses|tim sukses|pemenangan|kampanye\w*"
    r"|partai|parpol|coblos\w*|nyoblos"
    r"|milih|memilih|dukung\w*|nomor urut|no(?:mor|mer)? \d|stiker|kaos|baliho|spanduk|pilkada|pilbup"
    r"|pilgub|pemilu|serangan fajar|suara)\b"
)
