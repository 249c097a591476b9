"""The demo content: an invented province's department, with its articles,
pictures and documents.
"""
