"""What `kentongan doctor` looks at: one small check for each thing a set-up needs."""

import asyncio
import stat
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version

from core.evidence.antivirus import Antivirus, AntivirusAwayError
from core.settings import PROCESSES, Environment, Settings, env_name
from deploy import migrate
from deploy.alarms import alarm
from deploy.diagnosis import Diagnosis, fine, in_words, note, rings_here, wrong
from deploy.endpoints import Endpoints, read_endpoints
from deploy.inspection import belonging, evidence, marks, proxies
from deploy.keys import key_files, key_setting, missing_key_files, processes_here
from deploy.local.errors import LocalStackError
from deploy.local.ports import require_free_port
from deploy.local.postgres import APP
from deploy.reach import (
    UnreachableError,
    ask_telegram,
    backoffice_answers,
    reach_postgres,
    reach_valkey,
    reason,
)
from deploy.roles import Powers, powers_over_the_audit
from deploy.setup import BACKOFFICE, find_chromium

OLDEST_POSTGRES = 18
FIELDS = ("database_url", "migration_database_url", "redis_url", "telegram_token", "telegram_api_base")

_KEYS_REMEDY = (
    "In a new set-up make them with `kentongan keys create` (`kentongan run` does it by itself); lost ones "
    "must be put back from your copy."
)
_SOME_KEYS_REMEDY = (
    "Put them back from your copy. On a machine that runs one process only, name no other's file: its own "
    "is enough."
)
_TOKEN_REMEDY = f"Ask @BotFather for a bot and set {env_name('telegram_token')}."


Check = Callable[[Settings, Endpoints | None], Diagnosis]


def examine(settings: Settings) -> Iterator[Diagnosis]:
    """Look at everything, one after the other."""
    endpoints = read_endpoints(settings.data_dir)
    own = settings
    if endpoints is not None:
        own = endpoints.fill_in(settings, FIELDS)
    for check in CHECKS:
        yield check(own, endpoints)


def _python(_settings: Settings, _endpoints: Endpoints | None) -> Diagnosis:
    return fine("Python", f"{sys.version.split()[0]}, Kentongan {version('kentongan')}")


def _environment(settings: Settings, _endpoints: Endpoints | None) -> Diagnosis:
    if settings.environment is Environment.demo:
        return note(
            "environment",
            "demo: made-up people and known passwords",
            f"For real reports set {env_name('environment')}=production.",
        )
    if processes_here(settings) == {"bot"}:  # it sends nobody to the pages
        return fine("environment", "production")
    if not settings.public_address.startswith("https://"):
        return wrong(
            "environment",
            f"production at {settings.public_address}",
            f"Officers need https: put TLS in front, set {env_name('public_url')}.",
        )
    return fine("environment", f"production at {settings.public_address}")


def _stack(settings: Settings, endpoints: Endpoints | None) -> Diagnosis:
    where = settings.data_dir.resolve()
    if endpoints is not None:
        return fine("local stack", f"running on {where}")
    named = settings.database_url is not None and settings.redis_url is not None
    return note(
        "local stack",
        f"not running on {where}",
        "" if named else "Start `kentongan run`, or name your own servers.",
    )


def _processes(settings: Settings, endpoints: Endpoints | None) -> Diagnosis:
    here = rings_here(settings, endpoints)
    if not (elsewhere := [ring for ring in PROCESSES if ring not in here]):
        return fine("processes", in_words(PROCESSES))
    theirs = " or ".join(key_setting(ring) for ring in elsewhere)
    return note(
        "processes",
        f"{in_words(here)}; not on this machine: {in_words(elsewhere)}",
        f"The key files tell. A process that is to run here needs its own: {theirs}.",
    )


