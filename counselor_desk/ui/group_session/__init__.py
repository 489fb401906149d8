"""The page on which one group session is written up, member after member."""
