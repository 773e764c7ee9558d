"""How the project writes its log: structlog only, and nothing about a person in it.

Two fences. Our own entries pass a processor that masks every key on a deny-list, whatever a caller put
there. Entries of libraries lose their message altogether below WARNING and keep only who wrote it above,
because their texts carry chat ids, bot tokens in URLs and query strings.
"""

import logging
import logging.handlers
import sys
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import Any

import structlog

from core.settings import LogFormat, Settings

MASK = "[withheld]"

# Keys whose values are about a person or open something. A key is masked when one of its words matches.
DENIED_WORDS = frozenset(
    {
        "address", "body", "caption", "chat", "chronology", "code", "contact", "content", "cookie", "email",
        "file_name", "filename", "headers", "identity", "ip", "key", "latitude", "location", "longitude",
        "message", "name", "nik", "nip", "occupation", "params", "password", "path", "payload", "phone",
        "query", "secret", "session", "substance", "telegram", "text", "token", "tracking", "url",
        "user", "username",
    }
)  # fmt: skip

# Keys that hold one of those words and are safe: constants of our own making, never a person's.
ALLOWED_KEYS = frozenset(
    {
        "actor_id", "error_code", "process_name", "task_name", "http_path_template", "message_kind",
        "file_kind", "location_kind", "code_name", "session_count", "reason_code", "exit_code", "status_code",
        "key_id",
    }
)  # fmt: skip

# Libraries whose entries hold personal data or secrets in their text, even at WARNING.
TALKATIVE = (
    "aiogram", "aiohttp", "telegram", "httpx", "httpcore", "uvicorn.access", "sqlalchemy", "psycopg",
    "procrastinate", "asyncio", "multipart", "python_multipart", "alembic",
)  # fmt: skip

Event = MutableMapping[str, Any]


def configure_logging(settings: Settings, *, process: str) -> None:
    """Set up the log of this process; called once, by the entry point."""
    as_json = settings.effective_log_format is LogFormat.json
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        withhold_personal_data,
    ]
    structlog.configure(
        processors=[*shared, reduce_exception, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(_level(settings)),
        cache_logger_on_first_use=False,  # so that a later set-up, and a test that listens, is heard
    )
    structlog.contextvars.bind_contextvars(process=process)
    handlers: list[logging.Handler] = [logging.StreamHandler(sys.stderr)]
    handlers[0].setFormatter(_formatter(shared, as_json=as_json, colours=sys.stderr.isatty()))
    if settings.log_dir is not None:
        handlers.append(_file_handler(settings.log_dir, process, shared))
    _route_libraries(handlers, _level(settings))


def withhold_personal_data(_logger: object, _method: str, event: Event) -> Event:
    """Mask the value of every key that could tell something about a person."""
    for key, value in event.items():
        if key in {"event", "level", "timestamp"} or key.startswith("_"):
            continue
        event[key] = _withheld(key, value)
    return event


def is_denied(key: str) -> bool:
    """Tell whether values under this key are withheld."""
    if key in ALLOWED_KEYS:
        return False
    lowered = key.lower()
    return lowered in DENIED_WORDS or not DENIED_WORDS.isdisjoint(lowered.split("_"))


def _withheld(key: str, value: object) -> object:
    if is_denied(key):
        return MASK
    if isinstance(value, Mapping):
        return {inner: _withheld(str(inner), held) for inner, held in value.items()}
    if isinstance(value, list | tuple):
        return [_withheld(key, held) for held in value]
    return value


def reduce_exception(_logger: object, _method: str, event: Event) -> Event:
    """Keep where an exception came from, not its text: messages quote what people wrote."""
    given = event.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if not isinstance(error, BaseException):
        return event
    event["exception"] = type(error).__qualname__
    frames = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        frames.append(f"{Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    event["where"] = frames[-12:]
    return event


def _from_library(_logger: object, _method: str, event: Event) -> Event:
    """Replace a library's text by its name and level."""
    record: logging.LogRecord | None = event.get("_record")
    event["event"] = "library.message"
    if record is not None:
        event["library"] = record.name
        event["source"] = f"{record.module}:{record.lineno}"
        if record.exc_info and isinstance(record.exc_info, tuple):
            event["exc_info"] = record.exc_info
    event.pop("positional_args", None)
    return event


def _formatter(shared: list[Any], *, as_json: bool, colours: bool) -> logging.Formatter:
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(colors=colours, pad_event_to=28)
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*shared, _from_library, reduce_exception],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        keep_exc_info=False,
        keep_stack_info=False,
    )


def _file_handler(folder: Path, process: str, shared: list[Any]) -> logging.Handler:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handler = logging.handlers.WatchedFileHandler(folder / f"{process}.log", encoding="utf-8")
    handler.setFormatter(_formatter(shared, as_json=True, colours=False))
    return handler


def _route_libraries(handlers: list[logging.Handler], level: int) -> None:
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
    for handler in handlers:
        root.addHandler(handler)
    root.setLevel(level)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("uvicorn.access").disabled = True
    for name in ("uvicorn", "uvicorn.error"):
        library = logging.getLogger(name)
        library.handlers.clear()
        library.propagate = True
        library.setLevel(logging.WARNING)


def _level(settings: Settings) -> int:
    return logging.getLevelNamesMapping()[settings.log_level.value.upper()]
