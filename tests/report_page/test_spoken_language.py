"""Officers see which language their reporter reads, where it is not Indonesian."""

from types import SimpleNamespace
from typing import cast

import pytest

from backoffice.pages.report.report_panels import spoken_with
from core.languages import NAMES
from core.reading.schemas import ReportView

pytestmark = pytest.mark.slow


def _read_in(code: str) -> ReportView:
    return cast("ReportView", SimpleNamespace(reporter_language=code))


@pytest.mark.parametrize("code", sorted(set(NAMES) - {"id"}))
def test_every_language_but_indonesian_is_named(code: str) -> None:
    notice = spoken_with(_read_in(code))
    assert notice is not None
    assert notice.title.startswith("Pelapor memakai bahasa ")
    assert "dikirim apa adanya" in notice.body


def test_of_indonesian_nothing_is_said() -> None:
    assert spoken_with(_read_in("id")) is None
