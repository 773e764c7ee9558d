"""What a file may do to whoever opens it is told, by its bytes; honest files frighten nobody."""

import io

import pytest
from PIL import Image

from core.evidence import kinds
from core.evidence.dangers import Danger, dangers_of
from tests.support import files, tagged, tagged_office, tagged_sound
from tests.support.sources import source_of

pytestmark = pytest.mark.requirement("R95")
ZIP = files.zipped({"Main.class": b"\xca\xfe\xba\xbe"})
MACROS, SCRIPT, SECOND = (Danger.MACROS,), (Danger.SCRIPT,), (Danger.SECOND_FILE,)


def noisy() -> bytes:
    """Take a photo as large as people send, whose pixels look like anything."""
    written = io.BytesIO()
    Image.effect_noise((2000, 2000), 90).save(written, "JPEG", quality=95)
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "mime", "dangers"),
    [
        (files.office_xml("word", vbaProject_bin=b"x"), kinds.DOCM, MACROS),
        (files.old_office("WordDocument", "_VBA_PROJECT"), kinds.DOC, MACROS),
        (files.old_office("Workbook", "_VBA_PROJECT_CUR"), kinds.XLS, MACROS),
        (tagged.pdf(), kinds.PDF, SCRIPT),
        (files.picture("GIF") + ZIP, "image/gif", SECOND),
        (files.picture("JPEG") + b"Rar!\x1a\x07\x01\x00" + bytes(40), "image/jpeg", SECOND),
        (files.picture("PNG") + b"<script>alert(1)</script>", "image/png", SECOND),
        (tagged.pdf(script=False) + ZIP, kinds.PDF, SECOND),
        (b"GIF89a" + bytes(20) + tagged.pdf(script=False), kinds.PDF, SECOND),
        (files.windows_program() + ZIP, kinds.ZIP, SECOND),
        (files.old_office("WordDocument"), kinds.DOC, ()),
        (files.old_office("Workbook"), kinds.XLS, ()),
        (tagged.pdf(script=False), kinds.PDF, ()),
        (b"\xef\xbb\xbf\r\n" + tagged.pdf(script=False), kinds.PDF, ()),
        (tagged_office.docx(), kinds.DOCX, ()),
        (tagged_office.odt(), kinds.ODT, ()),
        (files.zipped({"_chat.txt": "halo"}), kinds.ZIP, ()),
        (tagged.photo("JPEG"), "image/jpeg", ()),
        (tagged_sound.recording("mp4", "aac", picture="mpeg4"), "video/mp4", ()),
        (b"cara membuka %PDF- dan <script> di peramban", kinds.PLAIN, ()),
    ],
)
def test_what_a_file_may_do_is_told(data: bytes, mime: str, dangers: tuple[Danger, ...]) -> None:
    assert dangers_of(source_of(data), mime) == dangers


def test_pixels_are_not_taken_for_anything() -> None:
    assert dangers_of(source_of(noisy()), "image/jpeg") == ()
