"""What can be said and done, as data: TOML files, and the one loader that reads them."""
