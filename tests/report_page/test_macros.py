"""Whoever downloads a file that may run commands of its own is told before."""

import re

from core.evidence import kinds
from tests.report_page.test_page import SEAL
from tests.support import files
from tests.support.desk.world import World

WARNED = "Memuat makro"
BUDGET = ("rab.xlsx", files.office_xml("xl", vbaProject_bin=b"\xd0\xcf"), kinds.XLSX)
LETTER = ("surat.docx", files.office_xml("word"), kinds.DOCX)


async def test_a_page_of_a_file_with_macros_warns_and_shows_its_true_ending(world: World) -> None:
    base = f"/laporan/{(await world.registered(body=SEAL))['report_id']}"
    async with await world.visit("sari") as admin:
        given = await admin.post_form(
            f"{base}/aksi/add_information", {"text": "Dua berkas."}, [("files", BUDGET), ("files", LETTER)]
        )
        assert given.status_code == 303, given.text
        page = (await admin.get(base)).text

    note = r'\s*<span class="k-tile-note[^"]*"[^>]*>([^<]*)<'
    tiles = re.findall(rf'k-tile-name"[^>]*>([^<]+)</span>{note}', page)
    assert {name: WARNED in told for name, told in tiles} == {"rab.xlsm": True, "surat.docx": False}
