from setuptools import setup

# Old benches call setup.py; everything stands in pyproject.toml.
setup()
