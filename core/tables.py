"""All tables, gathered: importing this module fills `metadata`."""

from sqlmodel import SQLModel

import core.administration.models
import core.answers.models
import core.audit.models
import core.db.models
import core.deadlines.models
import core.evidence.models
import core.handling.models
import core.installation.models
import core.notifications.models
import core.offices.models
import core.people.models
import core.privacy.models
import core.queues.models
import core.reports.finding_models
import core.reports.history_models
import core.reports.models
import core.reports.protection_models
import core.reports.transcript_models  # noqa: F401 (imported for their tables)

metadata = SQLModel.metadata
