"""The demo content: an invented province's department, its articles, and the pictures drawn for them."""
