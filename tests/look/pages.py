"""Every sample page by name: which template, which context, which status."""

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from backoffice.contexts.shell import Shell, Theme
from tests.look import samples, samples_account, samples_more, samples_report, samples_settings, samples_story

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True)
class Sample:
    template: str
    context: "DataclassInstance"
    status: int = 200


PAGES: dict[str, Sample] = {
    "queue": Sample("pages/queue.html", samples.QUEUE),
    "queue-empty": Sample("pages/queue.html", samples_more.EMPTY_QUEUE_PAGE),
    "queue-full": Sample("pages/queue.html", samples_settings.QUEUE_FULL),
    "bulk": Sample("pages/bulk.html", samples_settings.BULK_CHOOSE),
    "bulk-done": Sample("pages/bulk.html", samples_settings.BULK_DONE),
    "settings-list": Sample("pages/settings.html", samples_settings.SETTINGS_LIST),
    "settings-officer": Sample("pages/settings.html", samples_settings.SETTINGS_OFFICER),
    "settings-template": Sample("pages/settings.html", samples_settings.SETTINGS_TEMPLATE),
    "settings-health": Sample("pages/settings.html", samples_settings.SETTINGS_HEALTH),
    "profile-tokens": Sample(
        "pages/profile.html", replace(samples_account.PROFILE, tokens=samples_settings.TOKENS_PANEL)
    ),
    "queue-long": Sample("pages/queue.html", samples_more.LONG_QUEUE),
    "report": Sample("pages/report.html", samples_report.REPORT),
    "report-waiting": Sample("pages/report.html", samples_more.WAITING_REPORT),
    "report-errors": Sample("pages/report.html", samples_more.REPORT_WITH_ERRORS, 422),
    "report-story": Sample("pages/report.html", samples_story.REPORT_STORY),
    "register-read": Sample("pages/register.html", samples_story.REGISTER_READ),
    "register": Sample("pages/register.html", samples_more.REGISTER),
    "register-errors": Sample("pages/register.html", samples_more.REGISTER_WITH_ERRORS, 422),
    "receipt": Sample("pages/receipt.html", samples_more.RECEIPT),
    "gate": Sample("pages/gate.html", samples_more.GATE),
    "audit": Sample("pages/audit.html", samples_more.AUDIT),
    "statistics": Sample("pages/statistics.html", samples_more.STATISTICS),
    "sign-in": Sample("pages/sign_in.html", samples_account.SIGN_IN),
    "sign-in-code": Sample("pages/sign_in.html", samples_account.SIGN_IN_CODE),
    "sign-in-again": Sample("pages/sign_in.html", samples_account.SIGN_IN_AGAIN),
    "profile": Sample("pages/profile.html", samples_account.PROFILE),
    "profile-linked": Sample("pages/profile.html", samples_account.PROFILE_LINKED),
    "profile-linking": Sample("pages/profile.html", samples_account.PROFILE_LINKING),
    "notices": Sample("pages/notices.html", samples_account.NOTICES),
    "notices-empty": Sample("pages/notices.html", samples_account.NO_NOTICES),
    "style": Sample("pages/style.html", samples_more.STYLE),
} | {
    f"problem-{name}": Sample("pages/problem.html", context, context.status)
    for name, context in samples_account.PROBLEMS.items()
}


def with_theme(context: "DataclassInstance", theme: Theme) -> "DataclassInstance":
    """The same page in another theme."""
    names = {field.name for field in fields(context)}
    changed: dict[str, Any] = {}
    if "theme" in names:
        changed["theme"] = theme
    shell = getattr(context, "shell", None)
    if isinstance(shell, Shell):
        changed["shell"] = replace(shell, theme=theme)
    return replace(context, **changed)
