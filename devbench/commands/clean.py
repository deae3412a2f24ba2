"""`make clean`: stop everything and remove what the bench made."""

from __future__ import annotations

import shutil

from devbench.commands.stop import stop
from devbench.paths import Paths


def clean(paths: Paths) -> int:
	stop(paths)
	folders = [paths.bench, paths.out] + ([] if paths.sockets == paths.run else [paths.sockets])
	for folder in folders:
		shutil.rmtree(folder, ignore_errors=True)
	print("Removed .bench and out.")
	return 0
