"""What is said of the languages themselves. An offer is made in the language it offers."""

from typing import Final

from bot.texts.spoken import in_every_language

MENU: Final = "Bahasa / Language"
CHOOSE: Final = (
    "<b>Bahasa / Language</b>\nSaya menjawab dalam bahasa apa? Tulisan Anda sendiri tidak saya ubah.\n\n"
    "Tekan tombolnya, atau ketik nama bahasanya."
)
CHOSEN: Final = "Baik. Mulai sekarang saya menjawab dalam bahasa ini."
OFFER: Final = "Saya juga bisa menjawab dalam bahasa ini. Mau?"
OFFER_YES: Final = "Ya, pakai bahasa ini"

in_every_language(__name__)
