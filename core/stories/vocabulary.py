"""The words by which people, and what they do, are recognised: closed lists of Indonesian and its neighbours.

Javanese, Sundanese, Betawi, Minang, Batak, Acehnese, Madurese, Banjar, Balinese, Manado, Ambon and Papua
words stand beside the Indonesian ones, as they do in what people write.
"""

from typing import Final


def listed(words: str) -> frozenset[str]:
    """Make a set of the words of a list."""
    return frozenset(words.split())


def any_of(*lists: str) -> str:
    """Make a pattern of any of these words; `_` in a word is a space."""
    words = {word for each in lists for word in each.split()}
    return (
        "(?:"
        + "|".join(word.replace("_", " ") for word in sorted(words, key=lambda word: (-len(word), word)))
        + ")"
    )


ME: Final = (
    "saya sy aku ak gue gw gua ane kami kita kulo kula abdi abi kuring beta ambo awak ulun tiang"
    " tiange titiang titiange"
    " engkok engko' sa sayo torang katong kitong urang_kami i nyong inyong lon kuring aye denai"
)
"""Who writes."""

TITLES: Final = (
    "bapak bpk pak pa bp bapa ibu bu sdri sdr saudara saudari tuan tn nyonya ny nona mas mbak"
    " mba mbk kang teh teteh bang bg"
    " abang om tante haji hajah hj h ust ustadz ustad ustadzah drs dra dr ir prof tuan_guru tgh"
    " kyai kiai gus daeng dg uda"
    " cak pakde bude paklek bulek lek koh ci ko amaq inaq bli mbok jro opung ompung tgk teungku"
    " cek_gu acil mang ceu kak"
    " briptu bripka brigadir aiptu aipda ipda iptu akp kompol serda sertu serka koptu praka pelda"
    " paman acil usi bung wak uwak lik bi julak tanta kaka pace mace pendeta pdt romo pastor mbah ki"
    " nyi si"
)
CAPITAL_TITLES: Final = frozenset({"lalu", "baiq", "uni", "ning", "an", "wa", "cut", "raden", "datuk"})
"""Titles that are other words in small letters."""

BODIES: Final = (
    "kpps ppln kppsln pps ppk ppd bawaslu panwascam panwaslu panwas pantarlih linmas timsel polisi hansip"
    " pkd ptps agency"
)
"""Bodies whose people are told by the body alone: "PPS minta uang"."""

