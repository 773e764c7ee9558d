"""How the bot speaks: replies, buttons, splitting, delivery."""
