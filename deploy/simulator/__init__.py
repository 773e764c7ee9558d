"""A stand-in for Telegram, for demonstration, training, tests and load.

It speaks the Bot API's wire protocol to bots and a small HTTP protocol, with a chat page,
to the people who play reporters. It knows nothing of Kentongan and imports nothing from it.
"""
