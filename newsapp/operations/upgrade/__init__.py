"""From one release to another and back: tried on a copy first, undone by itself where the new one
is not well.
"""
