"""Learned weights, small and versioned, and the modules that run them."""