CHAIRS: Final = (
    "pemilik tuan_kapal kepala ketua ktua ketue anggota sekretaris sekertaris sekre sekdes sekcam"
    " sekda bendahara"
    " kasubbag kasubag kasub kabag kades kadus kepsek staf"
    " staff operator petugas ptugas komisioner panitia pegawai satpam security sopir supir"
    " driver camat lurah bupati walikota wali_kota wali_nagari"
    " gubernur caleg cabup cagub cawabup calon_bupati calon_wali_kota calon_gubernur"
    " calon_kepala_daerah pasangan_calon calon paslon timses tim_sukses relawan pengawas pejabat"
    " rekanan vendor kontraktor penyedia atasan bos pimpinan koordinator korlap korcam korkel"
    " juru_bayar pelaksana"
    " kasir admin_kabupaten admin_kecamatan admin_ig admin_grup admin_wa mandor manajer manager"
    " ppnpn kasi_pelayanan"
    " kasi_kesra kasi_pemerintahan kasi_trantib kaur carik pak_rt pak_rw bu_rt bu_rw pa_rt pa_rw"
    " ketua_rt ketua_rw juragan tukang_parkir keuchik geuchik"
    " geuchik keucik kuwu kamituwo pambakal pembakal pala raja kalebun klebun mudin modin bayan"
    " jogoboyo dukuh jawara preman calo agen pewawancara"
    " hrd dosen pengusaha ajudan honorer sekretariat kurir ekspedisi kontributor penghulu kiai"
    " kyai pak_distrik bapa_raja kepala_suku bidan perawat dokter guru"
    " pendamping_desa pendamping_pkh pendamping kepala_sekolah kepala_desa pengurus takmir"
    " penjaga_gudang penjaga_malam penjaga_sekolah tokoh_masyarakat tokoh_adat tokoh_agama tokoh"
    " ketua_adat tetua_adat satpol_pp satpol"
    " anggota_dewan anggota_dprd dewan petahana tim_pemenangan tim_kampanye asisten"
    " sekretaris_dinas kadis kepala_dinas kepala_kampung kepala_lingkungan kepala_lorong kepling"
    " peratin wali_jorong hukum_tua sangadi geuchik tuha_peut"
    " perbekel prebekel kelian klian bendesa lebe jagabaya jagawana petinggi temenggung kapitan"
    " kepala_soa korda danru verifikator auditor inspektur pns asn tenaga_ahli tim_verifikasi"
    " distributor bandar rentenir debt_collector"
    " wartawan ketua_rombongan ketua_kelompok ketua_panitia ketua_yayasan rektor dekan"
    " kepala_lapas sipir pengacara notaris penanggung_jawab pj_kades pjs penjabat panitera"
    " mantri kapten nakhoda anak_buah orang_kepercayaan tangan_kanan"
    " orang_dekat supervisor pimpro pphp ppk_kegiatan bendahara_pembantu sekpri protokol"
    " juru_bicara humas juru_parkir parkir_liar pengepul tengkulak donatur tim_relawan"
    " ibu_bhayangkari saksi kader babinsa apel pramubakti driver penyiar direktur officer staff"
    " clerk direktris penjual divisi_teknis divisi_data orang_aset orang_gudang rt rw kapolsek"
    " babinkamtibmas polsek kapolsek danramil camatnya kasat kanit oknum"
)
TAILS: Final = (
    "kpps kpps_ln ppln pps ppk ppd pantarlih kpu kip bawaslu panwascam panwaslu panwas dkpp tps"
    " tpsln partai parpol rt rw desa kelurahan kel kecamatan kec"
    " kabupaten kab kota provinsi prov subbag sub_bagian sub_bag bagian divisi seksi bidang"
    " keuangan umum logistik hukum sdm teknis data rendatin parmas"
    " sosialisasi perencanaan gudang sekretariat kantor dusun lingkungan karang_taruna posyandu"
    " pengadaan pembantu komplek paslon caleg bupati gubernur camat lurah"
    " tim_seleksi timsel pemuda setempat perempuan laki-laki laki2 lama baru tua muda lain malam"
    " parkir kebun kebunnya sekolah pusat kul pelayanan kesra pemerintahan"
    " umum_dan_logistik teknis_penyelenggaraan hupmas divisi_data capil dukcapil penerima mandat"
    " independen pengawal tps cap anggota dapil osis percetakan pupuk"
    " sekaligus pemilu pilkada pendopo komisioner ketertiban suruhan besi_tua sewa_mobil"
)
KIN: Final = (
    "istri istrinyo suami anak ibu bapak ayah abah mama mamak mamah papa bapa ortu orang_tua"
    " orangtua adik adek ade kakak kaka abang kakek nenek mertua tetangga temen teman"
    " tmn kawan sepupu ponakan keponakan paman bibi saudara keluarga mbah_putri mbah_kakung mbah"
    " simbah emak mak bojo konco kanca rencang babaturan murid karyawan majikan"
    " kernet pembantu kru bini lanceuk amak apak nini niniak kai acil etek abak adiak rayi besan"
    " biras putra putri uwak wak"
    " rekan ipar cucu cucun lare budak aneuk binina anak_kembar budak_awewe laki maitua"
    " mantan_suami mantan_istri pacar wife husband son mother father mom dad housemate kamanakan"
    " salaki oma opa pamanda"
)
KIN_OURS: Final = (
    "ibuku ibukku bapakku ayahku istriku suamiku anakku adikku kakakku nenekku kakekku temanku"
    " temenku tetanggaku bojoku mbahku emakku kancaku mamakku mamaku makku nyokap"
    " bokap nyak_gue emak_gw pun_anak pun_bojo pun_biang bapakku pakdheku simbahku anakku"
)

WITNESS: Final = (
    "lihat liat melihat ngeliat ngelihat menyaksikan nyaksi\\w* nyekseni saksi saksinya"
    " jadi_saksi menjadi_saksi bisa_jadi_saksi bisa_bersaksi bersaksi siap_bersaksi tahu"
    " tau tahu_kejadian mendengar dengar denger krungu weruh ningali ningal rekam merekam"
    " ngerekam memvideo\\w* videoin memfoto memotret foto nemu nepukin nyaho terang_melihat"
    " caliak mancaliak meliat lia kaget menegur negur protes keberatan ikut_melihat ndelok delok"
    " nempo ningalikeun katingali ada_di_lokasi ada_di_situ ada_di_tempat menyaksi\\w* nonton"
    " bercerita cerita"
    " punya_video punya_rekaman punya_foto punya_bukti sempat_video sempat_rekam ngevideo"
    " ngevideoin motret ngrekam ngerekam buat_catatan mencatat komplain ngoning nyingakin ngerti"
    " bisa_cerita siap_jadi_saksi mau_jadi_saksi bisa_dikonfirmasi ikut_dengar ikut_lihat"
    " ngadelok mirsani temukan menemukan nemuin bisa_ditanya siap_dipanggil mengetahui"
    " ada_di_sana bisa_membuktikan ikut_nonton dengar_sendiri"
)
"""What a witness does."""

