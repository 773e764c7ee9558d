"""An officer's own pages: signing in, profile, tokens, chat, notices."""