def _postgres(settings: Settings, _endpoints: Endpoints | None) -> Diagnosis:
    if settings.database_url is None:
        return note(
            "PostgreSQL",
            "the embedded one, not running",
            f"`kentongan run` starts it; to use your own, set {env_name('database_url')}.",
        )
    try:
        number = reach_postgres(settings.require_database_url())
    except UnreachableError as error:
        return wrong("PostgreSQL", error.reason, error.remedy)
    major = number // 10000
    if major < OLDEST_POSTGRES:
        return wrong("PostgreSQL", f"version {major}", f"Kentongan needs PostgreSQL {OLDEST_POSTGRES}.")
    return fine("PostgreSQL", f"version {major}.{number % 10000}")


def _tables(settings: Settings, _endpoints: Endpoints | None) -> Diagnosis:
    if settings.database_url is None:
        return note("tables", "no database to look at", "Start `kentongan run` first.")
    newest = migrate.newest_revision()
    try:
        current = migrate.current_revision(settings.require_migration_database_url())
    except Exception as error:  # noqa: BLE001 - whatever keeps us from looking is the finding
        return wrong("tables", reason(error), "See PostgreSQL above.")
    if current != newest:
        return wrong("tables", f"at {current}, this version needs {newest}", "Run `kentongan migrate`.")
    return fine("tables", f"at {newest}")


def _role(settings: Settings, _endpoints: Endpoints | None) -> Diagnosis:
    """Whoever owns the audit trail, or may change it, can also unwrite it."""
    what = "database role"
    if settings.database_url is None:
        return note(what, "no database to look at")
    try:
        powers = powers_over_the_audit(settings.require_database_url())
    except Exception as error:  # noqa: BLE001 - whatever keeps us from looking is the finding
        return wrong(what, reason(error), "See PostgreSQL above.")
    if powers is None:
        return note(what, "no tables to look at", "Run `kentongan migrate`.")
    if not powers.may_add:
        return wrong(
            what,
            f"{powers.role} may not use the tables",
            f"`kentongan migrate` gives rights to {APP}: name that role in {env_name('database_url')}.",
        )
    if not powers.owns and not powers.may_change:
        return fine(what, f"{powers.role} may add to the audit trail and change nothing in it")
    bad = wrong if settings.environment is Environment.production else note
    seen = f"{powers.role} {'owns' if powers.owns else 'may change'} the audit trail"
    return bad(what, seen, _role_remedy(powers))


def _role_remedy(powers: Powers) -> str:
    if powers.owns:
        return (
            f"Connect as {APP} in {env_name('database_url')}; keep {powers.role} for "
            f"{env_name('migration_database_url')}, which only `kentongan migrate` needs."
        )
    return f"As the owner: REVOKE UPDATE, DELETE, TRUNCATE ON audit_entries FROM {powers.role};"


def _valkey(settings: Settings, _endpoints: Endpoints | None) -> Diagnosis:
    if settings.redis_url is None:
        return note(
            "Valkey",
            "the embedded one, not running",
            f"`kentongan run` starts it; to use your own, set {env_name('redis_url')}.",
        )
    try:
        return fine("Valkey", reach_valkey(settings.require_redis_url()))
    except UnreachableError as error:
        return wrong("Valkey", error.reason, error.remedy)


def _keys(settings: Settings, endpoints: Endpoints | None) -> Diagnosis:
    here = rings_here(settings, endpoints)
    files = {ring: path for ring, path in key_files(settings).items() if ring in here}
    if missing := {ring: path for ring, path in missing_key_files(settings).items() if ring in here}:
        named = ", ".join(f"{path} ({key_setting(ring)})" for ring, path in missing.items())
        new = len(missing) == len(PROCESSES)
        bad = note if new and settings.environment is Environment.demo else wrong
        return bad("keys", f"missing: {named}", _KEYS_REMEDY if new else _SOME_KEYS_REMEDY)
    open_files = [str(path) for path in files.values() if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]
    if open_files:
        return wrong("keys", f"others may read {', '.join(open_files)}", f"chmod 600 {' '.join(open_files)}")
    count = {1: "one file", 2: "two files, each", 3: "three files, each"}[len(files)]
    return fine("keys", f"{count} readable by its owner only")


