"""Made data to measure the resolution with: lists of one region, homonyms, a register, network files; seeded, nothing in it is real."""
