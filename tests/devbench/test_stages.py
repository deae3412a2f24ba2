"""Stages: redone when their inputs change, never taken for whole when they failed, and clear about a failure."""

from pathlib import Path

import pytest

from devbench import locks
from devbench.paths import Paths
from devbench.stages import Log, Runner, Stage, StageError, StageFailed, last_lines, log_name


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
	made = Paths(tmp_path)
	made.prepare()
	return made


def stage(done: list[str], inputs: str, result: Path | None = None) -> Stage:
	return Stage("Some Work", lambda log: done.append(inputs), lambda: inputs, result)


def test_a_finished_stage_is_not_run_again(paths: Paths, capsys: pytest.CaptureFixture) -> None:
	done: list[str] = []
	for _ in range(2):
		Runner(paths, "test", 1).run(stage(done, "a"))
	assert done == ["a"]
	assert capsys.readouterr().out == "[ 1/1] Some Work … 0 s\n[ 1/1] Some Work … ready\n"


def test_changed_inputs_or_a_lost_result_redo_a_stage(paths: Paths) -> None:
	done: list[str] = []
	runner, result = Runner(paths, "test", 9), paths.bench / "result"
	runner.run(stage(done, "a"))
	runner.run(stage(done, "b"))
	runner.run(stage(done, "b", result))
	assert done == ["a", "b", "b"]


def test_a_failure_leaves_no_stamp_and_says_what_to_do(paths: Paths) -> None:
	def fail(log: Log) -> None:
		log.run(["sh", "-c", "echo the disk is full >&2; exit 3"])

	broken = Stage("Some Work", fail, lambda: "a", advice="make room.")
	with pytest.raises(StageFailed) as failure:
		Runner(paths, "test", 1).run(broken)
	text = str(failure.value)
	assert "Failed: Some Work: sh ended with 3" in text
	assert "    the disk is full" in text
	assert "Log:        .bench/logs/test/01-some-work.log" in text
	assert "What to do: make room." in text
	assert not list(paths.stamps.iterdir())


def test_an_earlier_stamp_is_gone_once_the_stage_runs_again(paths: Paths) -> None:
	done: list[str] = []
	Runner(paths, "test", 1).run(stage(done, "a"))

	def fail(log: Log) -> None:
		raise StageError("no")

	with pytest.raises(StageFailed):
		Runner(paths, "test", 1).run(Stage("Some Work", fail, lambda: "b"))
	Runner(paths, "test", 1).run(stage(done, "a"))
	assert done == ["a", "a"]


def test_an_unforeseen_error_keeps_its_traceback_in_the_log(paths: Paths) -> None:
	def fail(log: Log) -> None:
		raise KeyError("unforeseen")

	with pytest.raises(StageFailed) as failure:
		Runner(paths, "test", 1).run(Stage("Some Work", fail))
	assert "KeyError: 'unforeseen'" in str(failure.value).splitlines()[1]
	assert "Traceback" in (paths.logs / "test" / "01-some-work.log").read_text(encoding="utf-8")


def test_a_failed_server_shows_its_own_last_words(paths: Paths) -> None:
	(paths.logs / "server.log").write_text("port 1 is taken\n", encoding="utf-8")

	def fail(log: Log) -> None:
		raise StageError("the server ended", paths.logs / "server.log")

	with pytest.raises(StageFailed, match="port 1 is taken"):
		Runner(paths, "test", 1).run(Stage("Servers", fail))


def test_what_others_stand_on_is_not_redone_under_them(paths: Paths) -> None:
	done: list[str] = []
	base = Stage("Base", lambda log: done.append("base"), lambda: "a", under_all=True)
	other = locks.Sharing(paths, "bench")
	with pytest.raises(locks.Busy, match="another run is using the bench"):
		Runner(paths, "test", 1).run(base)
	other.close()
	Runner(paths, "test", 1).run(base)
	assert done == ["base"]


def test_a_command_that_is_not_there_is_named(paths: Paths) -> None:
	with pytest.raises(StageError, match="command not found: no-such-command"):
		Log(paths.logs / "x.log").run(["no-such-command"])


def test_hidden_words_do_not_reach_the_log(paths: Paths) -> None:
	log = Log(paths.logs / "x.log")
	log.run(["true", "--password", "rahasia"], hide=["rahasia"])
	assert log.tail(1) == ["$ true --password ***"]


def test_of_a_progress_bar_only_the_last_state_is_shown(tmp_path: Path) -> None:
	file = tmp_path / "log"
	file.write_text("start\n[=   ] 20%\r[====] 100%\n\nend\n", encoding="utf-8")
	assert last_lines(file, 2) == ["[====] 100%", "end"]


def test_log_names_are_plain() -> None:
	assert log_name(7, "App on demo.localhost") == "07-app-on-demo-localhost.log"
