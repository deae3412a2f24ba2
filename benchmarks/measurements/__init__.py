"""One module per measurement; every module here is found by itself."""
