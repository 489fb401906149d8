"""Session notes on the screen: the editor, the list of a client's notes, and the reader."""
