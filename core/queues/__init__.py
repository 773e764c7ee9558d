"""Lists of reports: what waits for whom, searching, paging, counting, exporting, saved views."""
