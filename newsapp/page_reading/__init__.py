"""Finds an article in a page of an old site: its title, day, text and the rest, by the labels that
people wrote and by what the page says of itself. It knows no database and no site.
"""
