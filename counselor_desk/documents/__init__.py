"""How records look on paper: records in, blocks, bytes out."""
