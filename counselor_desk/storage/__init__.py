"""How records rest: the encrypted store and the only SQL of the program."""
