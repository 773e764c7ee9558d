"""The headers every answer carries."""

from typing import Final

from starlette.datastructures import MutableHeaders

HSTS: Final = "max-age=63072000; includeSubDomains"
NO_FEATURES: Final = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media",
        "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment",
        "publickey-credentials-get", "screen-wake-lock", "usb", "xr-spatial-tracking",
    )
)  # fmt: skip

EVIDENCE_POLICY: Final = (
    "default-src 'none'; img-src 'self'; media-src 'self'; frame-ancestors 'self'; sandbox"
)
PDF_POLICY: Final = "default-src 'none'; object-src 'self'; frame-ancestors 'self'"
"""Browsers show no PDF inside a sandbox; their viewers run no script of the document."""


def protect(headers: MutableHeaders, *, https: bool, correlation_id: str) -> None:
    """Add what is missing. A response that set a stricter or looser policy of its own keeps it."""
    headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    framed = "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    headers.setdefault("X-Frame-Options", "SAMEORIGIN" if framed else "DENY")
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers["Permissions-Policy"] = NO_FEATURES
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["X-Permitted-Cross-Domain-Policies"] = "none"
    headers.setdefault("Cache-Control", "no-store")
    headers["X-Request-ID"] = correlation_id
    if https:
        headers["Strict-Transport-Security"] = HSTS


CONTENT_SECURITY_POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src 'self'; "
    "font-src 'self'; "
    "media-src 'self'; "
    "frame-src 'self'; "
    "connect-src 'self'; "
    "manifest-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; "
    "frame-ancestors 'none'"
)
