"""The settings as documentation: written from the one place that defines them.

python -m deploy.settings_table    rewrite docs/settings.md, .env.example and the table in README.md
"""

from pathlib import Path
from typing import Any

from pydantic_core import PydanticUndefined

from core.settings import RINGS, Settings, env_name

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- settings -->", "<!-- /settings -->"

GROUPS = {
    "What it is": ("environment", "data_dir", "public_url"),
    "Where it listens": (
        "backoffice_host", "backoffice_port", "backoffice_processes", "trusted_proxies", "simulator_port",
    ),
    "Telegram": ("telegram_token", "telegram_api_base"),
    "Servers and stores": (
        "database_url", "migration_database_url", "db_pool_size", "reference_cache_seconds", "redis_url",
        "evidence_url", "evidence_access_key", "evidence_secret_key", "evidence_region", "evidence_endpoint",
        "evidence_credentials_file",
        "clamav_url",
    ),
    "Voices": ("voice_transcripts", "voice_most_seconds"),
    "Keys": tuple(f"{ring}_keys_file" for ring in RINGS),
    "Logs": ("log_level", "log_format", "log_dir"),
    "Rules of the house": (
        "session_idle_minutes", "upload_max_megabytes", "evidence_max_files", "evidence_files_per_day",
        "evidence_megabytes_per_day", "evidence_free_megabytes", "office_opens_at", "office_closes_at",
        "worker_concurrency",
    ),
}  # fmt: skip


def table() -> str:
    """Lay out every setting as a Markdown table."""
    lines = ["| Variable | Default | What it is |", "|---|---|---|"]
    for fields in GROUPS.values():
        for field in fields:
            info = Settings.model_fields[field]
            lines.append(f"| `{env_name(field)}` | {_shown(info.default)} | {_sentence(info.description)} |")
    return "\n".join(lines)


def page() -> str:
    """Write docs/settings.md."""
    return (
        "# Settings\n\n"
        "Every setting is an environment variable, or a line in a file `.env` where Kentongan is started. "
        "A name that is not in this list is refused. Made by `kentongan doctor --settings-table`.\n\n"
        f"{table()}\n"
    )


def env_example() -> str:
    """Write .env.example: every setting, commented out, at its default."""
    lines = [
        "# Copy to .env and uncomment what differs. Every line here is a default; unset means what is said.",
        "# Made by `kentongan doctor --env-example`.",
    ]
    for group, fields in GROUPS.items():
        lines += ["", f"# --- {group} ---"]
        for field in fields:
            info = Settings.model_fields[field]
            lines += [f"# {_sentence(info.description)}", f"# {env_name(field)}={_plain(info.default)}"]
    return "\n".join(lines) + "\n"


def _sentence(description: str | None) -> str:
    text = description or ""
    return text[:1].upper() + text[1:] + "."


def _plain(default: Any) -> str:
    if default is None or default is PydanticUndefined:
        return ""
    return str(getattr(default, "value", default))


def _shown(default: Any) -> str:
    plain = _plain(default)
    return f"`{plain}`" if plain else "–"


def with_table(readme: str) -> str:
    """Put the table between the two marks of a page.

    Raises ValueError when the marks are missing.
    """
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"README.md needs the marks {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"


def main() -> None:
    """Rewrite every place that lists the settings."""
    (ROOT / "docs" / "settings.md").write_text(page(), encoding="utf-8")
    (ROOT / ".env.example").write_text(env_example(), encoding="utf-8")
    readme = ROOT / "README.md"
    readme.write_text(with_table(readme.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
