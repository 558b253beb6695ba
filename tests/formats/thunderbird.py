"""A real Thunderbird for tests: a profile of its own, without a way out to any network."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

ADDRESS = "ana.lee@lincoln.example.org"
# A mail account is a must: with Local Folders alone Thunderbird opens its main window and no draft, whatever
# the file. Port 9 is closed: neither mail nor web gets out.
PREFERENCES: dict[str, str | int | bool] = {
    "mail.accountmanager.accounts": "account1,account2",
    "mail.accountmanager.defaultaccount": "account1",
    "mail.accountmanager.localfoldersserver": "server2",
    "mail.account.account1.server": "server1",
    "mail.account.account1.identities": "id1",
    "mail.account.account2.server": "server2",
    "mail.server.server1.type": "pop3",
    "mail.server.server1.hostname": "127.0.0.1",
    "mail.server.server1.port": 9,
    "mail.server.server1.userName": "ana",
    "mail.server.server1.name": "Ana",
    "mail.server.server1.login_at_startup": False,
    "mail.server.server1.check_new_mail": False,
    "mail.server.server1.directory-rel": "[ProfD]Mail/127.0.0.1",
    "mail.server.server2.type": "none",
    "mail.server.server2.hostname": "Local Folders",
    "mail.server.server2.userName": "nobody",
    "mail.server.server2.name": "Local Folders",
    "mail.server.server2.directory-rel": "[ProfD]Mail/Local Folders",
    "mail.identity.id1.fullName": "Ana Lee",
    "mail.identity.id1.useremail": ADDRESS,
    "mail.identity.id1.valid": True,
    "mail.identity.id1.smtpServer": "smtp1",
    "mail.identity.id1.drafts_folder_picker_mode": "1",
    "mail.identity.id1.draft_folder": "mailbox://nobody@Local%20Folders/Drafts",
    "mail.smtpservers": "smtp1",
    "mail.smtpserver.smtp1.hostname": "127.0.0.1",
    "mail.smtpserver.smtp1.port": 9,
    "mail.provider.suppress_dialog_on_startup": True,
    "mail.shell.checkDefaultClient": False,
    "mailnews.start_page.enabled": False,
    "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.enabled": False,
    "intl.locale.requested": "en-US",  # the titles are read below
    "network.dns.disabled": True,
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.socks": "127.0.0.1",
    "network.proxy.socks_port": 9,
    "browser.dom.window.dump.enabled": True,  # its complaints go to the log
    "devtools.console.stdout.chrome": True,
}


def prefer(profile: Path, preferences: Mapping[str, str | int | bool]) -> None:
    """Write a profile's preferences."""
    lines = [f"user_pref({json.dumps(key)}, {json.dumps(value)});\n" for key, value in preferences.items()]
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")


def ended(process: subprocess.Popen[bytes]) -> None:
    """End a process and those that it started: they are a group of their own."""
    if process.poll() is not None:
        return
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)


class Marionette:
    """What Thunderbird is told to do, over its own loopback port: messages of JSON after their length.

    As Mozilla describes it: https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._waiting = b""
        self._number = 0
        self._packet()  # it says hello
        self.call("WebDriver:NewSession")
        self.call("Marionette:SetContext", value="chrome")

    def call(self, name: str, **parameters: object) -> Any:
        """Give a command, and return what comes of it."""
        self._number += 1
        message = json.dumps([0, self._number, name, parameters]).encode()
        self._connection.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._packet()
        assert error is None, error
        return result

    def run(self, script: str, *arguments: object) -> Any:
        """Run a script whose last argument is a function that takes its result."""
        return self.call("WebDriver:ExecuteAsyncScript", script=script, args=arguments)["value"]

    def _packet(self) -> Any:
        while b":" not in self._waiting:
            self._receive()
        length, _, self._waiting = self._waiting.partition(b":")
        while len(self._waiting) < int(length):
            self._receive()
        message, self._waiting = self._waiting[: int(length)], self._waiting[int(length) :]
        return json.loads(message)

    def _receive(self) -> None:
        more = self._connection.recv(65_536)
        assert more, "Thunderbird hung up"
        self._waiting += more


@contextmanager
def driven(folder: Path, patience: float) -> Iterator[Marionette]:
    """Start a Thunderbird without a screen, and end it.

    Args:
        folder: for its profile and its home.
        patience: seconds that anything may take.

    """
    profile, log = folder / "profile", folder / "thunderbird.log"
    for each in (profile, folder / "home"):
        each.mkdir()
    prefer(profile, PREFERENCES | {"marionette.port": 0})
    command = ["thunderbird", "--headless", "--marionette", "--remote-allow-system-access", "--no-remote"]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*command, "--profile", str(profile)],
            env={"PATH": os.environ["PATH"], "HOME": str(folder / "home"), "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        port = _port(process, profile / "MarionetteActivePort", patience)
        assert port, log.read_text(encoding="utf-8", errors="replace")[-2_000:]
        with closing(socket.create_connection(("127.0.0.1", port), patience)) as connection:
            yield Marionette(connection)
    finally:
        ended(process)


def _port(process: subprocess.Popen[bytes], path: Path, patience: float) -> int:
    """Wait until Thunderbird has written on which port it listens; 0 where it has not in time."""
    for _ in range(int(patience / 0.2)):
        if path.is_file() and (said := path.read_text(encoding="ascii").strip()):
            return int(said)
        try:
            process.wait(0.2)
        except subprocess.TimeoutExpired:
            continue
        return 0
    return 0
