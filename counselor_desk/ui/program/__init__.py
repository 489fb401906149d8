"""You and program: who signs here and for which program."""
