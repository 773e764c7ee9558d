"""What was acknowledged to people while things broke: what the truth is held against afterwards."""

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

FieldName = str


@dataclass(slots=True)
class Addition:
    """What a reporter added to a report of theirs."""

    text: str
    told: bool = False
    """They read that it is recorded; else it may have arrived, or not."""


@dataclass(slots=True)
class FiledReport:
    """A report whose receipt its reporter read."""

    chat: int
    tracking_id: str
    said: dict[FieldName, str]
    """The answers, by the question they answered."""
    files: dict[str, str]
    """SHA-256 of each file we said is kept, by its name."""
    openly: bool
    additions: list[Addition] = field(default_factory=list)


@dataclass(slots=True)
class Deed:
    """What an officer did and was told is done."""

    officer: str
    report_id: UUID
    action: str
    words: str = ""
    """What the reporter must read in their chat because of it."""
    told_reporter: bool = False
    files: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Ledger:
    """Everything acknowledged to everybody."""

    reports: list[FiledReport] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    oddities: Counter[str] = field(default_factory=Counter)
    """What people put up with: asked again, nothing heard for long, outages told."""
    kills: Counter[str] = field(default_factory=Counter)

    def has_something_of_everything(self) -> bool:
        """Tell whether enough was played to mean something, however slow the machine."""
        said = [one for report in self.reports for one in report.additions if one.told]
        files = [name for report in self.reports for name in report.files]
        return (
            len(said) > 1 and len(files) > 1 and {"dispose", "accept"} <= {deed.action for deed in self.deeds}
        )

    def summary(self) -> str:
        """Tell what was played, in one line."""
        additions = [one for report in self.reports for one in report.additions]
        files = sum(len(report.files) for report in self.reports)
        parts = [
            f"{len(self.reports)} reports with {files} files",
            f"{sum(one.told for one in additions)} additions told of {len(additions)}",
            f"{len(self.deeds)} deeds of officers",
            f"kills {dict(self.kills)}",
            f"oddities {dict(self.oddities)}",
        ]
        return "; ".join(parts)