def _antivirus(settings: Settings, endpoints: Endpoints | None) -> Diagnosis:
    """Only the back office hands files to people."""
    what, setting = "antivirus", env_name("clamav_url")
    if "backoffice" not in rings_here(settings, endpoints):
        return fine(what, "not needed on this machine")
    if settings.clamav_url is None:
        return note(what, "none is asked", f"To have reporters' files looked at by a ClamAV, set {setting}.")
    try:
        return fine(what, asyncio.run(Antivirus(settings.clamav_url, patience=5).version()))
    except AntivirusAwayError:
        remedy = f"Start clamd, or put {setting} right; until then officers get originals only, unchecked."
        return wrong(what, f"no clamd answers at {settings.clamav_url}", remedy)


def _telegram(settings: Settings, endpoints: Endpoints | None) -> Diagnosis:
    production = settings.environment is Environment.production
    if not rings_here(settings, endpoints) & {"bot", "worker"}:
        return fine("Telegram", "not needed on this machine")
    if settings.telegram_token is None and not production:
        return note(
            "Telegram",
            "the simulator, not running",
            f"`kentongan run` starts it; a real bot needs {env_name('telegram_token')}.",
        )
    simulated = endpoints is not None and endpoints.telegram_api_base is not None
    if settings.telegram_token is None or (simulated and production):
        return wrong("Telegram", "the simulator: no reporter reaches it", _TOKEN_REMEDY)
    answer = ask_telegram(settings)
    if answer.trouble:
        return wrong("Telegram", answer.trouble, answer.remedy)
    return fine("Telegram", "the simulator" if simulated else answer.base)


def _ports(settings: Settings, endpoints: Endpoints | None) -> Diagnosis:
    wanted = {"backoffice_port": "the back office", "simulator_port": "the simulator"}
    if "backoffice" not in rings_here(settings, endpoints):
        del wanted["backoffice_port"]
    simulated = settings.uses_simulator and settings.environment is Environment.demo
    if not simulated and endpoints is None:
        del wanted["simulator_port"]
    ports = " and ".join(str(getattr(settings, setting)) for setting in wanted)
    if not wanted:
        return fine("ports", "not needed on this machine")
    if endpoints is not None:
        return fine("ports", f"{ports}, in use by us")
    try:
        for setting, what in wanted.items():
            host = settings.backoffice_host if setting == "backoffice_port" else "127.0.0.1"
            require_free_port(host, getattr(settings, setting), setting=setting, what=what)
    except LocalStackError as error:
        if "backoffice_port" in wanted and backoffice_answers(settings):
            return note("ports", f"a back office answers at {settings.backoffice_port} already")
        return wrong("ports", "taken", str(error))
    return fine("ports", f"{ports} {'are' if len(wanted) > 1 else 'is'} free")


def _frontend(settings: Settings, endpoints: Endpoints | None) -> Diagnosis:
    if "backoffice" not in rings_here(settings, endpoints):
        return fine("browser files", "not needed on this machine")
    if (BACKOFFICE / "node_modules" / ".package-lock.json").exists():
        return fine("browser files", "installed")
    return wrong("browser files", "not installed", "Run `make setup`.")


def _chromium(_settings: Settings, _endpoints: Endpoints | None) -> Diagnosis:
    found = find_chromium()
    if found is None:
        return note("Chromium", "not found", "Only tests need it; `make test` installs it.")
    return fine("Chromium", str(found))


CHECKS: tuple[Check, ...] = (
    _python,
    _environment,
    _stack,
    _processes,
    _postgres,
    _tables,
    _role,
    _valkey,
    proxies,
    evidence,
    _antivirus,
    _keys,
    belonging,
    marks,
    alarm,
    _telegram,
    _ports,
    _frontend,
    _chromium,
)
