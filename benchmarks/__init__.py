"""One module a task: `python -m benchmarks.TASK INPUT OUTPUT` reads a data set and writes predictions for the scorer."""
