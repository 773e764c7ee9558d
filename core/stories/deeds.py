"""What a word tells that somebody does, and which way round: "memukuli", "mukulin", "dipukul" are one root.

Indonesian, and its neighbours, build verbs of roots by what stands before and behind. So the lists hold
roots, with what sort of deed each is, and `verb_of` takes a word apart. Pure.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from core.stories.vocabulary import listed


class DeedKind(StrEnum):
    """What sort of deed a root is."""

    HARM = "harm"
    THREATEN = "threaten"
    STALK = "stalk"
    DAMAGE = "damage"
    TOUCH = "touch"
    SCOLD = "scold"
    FORCE = "force"
    TAKE = "take"
    CHEAT = "cheat"
    GIVE = "give"
    """Money and goods, by whoever wants a vote; of the writer's own people it is what they had to pay."""
    PAY = "pay"
    NEGLECT = "neglect"
    OUST = "oust"
    """Takes a place, a right or a post from somebody."""
    SEE = "see"
    KNOW = "know"
    SAY = "say"
    HELP = "help"
    SUFFER = "suffer"
    VISIT = "visit"
    TELL = "tell"
    """What the writer does to somebody of whom something was wanted: "saya tegur"."""
    LACK = "lack"
    """Has no right, is not on the list: of no root, but of what stands behind "tidak"."""
    OTHER = "other"
    """A word built as a verb, of a root that is not known."""


class Voice(StrEnum):
    """Which way round it is told."""

    ACTIVE = "active"
    PASSIVE = "passive"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Verb:
    """A word taken apart."""

    voice: Voice
    deed: DeedKind
    root: str


