"""Somebody is told when a nightly task fails: by mail, and by calling an address."""
