"""Run as a program: reads the files named as arguments, one after the other in one process, as a worker would.

Prints a line of JSON a file: {"refused": sentence or None, "seconds" of computing, "peak": highest resident memory so far, in MB}.
"""

import json
import sys
import time
from pathlib import Path

from kinerja_kecamatan.excel.intake.problems import WorkbookRefused
from kinerja_kecamatan.excel.intake.read import read_sheets


def main() -> None:
	for name in sys.argv[1:]:
		content, refused, start = Path(name).read_bytes(), None, time.process_time()
		try:
			read_sheets(content, ("Isian", "Cap"), 24)
		except WorkbookRefused as error:
			refused = str(error)
		print(
			json.dumps({"refused": refused, "seconds": time.process_time() - start, "peak": peak_mb()}),
			flush=True,
		)


def peak_mb() -> float:
	"""Of this program alone; resource.getrusage remembers the process that started it."""
	status = Path("/proc/self/status").read_text()
	return int(status.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
	main()
