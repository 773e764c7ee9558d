"""Tables of offices and units (R1, R33)."""

from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field, SQLModel

from core.db.columns import enum_field


class OfficeLevel(StrEnum):
    """The three levels the decree names (R1)."""

    NATIONAL = "national"
    PROVINCE = "province"
    REGENCY = "regency"


class UnitKind(StrEnum):
    """What a unit is inside its office."""

    INSPECTORATE = "inspectorate"
    BUREAU = "bureau"
    DIVISION = "division"
    SUBDIVISION = "subdivision"


class Office(SQLModel, table=True):
    """A satker: KPU RI, KPU Provinsi or KPU Kabupaten/Kota (KIP in Aceh)."""

    __tablename__ = "offices"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(max_length=8, unique=True)
    level: OfficeLevel = enum_field(OfficeLevel)
    name: str = Field(max_length=120)
    short_name: str = Field(max_length=80)
    parent_id: int | None = Field(default=None, foreign_key="offices.id", index=True)
    path: str = Field(max_length=40, index=True)
    """Codes from the root, `RI/35/35.15`: the offices below one share its prefix."""
    zone: str = Field(max_length=40)
    province_name: str | None = Field(default=None, max_length=80)
    emergency_numbers: str | None = Field(default=None, max_length=300)
    """Whom a reporter in danger telephones, a line each: `110 Polri`; None: as the office above."""
    check_in_days: list[int] | None = Field(default=None, sa_type=ARRAY(sa.Integer()), nullable=True)
    """So many days after a protection its reporter is asked again (R88); None: as the office above."""


class Unit(SQLModel, table=True):
    """A biro, bagian or subbagian; a tree inside one office."""

    __tablename__ = "units"
    __table_args__ = (sa.UniqueConstraint("office_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="offices.id", index=True)
    parent_id: int | None = Field(default=None, foreign_key="units.id", index=True)
    kind: UnitKind = enum_field(UnitKind)
    name: str = Field(max_length=160)
    short_name: str = Field(max_length=60)
    path: str = Field(default="", max_length=120, index=True)
    """Ids from the top unit, `/4/9/`: the units below one share its prefix."""
    is_active: bool = Field(default=True)
