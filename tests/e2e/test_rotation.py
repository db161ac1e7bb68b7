"""The whole story on a machine where nothing is set up: rotate, hand over, and the gateway registers a client."""

from tests.e2e.conftest import Machine
from tests.e2e.test_journey import confirm, open_app


def test_the_gateway_registers_a_client_with_the_token_it_was_handed(machine: Machine) -> None:
    app = machine.app_with("present")
    with machine.console() as terminal:
        open_app(terminal, app["name"])
        terminal.wait("A token exists")
        terminal.press("R")
        terminal.wait("practice-gateway")
        confirm(terminal, "enter", "no undo")
        confirm(terminal, "y", "Regenerated; practice-gateway holds the token")
        assert "Lock-out at most" in terminal.text
        terminal.press("t")
        terminal.wait("The gateway registered")
        terminal.press("left")
        terminal.wait("A token exists")
        terminal.press("left", "f5")
        terminal.wait("Gateway client of")
        terminal.press("q")
        assert terminal.wait_end() == 0
    names = [each["name"] for each in machine.json("list")]
    assert f"Gateway client of {app['name']}" in names


def test_with_the_hand_over_skipped_the_gateways_registration_fails(machine: Machine) -> None:
    app = machine.app_with("present")
    machine.run("hand-over", app["id"], "--to", "practice-gateway", "--yes")
    with machine.console() as terminal:
        open_app(terminal, app["name"])
        terminal.wait("A token exists")
        terminal.press("t")
        terminal.wait("The gateway registered")
        terminal.press("g")
        terminal.wait("no undo")
        confirm(terminal, "y", "the old token is dead")
        terminal.press("t")
        terminal.wait("The gateway could not register")
        assert "h hands it the token that there is." in " ".join(terminal.text.split())
        terminal.press("h")
        terminal.wait("practice-gateway")
        confirm(terminal, "enter", "What these targets hold is overwritten")
        confirm(terminal, "y", "Handed over; practice-gateway holds the token")
        terminal.press("t")
        terminal.wait("The gateway registered")
        token = machine.reveal(app["name"])
        assert token.encode() not in terminal.raw