GOOD: Final = (
    "ramah baik baik2 sabar bagus rapi membantu bantu ngebantu\\w* bantuin menolong nolong"
    " menggotong nulungi sopan cekatan sigap cepat juara hebat keren mantap top sehat jujur"
    " melayani_dengan ngajarin menjelaskan nerangke njelaske semangat terbaik membimbing"
    " sangat_membantu gercep humble baek mau_membantu telaten"
)
"""What is told in praise."""

SUFFERING: Final = (
    "kena korban jadi_korban menjadi_korban terpaksa takut trauma nangis menangis luka terluka"
    " sakit jatuh tiba semaput pingsan meh hampir keguguran opname meninggal maninggal sedo"
    " wafat susah umur kesel capek lemas tertusuk hilang kehilangan gagal terlanjur berdarah"
    " syok stress stroke sampai_nangis sampai_pingsan sampe_nangis sampe_pingsan sampai_opname"
    " sampai_jual sampe_jual ditinggal berduka keceklek"
    " ceurik rugi nunggak bawa_lari mau_nyoblos mau_milih mau_memilih ngantri antri nunggu menunggu diuber"
)
"""What happens to a victim."""

NOT: Final = (
    "tidak tdk gak ga nggak ngga gk tak ora ra teu henteu belum blm bukan ndak dak idak tra"
    " trada seng nda mboten kada kadada ta' hana indak tidk enggak kagak kaga nenten tanpa durung"
)
DENIED: Final = (
    "terdaftar kedaftar ada_di masuk dapat dpt dapet dibayar boleh bisa diberi dikasih"
    " diizin\\w* dilayani iso entuk angsal terima nerima nyoblos memilih dipanggil digaji"
    " bisa_milih"
    " mendapat masuk_dpt kebagian saged didaftar didata dicoklit tercatat diakui"
)
"""What is not given to a victim."""

