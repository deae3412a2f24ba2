"""What hooks.py says about what leaves the site: hook values."""

before_request = before_job = ["kinerja_kecamatan.output.install.install"]
