"""Lists of reports: what waits for whom, searching, paging, counting, exporting, saved views.

How a list becomes SQL, from the filter to the page.

**A way** (`core.access.conditions.Way`) is one set of conditions on the table `reports` that all hold. What
an officer may see is one way for each track of each of their reaches (`core.access.policy.Reach`); a queue
narrows each of them (`queue.ways_into`), a filter and what somebody typed narrow them further
(`queue.matching`). A report is in the list when it comes in by at least one way. A list does not join its
ways by `OR`: PostgreSQL can read each of them from an index, in the list's own order, but not all of them
as one condition. They meet as a `UNION` of ids (`paging`).

**A list is walked, not sorted.** To sort, all that matches must be read first: a million reports for fifty
rows. Instead each way follows an index that has the order already (`orders.ORDERS`), asks one report after
the other, and stops after a page. A way that is bound to offices does so office by office, since the index
begins with the office. The next page does not skip rows: it begins after the place of the last one
(`Order.beyond`). Totals stop counting at a cap. So a page costs the same at a thousand reports and at a
million (docs/performance.md).

**What is sought** (`core.access.conditions.Sought`) is a set that another table finds by an index of its own:
`report_search` by words, `party_words` by names. `search` asks PostgreSQL how many reports it expects. A
small set is found whole and sorted: the table keeps each report's place in the orders, so `reports` is asked
only whether its row may be shown. Of a common word the first reports of the list are looked through, and only
where they give no page, the rest.

An example. Sari is Admin Instansi of a kabupaten. She opens the queue of what waits for the reporter, oldest
first, and has one way into it. The office and she herself travel as parameters:

    SELECT ARRAY((
      SELECT one.id FROM offices CROSS JOIN LATERAL (
        SELECT reports.received_at AS place_0, reports.id AS id FROM reports
        WHERE reports.office_id = offices.id AND reports.track = 'public_service'
        AND reports.id NOT IN (SELECT recusals.report_id FROM recusals
            WHERE recusals.officer_id = :me AND recusals.lifted_at IS NULL)
        AND reports.closed_at IS NULL AND reports.holder_role = 'reporter'
        ORDER BY reports.received_at, reports.id LIMIT :most
      ) AS one
      WHERE (offices.path = :office_0 OR starts_with(offices.path, :office_0 || '/'))
      ORDER BY one.place_0, one.id LIMIT :most
    )) AS ids, (
      SELECT count(*) FROM (
        SELECT reports.id FROM reports
        WHERE reports.track = 'public_service'
        AND reports.id NOT IN (SELECT recusals.report_id FROM recusals
            WHERE recusals.officer_id = :me AND recusals.lifted_at IS NULL)
        AND reports.closed_at IS NULL AND reports.holder_role = 'reporter'
        AND reports.office_id = ANY(ARRAY(SELECT offices.id FROM offices
          WHERE (offices.path = :office_0 OR starts_with(offices.path, :office_0 || '/'))))
        LIMIT :cap
      ) AS one
    ) AS total

`ids` is the page: of each office at or below hers (`:office_0`) no more than a page is read from the index by
office and receipt, and of those the first are kept. One more than the page is asked for: if it comes, there
is a next page. `total` counts up to `:cap`. With a second way, `ids` would read `ARRAY((…) UNION (…))`. Then
one plain statement fetches the rows of these ids.

The statements are text, put together from our own constants; everything that comes from a person is a
parameter (`Way.given`). SQLAlchemy's expressions, built some sixty times a page, cost more than the reading.
"""
