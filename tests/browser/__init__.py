"""What a browser shows of the reading room. A package, so that its browser is closed when its last test is done."""
