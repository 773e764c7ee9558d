"""What is said while a report is written, reviewed and sent."""

from typing import Final

from bot.texts.spoken import Written, in_every_language
from core.chain.report_fields import PartyRole

FOR_OFFICE: Final = "Tujuan laporan: {office}. Bisa diubah sebelum dikirim."
PEOPLE: Final = (
    *("nol orang", "satu orang", "dua orang", "tiga orang", "empat orang", "lima orang"),
    *("enam orang", "tujuh orang", "delapan orang", "sembilan orang", "sepuluh orang"),
)
MANY_PEOPLE: Final = "{count} orang"
PARTIES_NOTED: Final = "Saya catat {count}:"
PARTY_ROLES: Final = {
    PartyRole.REPORTED.value: "yang dilaporkan",
    PartyRole.WITNESS.value: "saksi",
    PartyRole.VICTIM.value: "korban",
    PartyRole.INVOLVED.value: "terlibat",
}
PARTY_CHANGE: Final = "Ubah {number}"
PARTY_ADD: Final = "Tambah"
PARTY_REMOVE: Final = "Hapus"
PARTY_REWRITE: Final = (
    "Tulis ulang orang nomor {number}: nama, jabatan, kantor, peran. Pisahkan dengan koma.\n"
    "Sekarang: {now}\n\nAtau pilih perannya saja."
)
PARTY_WRITE_NEW: Final = "Tulis orang berikutnya: nama, jabatan, kantor, peran. Pisahkan dengan koma."
PARTIES_FULL: Final = "Paling banyak {limit} orang. Sebutkan yang lain di urutan kejadian."
PARTIES_MORE: Final = "Masih ada yang lain? Tulis saja. Sudah lengkap? Tekan Lanjut."
PARTY_NOT_KNOWN: Final = (
    "Tidak apa-apa kalau belum tahu. Tulis jabatannya saja, tekan Hapus, atau tekan Kembali."
)

FILES_KEPT_ONE: Final = "Tersimpan: {name} ({size})."
FILES_KEPT_MANY: Final = "{count} berkas tersimpan."
FILES_TOTAL: Final = "Bukti sejauh ini: {count} dari paling banyak {limit}."
FILES_FULL: Final = "Sudah {limit} berkas, yang paling banyak untuk satu laporan. Berkas ini tidak disimpan."
FILE_TRACES: Final = (
    "Perhatikan: di dalam {names} tercatat {what}. Petugas diberi salinan tanpa catatan itu. Aslinya "
    "dikunci, dan diambil petugas hanya dengan alasan yang tercatat. Tidak mau aslinya tersimpan? "
    "Hapus berkasnya, lalu kirim sebagai foto biasa atau foto layar."
)
FILE_TRACES_STAY: Final = (
    "Perhatikan: di dalam {names} tercatat {what}. Salinan tanpa catatan itu tidak bisa dibuat. Petugas "
    "yang mengambil aslinya, dengan alasan yang tercatat, bisa membaca itu. Tidak mau? "
    "Hapus berkasnya, lalu kirim sebagai foto biasa atau foto layar."
)
TRACE_PLACE: Final = "tempat pengambilannya"
TRACE_MAKER: Final = "nama pembuatnya"
TRACE_BOTH: Final = "tempat pengambilan dan nama pembuatnya"
FILE_REMOVE: Final = "Hapus yang terakhir"
FILE_REMOVED: Final = "Berkas terakhir dihapus dari laporan."
FILE_CHANGED: Final = "Berkas diganti: {name}."
FILE_STAYS: Final = "Berkas yang semula tetap tersimpan."
CAPTION_CHANGED: Final = "Keterangan berkas {name} sudah saya ubah."
FILE_AS_EVIDENCE: Final = "Berkas Anda saya simpan sebagai bukti."
VOICE_AS_EVIDENCE: Final = (
    "Pesan suara Anda saya simpan sebagai bukti. Pertanyaan ini tidak bisa dijawab dengan suara."
)
VOICE_AS_ANSWER: Final = "Pesan suara Anda saya simpan sebagai jawaban."
VOICE_IDENTITY: Final = (
    "Pesan suara itu tidak saya simpan: petugas yang membaca laporan akan mendengar siapa Anda. "
    "Tulis saja; tulisan Anda dikunci terpisah. Tidak ingin menulis nama? Tekan Kembali sampai "
    "«Cara melapor», lalu pilih Anonim."
)
ANSWERED_BY_VOICE: Final = "(dijawab dengan pesan suara)"
FILE_REFUSED_TEXT_KEPT: Final = "Tulisan Anda tetap tersimpan."
REMARK_ADDED: Final = (
    "Keterangan Anda tetap saya masukkan ke laporan. Lihat bagian «Keterangan tambahan» saat memeriksanya."
)
ORIGIN_ADDED: Final = "Asal pesan yang Anda teruskan saya catat di «Keterangan tambahan»."
REMARK_NO_ROOM: Final = "Keterangan pada berkas itu tidak muat lagi di laporan, jadi belum saya simpan."
REMARK_NOT_IDENTITY: Final = (
    "Keterangan pada berkas itu tidak saya simpan, supaya nama Anda tidak masuk ke isi laporan."
)
NOT_A_FILE: Final = "Tulisan itu belum masuk ke laporan: di langkah ini saya menunggu berkas."