_ROOTS: Final = {
    DeedKind.HARM: (
        "pukul gebuk keroyok kroyok bacok tusuk tembak cekik cekek hajar aniaya siksa tampar tabok"
        " tonjok tinju jotos jotosi gampar tempeleng keplak kepruk pentung tendang dugang sepak injak"
        " jambak jambal seret geret culik sekap todong banting sabet busur hantam antem siram bogem"
        " lantak keroyok parang tebas gorok bunuh pateni paehan habisi hantem gibeng gaplok tumbuk"
        " dorong ludah tabrak pepet serempet kepung sandera borgol ikat bekap tangkap ciduk gerebek"
        " grebek kurung kunci_in tusuak bom racun santet timpuk sambit cakar gigit setrum ringkus"
        " lempar uber kejar buru hadang cegat pelasah panah pejah pejahi sergap gulung permalukan"
        " sundut baledog lakak cakak pacakak gebug gajul tujes suduk kampleng tapuk tempiling bedil"
        " jagur tokol carok timpas gocoh gacoh hantak sawat bandem balang pukkul pukol banting gampol"
        " gebok sikut dengkul sruduk ceburin cebur dekap cekok rantai jerat bius obrak-abrik amuk"
        " bentur hempas lindas kemplang getok gablok gasak cincang tampol terajang tunjang kaplok"
        " thuthuk tajong cabok peupeuh teunggeul jenggut lacuik antam sipak tumbuak tobok stek hantup"
        " tigtig lempag tebek gibas jungkal hunus iris"
    ),
    DeedKind.THREATEN: (
        "agak tarjet ultimatum ancam ancem ancom anceum teror intimidasi gertak nakut takuti takutin"
        " peringatkan gretak"
    ),
    DeedKind.STALK: (
        "incar target lacak tut tongkrong longok buntut kuntit intai mata-matai matai awas ikut tutur"
        " tunggu satroni sambang datang cari"
        " labrak gedor dobrak ketuk kepo pantau keliling"
    ),
    DeedKind.DAMAGE: (
        "obrak latuih pacah rusak bakar obong pecah silet kempes coret gembok jebol robek sobek bongkar"
        " hancur"
    ),
    DeedKind.TOUCH: (
        "raba grepe gerayang colek colak peluk cium ambung sosor remas rangkul elus leceh cabul goda rayu"
        " pegang sentuh jawil cubit tepuk perkosa pijat mesum intip siul suit nempel tempel towel cipok"
        " gesek grayang usap mesumi cubit pencet pelet"
    ),
    DeedKind.SCOLD: (
        "guyu bentak marah maki hina ejek olok hardik caci sindir ludahi tertawa ketawa omel cibir"
        " rendah remeh"
        " fitnah tuduh salah teriak sewot semprot permalu gunjing hujat cemooh damprat nyinyir"
        " bully kutuk sumpah sentak dukani muring semoni pelotot tunjuk-tunjuk cuek jutek judes ketus galak"
        " kasar sombong arogan"
    ),
    DeedKind.FORCE: (
        "suru paksa suruh larang usir tolak halang hambat sulit arah perintah ongkon akon titah desak"
        " tekan wajib"
        " haruskan kerah mobilisasi ajak giring cegah haling titah kon dikon bujuk bungkam atur"
    ),
    DeedKind.TAKE: (
        "minta pinta palak pungut tagih peras potong sunat tilep embat sikat korup curi rampas rampok"
        " sita ambil"
        " jaluk njaluk menta penta tarik kutip pinjam gelap tilap mark-up markup tahan terima tampi jual beli"
        " kantong nikmat makan komersil manfaat salahguna tipu kibul apus bohong colong todong jambret copet"
        " ijon pakai"
    ),
    DeedKind.CHEAT: (
        "curang ubah rubah robah ganti palsu rekayasa manipulasi manipul gelembung mark hilang hapus coblos"
        " contreng isi buka bukak tukar tuker edit selip geser pindah tambah kurang sembunyi umpet bocor"
        " titip lolos masuk luluskan karang akal kampanye dukung pihak untung menang-menangkan ketik"
        " tulis tandatangan teken setting sulap fiktif gadai gelar serobot rangkap main intervensi"
        " langgar ikut-serta  ngaku klaim catut joget nunjuk rekrut loloskan input unggah"
        " selewengkan seleweng sabotase suap sogok"
    ),
    DeedKind.GIVE: (
        "agiah bagi kasih beri bere janji sebar edar iming siram-siram traktir sumbang hadiah"
        " bantu-bantu borong"
    ),
    DeedKind.PAY: "bayar setor transfer masihan sodor iuran nyangoni",
    DeedKind.NEGLECT: (
        "pura-pura purapura pura diam biar abai acuh tunda ulur lambat telat terlambat tidur ngorok"
        " rokok mabuk bolos absen"
        " kabur lari mangkir ngobrol telantar lalai gubris tanggap-i senyum cengenges nonton-saja ngilang"
        " ilang lempar-lempar pingpong alasan ngeles kelit lupa"
    ),
    DeedKind.OUST: (
        "pecat berhenti coret pindah mutasi skors keluar phk rumahkan buang singkir batal gugur cabut putus"
        " copot pulang diskualifikasi tolak batalkan lengser nonaktif"
    ),
    DeedKind.SEE: (
        "lihat liat delok nemu temukan nemuin weruh ningal tingal saksi seksi dengar denger rungu"
        " krungu rekam video foto potret"
        " pergok caliak tengok lia tingali pirsani mirsani tonton jepret lie tinggal-i"
        " tengak jingak cingak tingalan"
    ),
    DeedKind.KNOW: "tahu tau nyaho apal ngerti mengerti kenal ingat eling weruhi uning uninga paham",
    DeedKind.SAY: (
        "bilang kata omong ngomong cerita jawab ucap ujar sebut sampai balas"
        " sahut carito cakap"
        " umum beritahu kandha criyos sanjang kanten tanya-balik"
    ),
    DeedKind.HELP: (
        "jelas terang teman kawal bantu tolong antar anter damping lerai pisah misah ingatkan bela"
        " dukung-moral lindung rawat"
        " selamat jaga-kan"
        " ajari layani dampingi tulung nulungi bimbing arahkan-baik topang gendong bopong"
    ),
    DeedKind.SUFFER: (
        "nangis tangis jatuh sakit luka trauma takut korban rugi pingsan semaput gagal meninggal"
        " maninggal wafat"
        " sedih malu stres stress syok shock kecewa susah lemas lebam memar berdarah opname"
        " rawat-inap tertipu"
        " kehilangan takok stroke lumpuh tunanetra hamil pikun keguguran kecopetan kena terpaksa"
        " hampir sesak kaget bingung pusing gemetar menggigil derita"
        " celaka tewas keguguran pincang patah benjol cidera cedera ceurik kelangan ketipu"
    ),
    DeedKind.VISIT: (
        "pulang berangkat kerja tinggal duduk jaga tugas jabat hadir makan-makan tunggu-i sekolah kuliah"
        " magang"
    ),
    DeedKind.OTHER: (
        "catat baca teken tanda tandatangan pimpin kumpul lantik tunjuk pasang hitung bentuk simpan"
        " kirim angkat"
        " urus kelola salur laku"
    ),
    DeedKind.TELL: (
        "lapor adu tegur tanya hubung telpon telepon wa chat konfirmasi protes komplain surat-i kabar"
        " temui tagih-janji"
    ),
}

