"""Processes are known by id and start time, so that a stranger with the same id is never ended."""

import json
import os
from pathlib import Path

import pytest

from devbench import locks, ports, processes
from devbench.paths import LONGEST_SOCKET, Paths, fingerprint


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
	made = Paths(tmp_path)
	made.prepare()
	return made


def test_start_find_stop(paths: Paths) -> None:
	processes.start(paths, "sleeper", ["sleep", "60"])
	found = processes.find(paths, "sleeper")
	assert found and processes.start_time(found.pid) == found.started
	assert processes.stop(paths, "sleeper")
	assert processes.start_time(found.pid) is None
	assert not processes.stop(paths, "sleeper")


def test_a_stranger_with_the_same_id_is_left_alone(paths: Paths) -> None:
	record = {"name": "stranger", "pid": os.getpid(), "started": "another boot:1"}
	(paths.run / "stranger.json").write_text(json.dumps(record), encoding="utf-8")
	assert processes.find(paths, "stranger") is None
	assert not processes.stop(paths, "stranger")


def test_a_broken_record_counts_as_none(paths: Paths) -> None:
	(paths.run / "half.json").write_text('{"name": "ha', encoding="utf-8")
	assert processes.find(paths, "half") is None


def test_a_second_run_is_told_of_the_first(paths: Paths) -> None:
	with locks.command(paths, "demo"):
		assert locks.holders(paths) == [os.getpid()]
		with (
			pytest.raises(locks.Busy, match=f"already running here .process {os.getpid()}."),
			locks.command(paths, "demo"),
		):
			pass
		with locks.command(paths, "test"):
			pass
	assert locks.holders(paths) == []


def test_only_the_last_user_puts_a_shared_server_away(paths: Paths) -> None:
	first, second = locks.Sharing(paths, "mariadb"), locks.Sharing(paths, "mariadb")
	assert not first.last()
	assert second.last()
	second.close()


def test_a_port_is_kept_while_free_and_chosen_again_when_taken(paths: Paths) -> None:
	import socket

	chosen = ports.choose(paths, "web")
	assert ports.choose(paths, "web") == chosen
	with socket.socket() as taker:
		taker.bind((ports.HOST, chosen))
		taker.listen()
		assert ports.choose(paths, "web") != chosen


def test_sockets_fit_however_deep_the_checkout_lies(tmp_path: Path) -> None:
	deep = Paths(tmp_path / ("long-name-" * 12))
	assert len(str(deep.sockets / "mariadb.sock")) < LONGEST_SOCKET


def test_fingerprints_see_contents_and_names(tmp_path: Path) -> None:
	(tmp_path / "a").write_text("1", encoding="utf-8")
	before = fingerprint(tmp_path)
	(tmp_path / "a").rename(tmp_path / "b")
	renamed = fingerprint(tmp_path)
	(tmp_path / "b").write_text("2", encoding="utf-8")
	assert len({before, renamed, fingerprint(tmp_path)}) == 3