PLACE_SHARED: Final = Written("Lokasi yang dibagikan")
PHONE_OF_ANOTHER: Final = "Itu kontak orang lain. Kirim nomor Anda sendiri, atau tekan Lewati."

REVIEW: Final = "Periksa laporan Anda"
REVIEW_LAST: Final = "Sudah benar? Tekan Kirim laporan. Ada yang keliru? Tekan Ubah, atau ketik nomornya."
SEND: Final = "Kirim laporan"
CHANGE: Final = "Ubah {number}"
EMPTY: Final = "(tidak diisi)"

GIVES_AWAY: Final = "<b>Laporan ini tanpa nama, tetapi tulisannya bisa menunjukkan siapa Anda:</b>"
GIVES_AWAY_ASK: Final = "Kalau itu tentang Anda, ubah dulu. Kalau bukan, kirim apa adanya."
GIVES_ONLY: Final = "hanya cocok untuk satu orang"
GIVES_NIP: Final = "seperti NIP"
GIVES_NIK: Final = "seperti NIK"
GIVES_PHONE: Final = "seperti nomor telepon"
GIVES_MAIL: Final = "alamat surel"
GIVES_NAME: Final = "sama dengan nama akun Anda di sini"
GIVES_CHANGE: Final = "Ubah: {label}"
GIVES_SEND: Final = "Kirim apa adanya"

PAUSED: Final = (
    "Tulisan Anda tersimpan 14 hari, sampai {until}. Buka lagi dari /menu, lalu pilih Lanjutkan laporan."
)
FORGOTTEN: Final = (
    "Isian ini tidak saya temukan lagi. Belum menerima nomor pelacakannya? Berarti laporan itu belum "
    "terkirim: pilih Buat laporan, lalu tulis lagi."
)
FORGOTTEN_TYPED: Final = (
    "Pesan ini tidak masuk ke laporan mana pun.\n\n"
    "Sedang menulis laporan? Laporan itu belum terkirim, dan isinya tidak saya temukan lagi. Pilih Buat "
    "laporan. Tulisan Anda di atas masih bisa disalin. Sudah menerima nomor pelacakan? Laporan itu aman: "
    "pilih Lacak laporan."
)
MAYBE_LOST: Final = (
    "Pesan ini belum tersimpan. Tadi sedang menulis laporan? Laporan itu belum terkirim. Tulisan Anda di "
    "atas masih bisa disalin. Sudah menerima nomor pelacakan? Laporan itu aman: pilih Lacak laporan."
)
RESUME_OFFER: Final = "Ada laporan Anda yang belum dikirim ({title}). Mau dilanjutkan?"
NO_WORDS_YET: Final = "belum ada isinya"
RESUME: Final = "Lanjutkan laporan"
DISCARD_NEW: Final = "Buang, mulai baru"
CANCEL_SURE: Final = "Buang laporan ini? Semua isiannya hilang."
CANCEL_YES: Final = "Ya, buang"
CANCEL_NO: Final = "Tidak, lanjutkan"
CANCELLED: Final = "Laporan dibuang. Tidak ada yang dikirim."
EXPECT_CANCEL: Final = "Tekan Ya, buang atau Tidak, lanjutkan. Mengetik 1 atau 2 juga bisa."

RECEIVED: Final = "<b>Laporan Anda sudah kami terima.</b>"
RECEIPT: Final = (
    "<b>Nomor pelacakan Anda</b>\n\n<code>{tracking}</code>\n\n"
    "Hanya Anda yang punya nomor ini. Simpan di tempat aman. Dengan nomor ini laporan bisa dibuka dari mana "
    "saja."
)
RECEIPT_COPY: Final = "Salin nomor"
RECEIPT_AGAIN: Final = (
    "<b>Nomor pelacakan ini belum Anda simpan:</b>\n\n<code>{tracking}</code>\n\n"
    "Salin ke tempat aman, lalu tekan Sudah saya simpan."
)
RECEIPT_KEPT: Final = "Sudah saya simpan"
RECEIPT_THANKS: Final = (
    "Baik. Pesan berisi nomor itu saya hapus, dan nomornya tidak saya tampilkan lagi. Masih terlihat? "
    "Pesan yang lebih lama dari 48 jam tidak bisa saya hapus: hapus sendiri pesan itu."
)
KEPT_WHICH: Final = "Nomor mana yang sudah Anda simpan? Tekan tombol, atau ketik urutannya."
KEPT_ONE: Final = "Nomor {number}"
NEXT: Final = "<b>Selanjutnya</b>"
NEXT_OFFICE: Final = "Kantor: {office}."
NEXT_AGENDA: Final = "Nomor agenda untuk bertanya ke petugas: {agenda}. Kantor: {office}."
NEXT_HERE: Final = (
    "Ingin bertanya? Tulis di sini, lewat Tambah keterangan. Bertanya langsung ke petugas bisa menunjukkan "
    "siapa Anda."
)
NEXT_ELSEWHERE: Final = (
    "Ditangani {office}, karena di {named} belum ada petugas yang bisa menangani laporan ini."
)
NEXT_BODY: Final = "Ada kabar? Saya kirim ke sini.\n\nDiperiksa paling lambat <b>{due}</b>."
WHY_DUE: Final = "Mengapa tanggal ini?"
SEE_STATUS: Final = "Lihat status"
ADD_INFORMATION: Final = "Tambah keterangan"
SET_PUSH: Final = "Atur kabar"
SWEEP: Final = "Bersihkan percakapan"

in_every_language(__name__)
