"""What the tests share: the environment they run in, an office of their own, people over HTTP."""
