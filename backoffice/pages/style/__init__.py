"""The style page, with samples of every part."""
