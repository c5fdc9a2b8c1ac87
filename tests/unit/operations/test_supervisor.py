"""The configuration file as supervisord itself reads it."""

from __future__ import annotations

from pathlib import Path

import pytest
from supervisor.datatypes import RestartWhenExitUnexpected
from supervisor.options import ProcessConfig, ServerOptions

from operations.failure import Failure
from operations.local.configuration import Supervised, render
from operations.local.home import Home
from operations.local.supervisor import History, Supervisor


def read_back(home: Home, *programs: Supervised) -> list[ProcessConfig]:
    home.make()
    home.supervisor.write_text(render(home, programs), "utf-8")
    options = ServerOptions()
    options.realize(["-c", str(home.supervisor)])
    return [process for group in options.process_group_configs for process in group.process_configs]


@pytest.mark.parametrize(
    "value",
    ["plain", "50%", "%(here)s", 'a "quoted" word', "back\\slash", "a,b=c", "x y", "كنف", "$HOME"],
)
def test_any_value_reaches_the_program_as_it_is(tmp_path: Path, value: str) -> None:
    program = Supervised("one", ["run", "me"], {"KANAF_VALUE": value, "OTHER": "1"}, 10)
    (process,) = read_back(Home(tmp_path / "copy"), program)
    assert process.environment == {"KANAF_VALUE": value, "OTHER": "1"}


def test_arguments_with_blanks_and_signs_stay_one_argument(tmp_path: Path) -> None:
    program = Supervised("one", ["/opt/my app/run", "100%", "it's"], {}, 10)
    (process,) = read_back(Home(tmp_path / "copy"), program)
    assert "'/opt/my app/run' 100% 'it'\"'\"'s'" in process.command


def test_a_program_is_always_started_again_unless_its_settings_are_wrong(tmp_path: Path) -> None:
    (process,) = read_back(Home(tmp_path / "copy"), Supervised("one", ["x"], {}, 17))
    assert process.exitcodes == [78]
    assert process.autorestart is RestartWhenExitUnexpected
    assert process.startretries > 100_000
    assert process.stopwaitsecs == 17


def test_a_folder_with_blanks_works(tmp_path: Path) -> None:
    home = Home(tmp_path / "my own copy (2)")
    (process,) = read_back(home, Supervised("one", ["x"], {}, 10))
    assert process.stdout_logfile == str(home.logs / "one.log")


@pytest.mark.parametrize("name", ["a ;b", "a #b", "100%"])
def test_a_folder_that_the_file_cannot_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Failure, match="folder named"):
        render(Home(tmp_path / name), [])


def test_a_value_that_the_file_cannot_hold_is_refused_by_its_name(tmp_path: Path) -> None:
    program = Supervised("one", ["x"], {"KANAF_MAIL_FROM": """ "it's" """}, 10)
    with pytest.raises(Failure, match="KANAF_MAIL_FROM"):
        render(Home(tmp_path), [program])


def test_a_long_folder_gets_its_socket_elsewhere(tmp_path: Path) -> None:
    long = Home(tmp_path / ("x" * 120))
    assert len(str(long.socket)) < 98
    assert long.socket != Home(tmp_path / ("y" * 120)).socket


def test_restarts_are_counted_since_the_supervisor_started(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.make()
    (home.logs / "supervisord.log").write_text(
        "INFO supervisord started with pid 1\nINFO spawned: 'registry' with pid 2\n"
        "INFO supervisord started with pid 5\nINFO spawned: 'registry' with pid 6\n"
        "INFO spawned: 'gateway' with pid 7\nWARN exited: registry (exit status 1; not expected)\n"
        "INFO spawned: 'registry' with pid 8\nWARN exited: gateway (exit status 78; not expected)"
    )
    assert Supervisor(home).histories() == {
        "registry": History(restarts=1),
        "gateway": History(restarts=0, wrong_settings=True),
    }


def test_nobody_answers_before_it_was_started(tmp_path: Path) -> None:
    assert not Supervisor(Home(tmp_path)).is_running()