ACTS: Final = (
    "nyindir sindir menyindir maki maki-maki memaki maki2 ngadang menghadang blokir memblokir"
    " tutupi menutupi nutupin sembunyikan menyembunyikan nyembunyiin ngumpetin ngebiarin"
    " ngacuhin mengabaikan abaikan nyuekin ngeles berkelit ngulur mengulur nyelipin menyelipkan"
    " menukar nukar tukar nuker menandai nandai mencontreng nyontreng ngisi mengisi mengarang"
    " ngarang ngatur mengatur ngakali mengakali akali menggiring menggeser geser ngantongin"
    " mengantongi narik menarik nyetor menyetor transfer mentransfer borong memborong ngajakin"
    " ngejek ngolok mengolok nuduh menuduh nyalahin menyalahkan ngomelin ngomel nyinyir ketawa"
    " ketawain menertawakan meludah menginjak ngunci mengunci membakar mbakar ngobong buang"
    " membuang mbuang ngedit mengunggah ngupload memasang masang nempel menempel joget berjoget"
    " mengetipeks nambah menambah nambahin menambahkan ngurangi mengurangi ngitung bacain"
    " main_hp main_game nonton merokok cengengesan "
    "minta\\w* mnta mintak\\w* meminta\\w* memintai njaluk\\w* njalok nyuwun menta ménta"
    " palak\\w* malak\\w* pungut\\w* mungut\\w* memungut nagih menagih nyogok menyogok sogok"
    " suap menyuap"
    " nyuap terima\\w* menerima nerima nampi bagi bagi2 bagi-bagi bagiin bagikan membagi\\w*"
    " mbagi\\w* mambagi\\w* ngasih kasih memberi\\w* nawarin menawar\\w* ancam\\w* mengancam\\w*"
    " ngancam\\w* ngancem"
    " intimidasi mengintimidasi teror meneror neror pukul\\w* memukul\\w* mukul\\w* nampar"
    " menampar dorong mendorong maksa\\w* memaksa\\w* paksa suruh nyuruh\\w* menyuruh\\w*"
    " ngongkon ngakon"
    " ngarah\\w* mengarah\\w* mengajak ngajak bohong\\w* berbohong ngapusi nipu menipu curang"
    " berbuat mainin manipul\\w* memanipul\\w* manilap manilep ubah mengubah merubah ngubah"
    " ngrubah ngoba ganti"
    " mengganti coblos\\w* mencoblos\\w* nyoblos\\w* mancoblos buka membuka mbuka\\w* bukak"
    " robek merobek nyobek rusak merusak ngrusak hilang\\w* menghilang\\w* marah\\w* memarahi"
    " nyentak bentak\\w*"
    " membentak\\w* mbentak nggertak menggertak gertak usir mengusir ngusir larang melarang"
    " nglarang ngelarang ngalarang tolak menolak nolak tidur ngorok merokok ngrokok ngerokok"
    " mabuk bolos korup\\w*"
    " sunat nyunat potong memotong motong tilep nilep menilep gelap\\w* menggelap\\w* jual"
    " menjual ngedol intervensi titip nitip menitip\\w* kampanye berkampanye lecehkan melecehkan"
    " ngelecehin raba\\w* meraba\\w* ngeraba pegang\\w* memegang megang\\w* cium mencium nyium"
    " rayu merayu ngerayu gangguin menggoda godain peluk memeluk hapus menghapus ngapus palsu\\w*"
    " memalsu\\w* malsu\\w* markup menggelembung\\w* rekayasa merekayasa nyimpen menyimpan"
    " ngambil mengambil ambil njupuk nyuri mencuri curi menyalahgunakan meremehkan ngeremehin"
    " menghina ngina"
    " mengejek ngatain memfitnah fitnah meloloskan loloskan lolosin masukin memasukkan nglebokne"
    " ngawasi mengawasi ngikutin mengikuti membuntuti mendatangi datangi ngebut nabrak bungkam"
    " membungkam melakukan ngelakuin terlibat berpihak memihak mendukung dukung mengkampanyekan"
    " nego janji\\w* menjanjikan ngajanjian menghalang\\w* halangi ngalangi mempersulit nahan"
    " menahan"
    " pecat memecat mecat mutasi ngelabrak melabrak labrak menyebar\\w* sebar nyebar\\w*"
    " ngumpulin ngumpulke mengumpulkan kumpulkan mainjam minjam meminjam pinjam ngirim dobrak2"
    " dobrak bawa"
    " mengancem nyulik menculik menusuk nusuk ngejar kejar ngempet serobot nyerobot"
    " memerintahkan perintah menyuap memeras meres peras memanfaatkan mindah\\w* njaga"
    " datang_bawa memanipulasi"
    " ngaku mengaku nyabok nempelin teriak teriak2 bentak2 nyenggol\\w* suka_panggil panggil"
    " manggil2 manggil mengancam bilang ngomong nulis menulis posting memposting asked refused"
    " told took demanded kabur mengedit ngedit mencoret nyoret coret lempar melempar"
)
"""What an accused does."""

BLAME: Final = (
    "cuek judes galak kasar sombong ketus jutek arogan fiktif nepotisme pilih_kasih telat"
    " terlambat diam diem nyolot acuh semena-mena seenaknya lambat malas males songong"
    " tidak_netral culas"
    " lelet emosi nyeleneh kejam jahat main ngguyu guyonan entah"
)
"""What blames without a verb."""

FILL: Final = (
    "itu yang yg sing nu nang se malah terus trus selalu sering tadi td juga jg jua ge ogé pun"
    " sudah udah udh sdh telah mau akan ini nya lagi kok sempat langsung lsg mulai coba ikut"
    " pada justru diam-diam seenaknya cuma hanya mung saat kemarin kmrn katanya sengaja wis geus"
    " tos su so kerap jadi suka pernah bersama terang-terangan berani ternyata semalam tiap"
    " setiap dia ia beliau rek do pi jo bari era cewek cowok perempuan laki2 muda tua sendiri"
    " sekali sekaligus lain satu dua tiga juga_sudah langsung bisa malah_justru trus_malah dek"
    " ujug-ujug kalau klo kalo waktu pas ketika enggan sudah_dua dengan"
)
"""What may stand between somebody and what they do."""

