"""What is sent to register a report at the desk."""

from typing import Annotated

from pydantic import Field, StringConstraints

from backoffice.requests.bodies import Body
from core.chain.states import Channel, IdentityMode, Kind, Track, ViolationType
from core.evidence.schemas import StowedFile
from core.intake.schemas import RegisterReport
from core.reports.schemas import Identity, ReportBody, ReportWords


class Registration(Body):
    """A report as the desk registers it (R116, R126-R132); files come beside it, in a form."""

    track: Track = Track.PUBLIC_SERVICE
    kind: Kind = Kind.COMPLAINT
    office_id: Annotated[int, Field(ge=1, le=2**31 - 1)]
    channel: Channel
    identity_mode: IdentityMode
    violation_type: ViolationType | None = None
    body: ReportWords
    identity: Identity | None = None
    sp4n_id: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] | None = None

    def command(self, files: tuple[StowedFile, ...]) -> RegisterReport:
        """Give the command, with the files that are already stored."""
        return RegisterReport(
            track=self.track,
            kind=self.kind,
            office_id=self.office_id,
            channel=self.channel,
            identity_mode=self.identity_mode,
            violation_type=self.violation_type,
            body=ReportBody(**dict(self.body)),
            identity=self.identity,
            evidence=files,
            sp4n_id=self.sp4n_id,
        )
