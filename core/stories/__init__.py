"""Reading a story: what happened, when, where, who, of what kind, as its writer told it.

Pure: words in, proposals out.
"""
