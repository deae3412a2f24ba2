"""What recaps must say, told a second time: plain and slow, in fractions, and apart from the app, of which nothing is imported here
(`tests/oracle/test_apart.py`)."""