NO_NAMES: Final = listed(
    "saya yang yg ada itu ini di ke dari mau minta tolong juga dan kok tidak ga gak ngga nggak"
    " tdk kpu kpud bawaslu tps ppk pps kpps desa kec kab kota rt rw admin min mimin"
    " pak bu bapak ibu selamat pagi siang sore malam assalamualaikum salam mohon tanya lapor"
    " maaf kapan apa siapa bagaimana gimana kenapa halo hai izin ijin terima kasih kami sy"
    " januari februari maret april mei juni juli agustus september oktober november desember"
    " senin selasa rabu kamis jumat sabtu minggu pemilu pilkada dpt nih dong deh sih ya yah"
    " petugas ketua anggota sekretaris staf kepala sudah sdh udah udh belum blm kita dia beliau"
    " mereka nya sendiri lah terus trus lalu tapi karena karna krn jadi saja aja wae"
    " kasih bilang suruh ngomong datang dtg bayar bagi ambil terima marah usir tolak jual hapus"
    " larang paksa catat buka bawa kemarin tadi kalau kalo bisa harus masih msh cuma hanya"
    " semua smua warga masyarakat pemilih orang org negara presiden rakyat pihak hp uang duit"
    " nama kantor katanya dgn dengan sama sm untuk buat pas waktu saat jam pukul tgl anak rumah"
    " guru camat lurah kades dukuh rektor polisi dokter haji tentara hakim jaksa bupati gubernur"
    " kyai kiai ustad ustadz mudin bayan raja pendeta boleh pun wartawan dosen hansip"
    " aku gw gue abdi kulo beta sa lon ulun ieu iki niki naha kumaha piye e o a atuh teh mah"
    " kang nu sing se nang ngga kagak bgt banget pisan tenan hari distrik yth dalam atas bos"
    " ke-2 ga2 di- terkait terhadap soal perihal tentang berapa mana sini situ sana lain seorang"
    " satu dua tiga tersebut umur hamil gimana2 pengen ingin kalian akan setelah sebelum tu to"
    " kpu's suami istri bendahara operator panitia pengawas saksi ppln linmas pantarlih sekdes"
    " kadus kasubbag kasubag kabag jalan blok no nomor pindah tahu tau lihat ngantri bidan rw2"
    " cepat banyak sedikit nanti besok langsung nggih njih inggih monggo permisi punten numpang"
    " disini disana gitu begini begitu hanya kayak kaya seperti loh lho kan ko ka ti teu tuli"
    " buta bisu disabilitas tunanetra tunadaksa tuna netra daksa rungu yesus allah tuhan usul"
    " saran mohon"
)
"""What stands behind a title and is no name."""

WRITERS: Final = (
    "pedagang buruh pelajar santri karyawan karyawati ojol tukang_ojek tukang_becak pensiunan"
    " wartawan jurnalis pengacara perangkat_desa staf_desa kasir penjaga_sekolah marbot "
    "tkw tki pmi pengguna_kursi_roda penyandang_disabilitas tuna_daksa tuna_netra tuna_rungu"
    " difabel tunanetra tunarungu pendaftar pelamar dpc_partai dpd_partai tim_sebelah"
    " mahasiswa_magang"
    " pegawai_honorer tenaga_kontrak mahasiswa mahasiswi mahasiswa_magang mahasiswi_magang"
    " pramubakti driver drivernya abk operator_sirekap operator bendahara guru perawat bidan"
    " sopir satpam pns asn dosen"
    " petani nelayan penjaga_gudang staf staff honorer anggota_ppd anggota_pps anggota_ppk"
    " anggota_kpps ketua_kpps ketua_pps saksi_partai saksi_paslon pengawas_tps relawan pemantau"
)
"""What only the writer calls themselves: "saya TKW"."""

RELATED: Final = (
    "keponakan ponakan anak adik kakak adek ipar istri suami menantu mertua sepupu kerabat"
    " saudara keluarga aneuk kenalan teman temen"
)
"""Whose relative somebody is: "keponakannya ketua pps"."""

BEFORE_ME: Final = listed(
    "min mimin admin pak bu kak kaka mbak mas bang kang halo hai pagi siang sore malam"
    " izin ijin lapor perkenalkan ini dan karna karena krn tapi tp kalau klo kalo salam horas"
    " punten permisi"
    " maaf mohon tolong waalaikumsalam wb wr tadi kemarin itu bahwa kebetulan soalnya soale"
    " sampe sebab disini assalamualaikum sore malam waktu pas saat mana dulu jujur dan aja"
    " pemilih mau suara hak perolehan"
)
"""What stands before "saya" where it is the subject, and nobody's."""
