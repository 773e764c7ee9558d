"""The domain of Kentongan: reports, the chain they travel, and who may see them.

Nothing in here knows Telegram, HTTP or HTML. `bot` and `backoffice` stand on it and
never on each other.
"""
