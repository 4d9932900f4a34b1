"""The demo articles: twelve invented stories of our own."""
