"""`onrecord serve`: opens and closes, and says why where it cannot."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli.main import cli
from onrecord.errors import NoLedger, OnRecordError
from onrecord.ledger.store import Store
from onrecord.room import server
from onrecord.room.server import CannotServe, listen, serve


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    Store(tmp_path / "news.db").close()
    return tmp_path / "news.db"


def test_it_serves_until_it_is_interrupted(empty: Path) -> None:
    command = [sys.executable, "-m", "onrecord.cli.main", "serve", "--ledger", str(empty), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        address = line.split(": ", 1)[1].split()[0]
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(address, timeout=20) as answer:
            assert "Nothing of this kind is on record yet" in answer.read().decode()
            assert "server" not in {k.lower() for k in answer.headers}
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()
    finally:
        process.kill()
        process.communicate()


def test_a_taken_port_is_said_to_be(empty: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = CliRunner().invoke(cli, ["serve", "--ledger", str(empty), "--port", str(port)])
    assert isinstance(result.exception, CannotServe)
    assert f"port {port} is taken" in str(result.exception)
    assert f"--port {port + 1}" in str(result.exception)


@pytest.mark.parametrize("host", ["256.1.1.1", "no such host", "203.0.113.7", "\u2603" * 80])
def test_an_address_of_another_machine_is_refused(host: str) -> None:
    with pytest.raises(CannotServe, match="--host"):
        listen(host, 0)
    assert issubclass(CannotServe, OnRecordError)


def test_no_ledger_is_said_before_a_port_is_taken(tmp_path: Path) -> None:
    with pytest.raises(NoLedger):
        serve(tmp_path / "none.db", port=0, opened=print)


def test_beyond_this_machine_a_token_is_made_and_told(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[tuple[str | None, tuple[str, ...]]] = []
    monkeypatch.setattr(server, "_run", lambda path, taken, token, hosts: runs.append((token, hosts)))
    told: list[str] = []
    serve(empty, port=0, opened=told.append)
    assert runs.pop() == (None, ())
    assert "token" not in told.pop()
    serve(empty, host="0.0.0.0", port=0, opened=told.append)
    token, hosts = runs.pop()
    assert token is not None
    assert len(token) >= 24
    assert told.pop().endswith(f"/?token={token}")
    assert "0.0.0.0" in hosts
    result = CliRunner().invoke(cli, ["serve", "--ledger", str(empty), "--port", "0", "--host", "0.0.0.0", "--token", "a-token-of-my-own-1"])
    assert result.exit_code == 0
    assert "?token=a-token-of-my-own-1" in result.stdout
    assert "not encrypted" in result.stderr
    assert CliRunner().invoke(cli, ["serve", "--token", "short"]).exit_code == 2
