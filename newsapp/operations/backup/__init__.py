"""Backups: made while the site is used, checked before they are trusted,
proven by restoring them.
"""
