"""The print preview: the real pages of a document, and every way from there to paper."""
