"""The screens of CVs: the versions of a client, and the editor with the page beside it."""
