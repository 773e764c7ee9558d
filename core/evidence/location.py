"""The evidence store as the settings name it: its address, and what it wants to know of us."""

from typing import Any, Final
from urllib.parse import urlsplit

from core.evidence.ledger import Ledger
from core.evidence.store import EvidenceStore
from core.settings import Settings
from core.sizes import megabytes

STORE_FIELDS: Final = (
    "evidence_url",
    "evidence_access_key",
    "evidence_secret_key",
    "evidence_region",
    "evidence_endpoint",
    "evidence_credentials_file",
)
"""The settings a store is opened with."""


def open_store(settings: Settings, *, ledger: Ledger | None = None) -> EvidenceStore:
    """Open the store that the settings name; nothing is dialled yet, but for a folder.

    Raises:
        OSError: The folder cannot be made.
        ValueError: The address or its credentials are of no store we know (obstore's own errors too).
    """
    return EvidenceStore.at(
        settings.evidence_location,
        options=store_options(settings),
        ledger=ledger,
        free_bytes=megabytes(settings.evidence_free_megabytes),
        max_file_bytes=megabytes(settings.upload_max_megabytes),
    )


def store_options(settings: Settings) -> dict[str, Any]:
    """Say what a store is given beside its address: credentials, region, endpoint; none for a folder."""
    secret = settings.evidence_secret_key.get_secret_value() if settings.evidence_secret_key else None
    endpoint = settings.evidence_endpoint
    scheme = urlsplit(settings.evidence_location).scheme
    if scheme in {"file", "memory"}:
        return {}
    if scheme in {"gs", "gcs"}:
        key_file = settings.evidence_credentials_file
        given: dict[str, Any] = {"service_account": str(key_file) if key_file else None}
    elif scheme in {"az", "adl", "azure", "abfs", "abfss"}:
        given = {
            "account_name": settings.evidence_access_key,
            "account_key": secret,
            "endpoint": endpoint,
        }
    else:
        given = {
            "access_key_id": settings.evidence_access_key,
            "secret_access_key": secret,
            "region": settings.evidence_region,
            "endpoint": endpoint,
        }
    options: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    if endpoint is not None and endpoint.startswith("http://"):
        options["client_options"] = {"allow_http": True}
    return options
