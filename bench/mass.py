"""A great many reports at once, made by SQL: rows as real ones are, without anything to open in them.

The reports a page shows first are real, written down by core with keys and seals; the mass behind them is
due later, or closed. It has the rows that queues, counts and search look at (`reports`, `report_search`,
`party_words`, `report_units` of none) and no sealed content, because no page shows it.
"""

import random
import string
from typing import Final

import psycopg
from psycopg import sql

from core.db.addresses import libpq_address
from core.privacy.index import name_tokens
from core.privacy.keys import Keyring

SHARE_OPEN: Final = 8
"""One report in so many is still open."""

_REPORTS: Final = """
INSERT INTO reports SELECT made.*
FROM generate_series(%(first)s::int, %(last)s::int) AS number
JOIN (
    SELECT id, code, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS every FROM offices
) office ON office.place = number %% office.every
CROSS JOIN (SELECT one AS model FROM reports one ORDER BY received_at LIMIT 1) AS first_one
CROSS JOIN LATERAL jsonb_populate_record(model, jsonb_build_object(
    'id', gen_random_uuid(),
    'tracking_hash', '\\x' || encode(sha256(('mass' || number)::bytea), 'hex'),
    'office_id', office.id,
    'addressed_office_id', office.id,
    'agenda_office_id', office.id,
    'agenda_number', 'M' || number || '/' || office.code || '/I/2024',
    'agenda_year', 2024,
    'agenda_seq', number,
    'received_at', now() - number %% 1000 * interval '1 day' - number %% 977 * interval '1 minute',
    'state_since', now() - number %% 900 * interval '1 day',
    'due_at', CASE WHEN number %% %(open)s = 0
        THEN now() + interval '20 days' + number %% 500 * interval '1 hour' END,
    'due_kind', CASE WHEN number %% %(open)s = 0 THEN (model).due_kind END,
    'closed_at', CASE WHEN number %% %(open)s = 0
        THEN NULL ELSE now() - number %% 800 * interval '1 day' END,
    'state', CASE WHEN number %% %(open)s = 0 THEN 'received' ELSE 'closed' END,
    'holder_role', CASE WHEN number %% %(open)s = 0 THEN 'agency_admin' END,
    'registered_by', NULL, 'lead_unit_id', NULL, 'sp4n_id', NULL, 'officer_unread', false
)) AS made
"""
_WORDS: Final = """
INSERT INTO report_search (report_id, words, office_id, due_at, received_at, agenda_year, agenda_seq)
SELECT id, vocabulary.words, office_id, due_at, received_at, agenda_year, agenda_seq
FROM reports
JOIN (
    SELECT place,
        to_tsvector('indonesian', 'kotak petugas gudang kata' || place || ' hal' || place / 4) AS words
    FROM generate_series(0, 199) AS place
) vocabulary ON vocabulary.place = CASE
    WHEN agenda_seq < %(dense)s AND agenda_seq %% 16 = 5 THEN 77 ELSE agenda_seq %% 200 END
WHERE agenda_seq BETWEEN %(first)s AND %(last)s AND agenda_number LIKE 'M%%'
ORDER BY agenda_seq
"""
"""In the order reports come in: who says the same does not lie side by side.

One report in two hundred says the same rare word, and of the first thousand some sixty say `kata77`: so the
page of that word is full at every size, and what is compared is the search, not the rows of the page.
"""
_PARTIES: Final = """
INSERT INTO party_words
    (report_id, tokens, track, office_id, due_at, received_at, agenda_year, agenda_seq)
SELECT reports.id, first.tokens || last.tokens, track, office_id, due_at, received_at, agenda_year, agenda_seq
FROM reports
JOIN names first ON first.place = floor(%(firsts)s * power(agenda_seq * 0.618034 %% 1, 2))
JOIN names last ON last.place = %(firsts)s + agenda_seq %% 7919 %% %(lasts)s
WHERE agenda_seq BETWEEN %(first)s AND %(last)s AND agenda_number LIKE 'M%%' AND agenda_seq %% 2 = 0
ORDER BY agenda_seq
"""
"""Every other report names somebody. First names are as unlike in number as true ones: one in fourteen of
those named has the first of two hundred."""
FIRST: Final = 1_000_000
FIRSTS: Final = 200
LASTS: Final = 1_000
LETTERS: Final = 8


def made_up_names() -> tuple[str, ...]:
    """Return first names, the most common one first, and then last names: the same ones each time."""
    chance = random.Random(13)  # noqa: S311 - names, not secrets
    every = ("".join(chance.choices(string.ascii_lowercase, k=LETTERS)) for _ in range(FIRSTS + LASTS))
    return tuple(every)


def fill(superuser: str, keys: Keyring, *, have: int, want: int) -> None:
    """Add reports until there are `want`."""
    url = libpq_address(superuser)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET synchronous_commit = off")
        connection.execute("SET maintenance_work_mem = '256MB'")
        given = {"first": FIRST + have, "last": FIRST + want - 1}
        connection.execute(_REPORTS, {**given, "open": SHARE_OPEN})
        connection.execute(_WORDS, {**given, "dense": FIRST + 1_000})
        _name_parties(connection, keys, given)
        connection.execute("VACUUM ANALYZE")


def _name_parties(
    connection: "psycopg.Connection[tuple[object, ...]]", keys: Keyring, given: dict[str, int]
) -> None:
    """Write down who is named. The index of names is made anew: quicker than adding to it."""
    index, made = "party_words_tokens", "SELECT indexdef FROM pg_indexes WHERE indexname = %s"
    (definition,) = connection.execute(made, [index]).fetchone() or ("",)
    connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(index)))
    connection.execute("CREATE TEMPORARY TABLE names (place int PRIMARY KEY, tokens bigint[])")
    with connection.cursor().copy("COPY names FROM STDIN") as copy:
        for place, name in enumerate(made_up_names()):
            copy.write_row((place, sorted(name_tokens(keys, name)[0])))
    connection.execute("ANALYZE names")
    connection.execute(_PARTIES, {**given, "firsts": FIRSTS, "lasts": LASTS})
    connection.execute(sql.SQL(str(definition)))


def name_often(superuser: str, keys: Keyring, *, share: int) -> None:
    """Let one in `share` of the reports there are name the most common first name too."""
    with psycopg.connect(libpq_address(superuser), autocommit=True) as connection:
        connection.execute(
            "UPDATE party_words SET tokens = tokens || %s::bigint[] WHERE agenda_seq %% %s = 0",
            [sorted(name_tokens(keys, made_up_names()[0])[0]), share],
        )


def settle(superuser: str) -> None:
    """Have what was written here on disk: else the pages measured next share the disk with it."""
    with psycopg.connect(libpq_address(superuser), autocommit=True) as connection:
        connection.execute("CHECKPOINT")
