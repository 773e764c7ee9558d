"""Brings in the 553 offices and a realistic unit tree for three of them (R1, R33)."""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from core.offices.models import Office, OfficeLevel, Unit, UnitKind
from core.offices.tables import table
from core.offices.zones import WIB, zone_of_province

ACEH: Final = "11"
NATIONAL: Final = "RI"

_INSPECTORATE = UnitKind.INSPECTORATE
_BUREAU, _DIVISION, _SUBDIVISION = UnitKind.BUREAU, UnitKind.DIVISION, UnitKind.SUBDIVISION

# (kind, name, short name, units below it)
UnitTree = tuple[UnitKind, str, str, tuple[Any, ...]]

REGENCY_UNITS: Final[tuple[UnitTree, ...]] = (
    (_INSPECTORATE, "Unit Penanganan Pengaduan (APIP)", "Unit Penanganan Pengaduan", ()),
    (_SUBDIVISION, "Subbagian Hukum dan Sumber Daya Manusia", "Subbag Hukum dan SDM", ()),
    (_SUBDIVISION, "Subbagian Perencanaan, Data dan Informasi", "Subbag Rendatin", ()),
    (_SUBDIVISION, "Subbagian Keuangan, Umum, dan Logistik", "Subbag KUL", ()),
    (
        _SUBDIVISION,
        "Subbagian Teknis Penyelenggaraan Pemilu, Partisipasi dan Hubungan Masyarakat",
        "Subbag Teknis dan Parmas",
        (),
    ),
)
"""The four subbagian of Keputusan 14/2022, Lampiran I, and its Unit Penanganan Pengaduan."""

PROVINCE_UNITS: Final[tuple[UnitTree, ...]] = (
    (_INSPECTORATE, "Unit Penanganan Pengaduan (APIP)", "Unit Penanganan Pengaduan", ()),
    (
        _DIVISION,
        "Bagian Hukum dan Sumber Daya Manusia",
        "Bagian Hukum dan SDM",
        (
            (_SUBDIVISION, "Subbagian Hukum", "Subbag Hukum", ()),
            (_SUBDIVISION, "Subbagian Sumber Daya Manusia", "Subbag SDM", ()),
        ),
    ),
    (
        _DIVISION,
        "Bagian Teknis, Partisipasi, dan Hubungan Masyarakat",
        "Bagian Teknis dan Parmas",
        ((_SUBDIVISION, "Subbagian Teknis Penyelenggaraan Pemilu", "Subbag Teknis", ()),),
    ),
    (
        _DIVISION,
        "Bagian Keuangan, Umum, dan Logistik",
        "Bagian KUL",
        ((_SUBDIVISION, "Subbagian Keuangan", "Subbag Keuangan", ()),),
    ),
)

NATIONAL_UNITS: Final[tuple[UnitTree, ...]] = (
    (_INSPECTORATE, "Inspektorat Utama", "Inspektorat Utama", ()),
    (
        _BUREAU,
        "Biro Hukum",
        "Biro Hukum",
        ((_DIVISION, "Bagian Advokasi dan Penyelesaian Sengketa", "Bagian Advokasi", ()),),
    ),
    (
        _BUREAU,
        "Biro Teknis Penyelenggaraan Pemilu",
        "Biro Teknis",
        ((_DIVISION, "Bagian Pemungutan dan Penghitungan Suara", "Bagian Tungsura", ()),),
    ),
    (
        _BUREAU,
        "Biro Partisipasi dan Hubungan Masyarakat",
        "Biro Parhumas",
        ((_DIVISION, "Bagian Pelayanan Informasi", "Bagian Pelayanan Informasi", ()),),
    ),
    (
        _BUREAU,
        "Biro Logistik",
        "Biro Logistik",
        ((_DIVISION, "Bagian Pengadaan Logistik", "Bagian Pengadaan", ()),),
    ),
)

UNIT_TREES: Final = {NATIONAL: NATIONAL_UNITS, "52": PROVINCE_UNITS, "52.03": REGENCY_UNITS}


def office_rows() -> Iterator[dict[str, Any]]:
    """Yield the 553 offices, parents before children."""
    yield {
        "code": NATIONAL,
        "level": OfficeLevel.NATIONAL,
        "name": "Komisi Pemilihan Umum Republik Indonesia",
        "short_name": "KPU RI",
        "parent": None,
        "path": NATIONAL,
        "zone": WIB,
        "province_name": None,
    }
    provinces = {row["code"]: row["name"] for row in table("provinces.csv")}
    for code, name in provinces.items():
        short = "KIP Aceh" if code == ACEH else f"KPU Provinsi {name}"
        yield {
            "code": code,
            "level": OfficeLevel.PROVINCE,
            "name": "Komisi Independen Pemilihan Aceh" if code == ACEH else short,
            "short_name": short,
            "parent": NATIONAL,
            "path": f"{NATIONAL}/{code}",
            "zone": zone_of_province(code),
            "province_name": name,
        }
    for row in table("regencies.csv"):
        code, province = row["code"], row["province_code"]
        name = f"{'KIP' if province == ACEH else 'KPU'} {row['name']}"
        yield {
            "code": code,
            "level": OfficeLevel.REGENCY,
            "name": name,
            "short_name": name.replace("Kabupaten", "Kab."),
            "parent": province,
            "path": f"{NATIONAL}/{province}/{code}",
            "zone": zone_of_province(province),
            "province_name": provinces[province],
        }


async def seed_offices(session: AsyncSession) -> None:
    """Insert the offices and unit trees that are not there yet; running it again changes nothing."""
    known = await session.exec(select(col(Office.code), col(Office.id)))
    ids: dict[str, int] = {code: office_id or 0 for code, office_id in known.all()}
    for level in OfficeLevel:
        fresh = [row for row in office_rows() if row["level"] is level and row["code"] not in ids]
        if not fresh:
            continue
        values = [
            {key: value for key, value in row.items() if key != "parent"}
            | {"parent_id": ids[row["parent"]] if row["parent"] else None}
            for row in fresh
        ]
        added = await session.exec(insert(Office).returning(col(Office.code), col(Office.id)), params=values)
        ids.update(dict(added.all()))
    for code, tree in UNIT_TREES.items():
        has_units = (await session.exec(select(Unit).where(Unit.office_id == ids[code]).limit(1))).first()
        if has_units is None:
            await plant(session, ids[code], tree, parent=None)


async def plant(
    session: AsyncSession, office_id: int, tree: tuple[UnitTree, ...], *, parent: Unit | None
) -> None:
    """Make the units of a tree, under `parent` or at the top of the office."""
    for kind, name, short, below in tree:
        unit = Unit(
            office_id=office_id,
            parent_id=parent.id if parent else None,
            kind=kind,
            name=name,
            short_name=short,
        )
        session.add(unit)
        await session.flush()
        unit.path = f"{parent.path if parent else '/'}{unit.id}/"
        await session.flush()
        await plant(session, office_id, below, parent=unit)
