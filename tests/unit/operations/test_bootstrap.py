from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from operations import bootstrap, debian
from operations.failure import Failure


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone with an environment in which pip only takes note of what it is asked."""
    (tmp_path / ".venv").mkdir()
    (tmp_path / "requirements.lock").write_text("click==8 \\\n    --hash=sha256:0\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    monkeypatch.setattr(bootstrap, "_ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "_VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "_LOCK", tmp_path / "requirements.lock")
    monkeypatch.setattr(bootstrap, "_runs", lambda python: True)
    return tmp_path


@pytest.fixture
def asked(clone: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    calls: list[list[str]] = []
    monkeypatch.setattr(bootstrap, "_pip", lambda arguments, count: calls.append(arguments))
    return calls


def test_dependencies_are_installed_by_their_hashes(asked: list[list[str]]) -> None:
    assert bootstrap.main() == 0
    assert "--require-hashes" in asked[0]
    assert "--no-deps" in asked[1]


def test_each_package_is_installed_once_with_all_its_hashes(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [
        f"package-{number}==1 \\\n    --hash=sha256:{number}\n    # via kanaf"
        for number in range(5)
    ]
    (clone / "requirements.lock").write_text("# a comment\n" + "\n".join(entries) + "\n")
    installed: list[str] = []

    def pip(arguments: list[str], count: int) -> None:
        if "-r" in arguments:
            share = Path(arguments[arguments.index("-r") + 1]).read_text("utf-8")
            assert share.count("--hash") == count
            installed.append(share)

    monkeypatch.setattr(bootstrap, "_pip", pip)
    assert bootstrap.main() == 0
    together = "\n".join(installed)
    assert [together.count(entry) for entry in entries] == [1] * 5


def test_with_an_unchanged_lock_nothing_runs_again(asked: list[list[str]]) -> None:
    bootstrap.main()
    asked.clear()
    assert bootstrap.main() == 0
    assert asked == []


def test_a_changed_lock_is_installed(asked: list[list[str]], clone: Path) -> None:
    bootstrap.main()
    asked.clear()
    (clone / "requirements.lock").write_text("click==9 \\\n    --hash=sha256:1\n")
    bootstrap.main()
    assert "--require-hashes" in asked[0]


def test_what_failed_is_tried_again_next_time(
    clone: Path, asked: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(arguments: list[str], count: int) -> None:
        raise Failure("pip failed: no network", "check the network")

    with monkeypatch.context() as patched:
        patched.setattr(bootstrap, "_pip", fail)
        assert bootstrap.main() == 1
    assert bootstrap.main() == 0
    assert len(asked) == 2


def test_another_python_is_refused_with_a_remedy(
    clone: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.version_info", (3, 12, 1))
    assert bootstrap.main() == 1
    assert "PYTHON=" in capsys.readouterr().err


@pytest.fixture
def policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "policy-rc.d"
    monkeypatch.setattr(debian, "_POLICY", file)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    return file


def test_installing_a_package_starts_no_service_and_leaves_no_trace(
    policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def apt(*arguments: Any, **options: Any) -> subprocess.CompletedProcess[str]:
        seen.append(policy.read_text())
        return subprocess.CompletedProcess([], 0, "", "")

    monkeypatch.setattr("subprocess.run", apt)
    debian.install("rabbitmq-server", "the message broker")
    assert "exit 101" in seen[0]
    assert not policy.exists()


def test_a_policy_that_was_there_is_put_back_even_after_a_failure(
    policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy.write_text("#!/bin/sh\nexit 0\n")
    policy.chmod(0o755)
    failed = subprocess.CompletedProcess[str]([], 100, "", "E: Unable to locate package")
    monkeypatch.setattr("subprocess.run", lambda *a, **k: failed)
    with pytest.raises(Failure, match="Unable to locate package"):
        debian.install("rabbitmq-server", "the message broker")
    assert policy.read_text() == "#!/bin/sh\nexit 0\n"
    assert policy.stat().st_mode & 0o777 == 0o755


def test_who_may_not_install_is_told_the_command(
    policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(Failure) as failure:
        debian.install("rabbitmq-server", "the message broker")
    assert failure.value.remedy.startswith("sudo apt-get install")
    assert not policy.exists()