_DEED_OF: Final = {
    root.replace("_", " "): deed for deed, roots in reversed(_ROOTS.items()) for root in roots.split()
}
_ACTIVE: Final = (
    ("memper", ("",)),
    ("menge", ("",)),
    ("meng", ("", "k")),
    ("meny", ("s", "c")),
    ("mem", ("", "p")),
    ("men", ("", "t")),
    ("me", ("",)),
    ("mang", ("", "k")),
    ("many", ("s", "c")),
    ("mam", ("", "p")),
    ("man", ("", "t")),
    ("ma", ("",)),
    ("nga", ("",)),
    ("nge", ("",)),
    ("ng", ("", "k")),
    ("ny", ("s", "c")),
    ("n", ("", "t")),
    ("m", ("", "p")),
    ("ber", ("",)),
    ("ba", ("",)),
    ("be", ("",)),
)
_PASSIVE: Final = (
    ("dipun", ("",)),
    ("diper", ("",)),
    ("dike", ("",)),
    ("di", ("",)),
    ("ter", ("",)),
    ("ke", ("",)),
    ("ka", ("",)),
    ("ta", ("",)),
    ("te", ("",)),
)
_BEHIND: Final = tuple(
    sorted(
        listed(
            "kannya inya innya annya akene kan in i an ake aken keun nya ne na no e ke o lah ku mu 2 2in 2kan"
            " ki an2 kanlah"
        ),
        key=lambda ending: (-len(ending), ending),
    )
)
_OF_NOUNS: Final = frozenset({"an", "an2", "annya"})
"""With these behind a bare root it is a noun: "suruhan"."""
_NO_VERBS: Final = listed(
    "agak target tut kebakaran kejaksaan kerusakan masih dia disini disana disitu diri dimana dini"
    " dinas diatas"
    " dibawah didepan dilan dirumah digital direktur dirjen divisi dipa disabilitas distrik dianya"
    " dikit dinding data depan dulu kelurahan kecamatan kabupaten kemarin kepada kedua ketiga keempat"
    " kenapa ketua kepala kelas kertas keluarga kebun kami kita kalau kalo kadang kadus kader kades"
    " kakak karena katanya kabar kata kali kantor kampung kamar kampus kayak kaya tapi tadi tahun"
    " tanggal tangan tamu taman tanah tante tak tapak teman temen tempat tetap tetangga tetapi terus"
    " tes teh tengah tentang terhadap terakhir termasuk ternyata tersebut tertentu terang-terangan"
    " menit menantu mertua mereka memang mengenai menurut merah meja mei media mesin metode mental"
    " menjelang masuk malam malem mama mana mas masa masjid masing masalah mantan mantu makin maka"
    " makasih maret masyarakat main mata mau maaf map manis nama namanya nanti nenek nih nomor nomer"
    " nol nota ngga nggak ngak nya nyata nyonya nyong minggu min milik mimin minyak mobil motor mulai"
    " mulut musim muda mudah mudahan bapak bahwa baru banyak bagus bahan badan baik bali balik barang"
    " baris batu bawah beberapa belum besar berapa berita berikut bersama beda benar bener beras besok"
    " betul berhubung benda bendahara kpu kpps kp ktp kk negara negeri niat netral nasib narasi mohon"
    " malah maksud maksudnya mungkin manusia mantap minoritas mamak mami mandat macam mayoritas merek"
    " merdeka menteri mentri mbak mbah ngono ngene nginep ning nang nggih ngopo napa nek nalika inggih"
    " tapine kenal kelian kepling bagian bagaimana tanpa talak tali tali2 takmir tarif"
)
"""What only looks like a verb, built of a root."""
_SHORT: Final = 3


@lru_cache(maxsize=20_000)
def verb_of(word: str) -> Verb | None:
    """Take a word in small letters apart; None where it is no verb.

    Built as one, of a root that is not known, it is `DeedKind.OTHER`.
    """
    if word in _NO_VERBS or len(word) < _SHORT:
        return None
    for voice, table in ((Voice.BARE, (("", ("",)),)), (Voice.PASSIVE, _PASSIVE), (Voice.ACTIVE, _ACTIVE)):
        for prefix, restored in table:
            if not word.startswith(prefix):
                continue
            rest = word[len(prefix) :]
            for letter in restored:
                if root := _root_of(letter + rest, bare=voice is Voice.BARE):
                    return Verb(voice, _DEED_OF[root], root)
    return _unknown(word)


def _root_of(word: str, *, bare: bool = False) -> str | None:
    if word in _DEED_OF:
        return word
    for ending in _BEHIND:
        if bare and ending in _OF_NOUNS:
            continue
        if word.endswith(ending) and word[: -len(ending)] in _DEED_OF:
            return word[: -len(ending)]
    return None


_LONG: Final = 5


def _unknown(word: str) -> Verb | None:
    if len(word) < _LONG:
        return None
    if word.startswith("di"):
        return Verb(Voice.PASSIVE, DeedKind.OTHER, word)
    if word.startswith(("mem", "men", "mel", "mer", "mew", "ng", "ny", "mang", "man", "mam")):
        return Verb(Voice.ACTIVE, DeedKind.OTHER, word)
    return None
