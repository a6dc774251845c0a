"""Passkey, authenticator app, recovery codes, and devices that can be ended from afar."""

import re
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import expect

from tests.journeys.conftest import Visitors
from tests.journeys.visitor import Visitor
from tests.running import Running

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journey-rest")]

_KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def _sign_in(visitor: Visitor, who: str, password: str, *, to: str = "/today") -> None:
    visitor.go(f"/accounts/login/?next={to}")
    visitor.write("Email or sign-in name", f"{who.lower()}-signs-in")
    visitor.write("Password", password)
    visitor.press("Sign in")


def _prove(visitor: Visitor, password: str) -> None:
    """Before what matters most the password is asked for again, unless it was given a moment ago."""
    if "/reauthenticate" in visitor.path:
        visitor.write("Password", password)
        visitor.page.get_by_role("main").get_by_role("button").first.click()


def _code(secret: str) -> str:
    """What an authenticator app shows now."""
    counters = list(yield_hotp_counters_from_time())  # those that are taken: some before, now, some after
    return str(format_hotp_value(hotp_value(secret, counters[len(counters) // 2])))


def test_a_passkey_is_made_and_signs_in(service: Running, visitors: Visitors) -> None:
    service.world.ask("newcomer", pseudonym="Bunting")
    one = visitors()
    one.url = one.url.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, never to a bare number
    devtools = one.context.new_cdp_session(one.page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": _KEY})
    _sign_in(one, "Bunting", service.cast["password"], to="/settings")
    one.at("/settings")
    one.go("/accounts/2fa/webauthn/add/")
    _prove(one, service.cast["password"])
    one.tick("Let it sign me in by itself")
    one.page.get_by_role("main").get_by_role("button", name="Add a passkey").click()
    expect(one.page).not_to_have_url(re.compile("/add/"))
    one.page.goto("about:blank")  # what is still on its way would bring the old session back
    one.context.clear_cookies()
    one.go("/accounts/login/?next=/settings")
    one.press("Use a passkey")
    one.at("/settings")
    expect(one.page.get_by_text("bunting-signs-in")).to_be_visible()


def test_an_authenticator_app_and_then_a_recovery_code(service: Running, visitors: Visitors) -> None:
    service.world.ask("newcomer", pseudonym="Serin")
    one, password = visitors(), service.cast["password"]
    _sign_in(one, "Serin", password)
    one.at("/today")
    one.go("/accounts/2fa/totp/activate/")
    _prove(one, password)
    secret = one.field("The key, to type into the app").input_value()
    one.page.get_by_role("main").locator("input[name=code]").fill(_code(secret))
    one.page.get_by_role("main").get_by_role("button", name="Connect the app").click()
    expect(one.page).not_to_have_url(re.compile("/activate/"))
    one.go("/accounts/2fa/recovery-codes/generate/")
    _prove(one, password)
    if "/generate" in one.path:
        one.page.get_by_role("main").get_by_role("button").first.click()
    one.go("/accounts/2fa/recovery-codes/")
    codes = re.findall(r"\b[0-9a-f]{8}\b", one.page.get_by_role("main").inner_html())
    assert codes
    _second_step(visitors(), password, lambda: _code(secret))
    _second_step(visitors(), password, lambda: codes[0])
    used = visitors()
    _second_step(used, password, lambda: codes[0], lets_in=False)


def _second_step(visitor: Visitor, password: str, code: Callable[[], str], *, lets_in: bool = True) -> None:
    """``code`` is looked up when it is asked for, as people do: one from before signing in may be over."""
    _sign_in(visitor, "Serin", password)
    visitor.at("/accounts/2fa/authenticate/")
    visitor.page.get_by_role("main").locator("input[name=code]").fill(code())
    visitor.page.get_by_role("main").get_by_role("button", name="Sign in").click()
    if lets_in:
        visitor.at("/today")
    else:
        visitor.at("/accounts/2fa/authenticate/")


def test_a_recovery_code_sets_a_new_password_once(service: Running, visitors: Visitors) -> None:
    codes = service.world.ask("newcomer", pseudonym="Linnet")
    for lets_in in (True, False):
        one = visitors()
        one.go("/accounts/recover")
        one.write("Sign-in name", "linnet-signs-in")
        one.write("One of your recovery codes", codes[0])
        one.write("A new password", "two green cups and a spoon")
        one.press("Set the password and sign in")
        one.at("/today" if lets_in else "/accounts/recover")


def test_another_device_is_ended_and_its_open_page_says_so(service: Running, visitors: Visitors) -> None:
    service.world.ask("newcomer", pseudonym="Whimbrel")
    here, there = (
        visitors(),
        visitors(user_agent="Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"),
    )
    for one in (here, there):
        _sign_in(one, "Whimbrel", service.cast["password"])
        one.at("/today")
    here.go("/settings/devices")
    expect(here.page.get_by_text("this device")).to_have_count(1)
    here.page.get_by_role("button", name=re.compile("^Sign it out")).click()
    expect(there.page.get_by_text("You have been signed out")).to_be_visible()
    there.go("/today")
    there.at("/accounts/login/")
    here.go("/today")
    here.at("/today")
