"""Which step stands open beside a report, and what a form says whose answers do not go together."""

import pytest

from tests.support.desk.world import World, disposition


@pytest.mark.requirement("R53")
async def test_a_disposition_whose_checks_are_not_all_ticked_comes_back_with_the_rule(world: World) -> None:
    base = f"/laporan/{(await world.registered())['report_id']}"
    values = disposition(world) | {"within_authority": "ya", "checklist": ["subject_clear"]}
    async with await world.visit("sari") as admin:
        refused = await admin.post_form(f"{base}/aksi/dispose", values)
    assert refused.status_code == 422
    assert "Unsur wajib belum semua dicentang." in refused.text
    assert "Sudah berubah" not in refused.text
    assert f'action="{base}/aksi/dispose"' in refused.text


@pytest.mark.requirement("R94", "R135")
async def test_the_second_person_is_asked_to_approve_or_decline_and_neither_stands_open(world: World) -> None:
    base = f"/laporan/{(await world.registered())['report_id']}"
    proposal = {
        "reason": "not_logical",
        "explanation": "Yang dilaporkan tidak mungkin terjadi di TPS mana pun.",
    }
    async with await world.visit("sari") as admin:
        assert (await admin.post_form(f"{base}/aksi/propose_not_processable", proposal)).status_code == 303
        own = (await admin.get(base)).text
    async with await world.visit("lukman") as leader:
        page = (await leader.get(base)).text
    asked = "Sari Rahmania mengusulkan laporan ini tidak dapat diproses. Setujui atau tolak."
    assert asked in page
    assert asked not in own
    panel = page[page.index('id="langkah"') :]
    assert panel.index('class="k-waiting"') < panel.index("Tolak usulan")
    assert panel.index('class="k-waiting"') < panel.index("Setujui: tidak dapat diproses")
