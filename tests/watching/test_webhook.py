"""Messages to a webhook: signed, tried again, never to a private address or led elsewhere, within limits."""

from __future__ import annotations

import base64
import hashlib
import hmac
import socket
import threading
import time
from typing import Any

import pytest
from receiver import receiving

from onrecord.watching import webhook
from onrecord.watching.webhook import BadWebhook, Webhook, delay, is_public, key_of, signature

KEY = b"a key of sixteen bytes and more"


def test_a_message_arrives_signed_as_standard_webhooks_are() -> None:
    with receiving() as receiver:
        assert not Webhook(receiver.address, KEY, allow_private=True).send("id-1", b'{"a": "\xc3\xa9"}', 1_700_000_000).problem
    ((headers, body),) = receiver.taken
    assert body == b'{"a": "\xc3\xa9"}'
    assert headers["content-type"] == "application/json"
    assert (headers["webhook-id"], headers["webhook-timestamp"]) == ("id-1", "1700000000")
    assert headers["host"] == receiver.address.split("/")[2]
    expected = base64.b64encode(hmac.new(KEY, b"id-1.1700000000." + body, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    with receiving() as receiver:
        Webhook(receiver.address, allow_private=True).send("id-1", b"{}", 1)
    assert "webhook-signature" not in receiver.taken[0][0]


def test_the_signature_is_that_of_the_specification_s_own_example() -> None:
    """The example of the specification of Standard Webhooks."""
    key = key_of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    assert signature(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}') == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1",
        "2002:7f00:1::", "2002:a00:1::1", "198.18.0.1", "192.0.2.1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public_are_told_from_those_that_are(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.215.14", "2606:4700:4700::1111", "64:ff9b::101:101", "::ffff:1.1.1.1"])
def test_public_addresses_are_known(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
def test_a_private_address_is_refused_before_anything_is_sent(host: str) -> None:
    with receiving() as receiver:
        port = receiver.address.split(":")[2].split("/")[0]
        hook = Webhook(f"http://{host}:{port}/", KEY)
        assert hook.send("id", b"{}", 1).problem
        assert receiver.tries == 0
        try:
            socket.getaddrinfo(host.strip("[]"), None)
        except OSError:
            return  # this machine does not take that way of writing it
        with pytest.raises(BadWebhook, match="--allow-private"):
            hook.check()


def test_a_name_is_looked_up_once_so_that_it_cannot_change_its_mind(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    connected: list[Any] = []

    def lookup(host: str, port: int, **_: object) -> list[Any]:
        asked.append(host)
        return [(2, 1, 6, "", ("93.184.215.14" if len(asked) == 1 else "127.0.0.1", port))]

    def connect(address: Any, **_: object) -> socket.socket:
        connected.append(address)
        raise OSError("not in a test")

    monkeypatch.setattr(webhook.socket, "getaddrinfo", lookup)
    monkeypatch.setattr(webhook.socket, "create_connection", connect)
    assert "not in a test" in Webhook("https://example.org/hook").send("id", b"{}", 1).problem
    assert asked == ["example.org"]
    assert connected == [("93.184.215.14", 443)]
    assert "no public address" in Webhook("https://example.org/hook").send("id", b"{}", 1).problem  # now the name leads inside
    assert len(connected) == 1


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(2, 1, 6, "", ("93.184.215.14", 443)), (2, 1, 6, "", ("10.0.0.1", 443))]
    monkeypatch.setattr(webhook.socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(BadWebhook, match=r"10\.0\.0\.1"):
        Webhook("https://example.org").check()


def test_it_is_not_led_elsewhere() -> None:
    with receiving() as other, receiving(statuses=[307], headers={"location": other.address}) as receiver:
        outcome = Webhook(receiver.address, allow_private=True).send("id", b"{}", 1)
        assert "leads elsewhere" in outcome.problem
        assert (receiver.tries, other.tries) == (1, 0)


def test_a_receiver_that_dawdles_is_hung_up_on() -> None:
    with receiving(drip=0.05) as receiver:
        begun = time.monotonic()
        outcome = Webhook(receiver.address, allow_private=True, seconds=0.4).send("id", b"{}", 1)
        assert outcome.problem
        assert time.monotonic() - begun < 3


def test_a_receiver_that_dawdles_over_its_greeting_is_hung_up_on_too() -> None:
    """Under TLS: a record is begun, and comes byte by byte, each within the timeout of the socket."""

    def dawdle() -> None:
        other, _ = server.accept()
        with other:
            try:
                other.sendall(b"\x16\x03\x03\x40\x00")
                for _ in range(400):
                    other.sendall(b"\x02")
                    time.sleep(0.05)
            except OSError:
                return

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=dawdle, daemon=True).start()
        begun = time.monotonic()
        outcome = Webhook(f"https://localhost:{server.getsockname()[1]}/", allow_private=True, seconds=0.5).send("id", b"{}", 1)
        assert outcome.problem.startswith("no answer")
        assert time.monotonic() - begun < 4


def test_what_speaks_no_tls_gets_nothing_over_https() -> None:
    """Plain words where TLS is spoken: nothing is sent."""
    with receiving() as receiver:
        outcome = Webhook(receiver.address.replace("http:", "https:"), KEY, allow_private=True).send("id", b"{}", 1)
        assert outcome.problem.startswith("no answer")
        assert receiver.tries == 0


def test_an_endless_answer_is_not_read() -> None:
    with receiving(statuses=[200], body=b"x" * 30_000_000) as receiver:
        assert not Webhook(receiver.address, allow_private=True).send("id", b"{}", 1).problem
    assert "larger" in Webhook(receiver.address, allow_private=True).send("id", b"x" * 300_000, 1).problem


def test_what_went_wrong_is_told_and_whether_anybody_was_there() -> None:
    with receiving(statuses=[503], headers={"retry-after": "90"}) as receiver:
        outcome = Webhook(receiver.address, allow_private=True).send("id", b"{}", 1)
        assert (outcome.problem, outcome.wait, outcome.reached) == ("status 503", 90.0, True)
    gone = Webhook(receiver.address, allow_private=True, seconds=1).send("id", b"{}", 1)
    assert gone.problem.startswith("no answer")
    assert not gone.reached
    nowhere = Webhook("https://nowhere.invalid/hook").send("id", b"{}", 1)
    assert nowhere.problem == "the name nowhere.invalid cannot be looked up"
    assert not nowhere.reached


def test_waits_grow_and_heed_the_receiver() -> None:
    waits = [delay(n, None) for n in range(1, 9)]
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (5.0, 3600.0)
    assert delay(1, 90.0) == 90.0
    assert delay(1, 1e9) == 3600.0
    assert delay(6, 1.0) == 3600.0


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "example.org/hook", "http://", "https://user:pass@example.org/", "https://example.org:99999/", "http://exa mple.org/",
            "file:///etc/passwd", "https://example.org/\r\nx: y"],
)  # fmt: skip
def test_what_is_no_address_of_a_webhook_is_refused(url: str) -> None:
    with pytest.raises(BadWebhook):
        Webhook(url).check()
    assert Webhook(url).send("id", b"{}", 1).problem


@pytest.mark.parametrize("secret", ["short", "whsec_!!!", "whsec_AAAA"])
def test_a_secret_that_keeps_nothing_secret_is_refused(secret: str) -> None:
    with pytest.raises(BadWebhook):
        key_of(secret)
