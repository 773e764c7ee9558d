"""A great many reports at once, made by SQL: rows as real ones are, without anything to open in them.

The reports a page shows first are real, written down by core with keys and seals; the mass behind them is
due later, or closed. It has the rows that queues, counts and search look at (`reports`, `report_search`,
`report_units` of none) and no sealed content, because no page shows it.
"""

from typing import Final

import psycopg

from core.db.addresses import libpq_address

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
FIRST: Final = 1_000_000


def fill(superuser: str, *, have: int, want: int) -> None:
    """Add reports until there are `want`."""
    url = libpq_address(superuser)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET synchronous_commit = off")
        connection.execute("SET maintenance_work_mem = '256MB'")
        dense = FIRST + 1_000
        given = {"dense": dense, "first": FIRST + have, "last": FIRST + want - 1, "open": SHARE_OPEN}
        connection.execute(_REPORTS, given)
        connection.execute(_WORDS, given)
        connection.execute("VACUUM ANALYZE")


def settle(superuser: str) -> None:
    """Have what was written here on disk: else the pages measured next share the disk with it."""
    with psycopg.connect(libpq_address(superuser), autocommit=True) as connection:
        connection.execute("CHECKPOINT")
