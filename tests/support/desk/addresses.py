"""Where things are at the desk."""

from typing import Final
from uuid import UUID

SESSION: Final = "/api/v1/session"
REPORTS: Final = "/api/v1/reports"

ReportId = UUID | str


def page_of(report: ReportId) -> str:
    """Where an officer reads a report."""
    return f"/laporan/{report}"


def api_of(report: ReportId) -> str:
    """Where the API gives a report."""
    return f"{REPORTS}/{report}"


def action_of(report: ReportId, action: str) -> str:
    """Where the API takes a step of the chain."""
    return f"{api_of(report)}/actions/{action}"


def document_of(report: ReportId, name: str) -> str:
    """Where the API prints a document of a report."""
    return f"{api_of(report)}/documents/{name}.pdf"
