"""The desk's pages: server-rendered, over the same services as the API."""
