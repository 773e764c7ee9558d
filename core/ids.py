"""The names of things, as types, so that one id is never passed for another."""

from typing import NewType
from uuid import UUID, uuid4

ReportId = NewType("ReportId", UUID)
OfficerId = NewType("OfficerId", UUID)
MessageId = NewType("MessageId", UUID)
EvidenceId = NewType("EvidenceId", UUID)
LinkId = NewType("LinkId", UUID)
DeliveryId = NewType("DeliveryId", UUID)
OfficeId = NewType("OfficeId", int)
UnitId = NewType("UnitId", int)
AppointmentId = NewType("AppointmentId", int)


def new_id() -> UUID:
    """Return a random id. Random, not time-ordered: an id tells nobody when it was made."""
    return uuid4()
