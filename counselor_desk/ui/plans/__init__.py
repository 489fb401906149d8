"""The treatment plan on the screen: the tree, its inspector, drafts, signing and reviews."""
