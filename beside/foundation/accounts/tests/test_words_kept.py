"""What comes back to somebody who was signed out while writing: their words to be seen, the rest carried along."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from beside.foundation.accounts.words_kept import words_kept


@words_kept
def _keep(request: HttpRequest) -> HttpResponse:
    raise AssertionError("nobody is signed in")


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["Hello?", "Two words", "x" * 40, "one\ntwo"])
@pytest.mark.parametrize("path", ["/talk/2222222222222222/send", "/community/post/2222222222222222/reply"])
def test_words_are_seen_and_the_rest_goes_along(path: str, words: str) -> None:
    carried = "c1e7f5a2-6a0b-4a52-9a75-6c2f6d1b8e10"
    answer = Client().post(path, {"text": words, "client_id": carried})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert f">\n{words}</textarea>" in page
    assert f'type="hidden" name="client_id" value="{carried}"' in page


@pytest.mark.parametrize("how", ["by-itself", "later"])
def test_scripts_hear_that_nobody_is_signed_in(how: str) -> None:
    request = RequestFactory().post("/", {"text": "Words"}, headers={"X-Kept": how})
    request.user = AnonymousUser()
    assert _keep(request).status_code == 401
