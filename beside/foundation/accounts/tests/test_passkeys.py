"""A passkey made and used in a real browser, under our content policy."""

from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from beside.foundation.accounts.models import Person
from beside.foundation.accounts.tests.steps import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A browser with a security key built in."""
    # A worker fetches beside the page, with the cookies of a moment ago.
    context = chromium.new_context(service_workers="block")
    found = context.new_page()
    devtools = found.context.new_cdp_session(found)
    devtools.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    yield found
    context.close()


def test_a_passkey_is_made_and_signs_in(page: Page, live_server: LiveServer, ada: Person) -> None:
    page.goto(f"{live_server.url}/accounts/login/?next=/settings")
    page.fill("input[name=login]", "ada")
    page.fill("input[name=password]", PASSWORD)
    page.click("main form:has(input[name=password]) button")
    page.wait_for_url(f"{live_server.url}/settings")
    page.goto(f"{live_server.url}/accounts/2fa/webauthn/add/")
    page.fill("input[name=password]", PASSWORD)
    page.click("main form:has(input[name=password]) button")
    page.fill("input[name=name]", "This laptop")
    page.check("input[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(lambda url: "/add/" not in url)
    assert Authenticator.objects.filter(user_id=ada.pk, type=Authenticator.Type.WEBAUTHN).exists()
    page.goto("about:blank")  # what is still on its way would bring the old session back
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/accounts/login/?next=/settings")
    page.click("#passkey_login")
    page.wait_for_url(f"{live_server.url}/settings")
    assert page.locator("h1").count() == 1
