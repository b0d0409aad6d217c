"""Reports and articles compared with one another: which belong together, and why."""
