"""Finding articles again: accents typed or not, in every field that readers see."""
