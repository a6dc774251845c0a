"""What the sign-in library asks us."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage
from allauth.core import context as library
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from beside.foundation.accounts import actions, answers, keys, letters, queries
from beside.foundation.accounts.middleware import AGREE_FIRST
from beside.foundation.accounts.models import Person
from beside.foundation.audit.actions import BESIDE
from beside.foundation.realtime import hub

_NO_ADDRESS = "0.0.0.0"  # noqa: S104  (not a place to listen on: nothing is known)

_NOT_IT = _("That is not the code. Look again; it may have changed.")
_NOT_TOGETHER = _("These do not belong together. Look again at both.")


class ConfirmWhereThereIsOne(EmailVerificationStage):  # type: ignore[misc]
    """Asks for a confirmed address, except of those who joined without any."""

    def handle(self) -> tuple[Any, bool]:
        """The library's answer: a response to give instead, and whether to go on."""
        person = self.login.user
        if person is not None and not EmailAddress.objects.filter(user_id=person.pk).exists():
            return None, True
        found: tuple[Any, bool] = super().handle()
        return found


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Joining by our rules, letters through our outbox, sockets that end with their session."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed."),
        "cannot_remove_primary_email": _("This is your main address. Make another one the main address first."),
        "duplicate_email": _("This address is yours already."),
        "email_password_mismatch": _NOT_TOGETHER,
        "username_password_mismatch": _NOT_TOGETHER,
        "invalid_login": _NOT_TOGETHER,
        "enter_current_password": _("That is not the password you have now."),
        "incorrect_code": _NOT_IT,
        "incorrect_password": _("That is not your password. Try once more."),
        "invalid_or_expired_key": _("This link is used up. You can ask for a fresh letter."),
        "invalid_password_reset": _("This link is used up. You can ask for a fresh letter."),
        "max_email_addresses": _("You can have up to %d addresses."),
        "too_many_login_attempts": _("That was tried too often. Wait a few minutes, then try again."),
        "unverified_primary_email": _("Confirm the address first. Then it can be your main one."),
        "same_as_current": _("That is the one you have now."),
        "rate_limited": _("That was a bit fast. Wait a moment, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Only for someone who has answered what comes before."""
        return answers.may_make_account(request)

    def populate_username(self, request: HttpRequest, user: Person) -> None:
        """Those who join with an email get no sign-in name: it would be made from their address."""

    def save_user(self, request: HttpRequest, user: Person, form: Any, commit: bool = True) -> Person:
        """Make the account with what was answered before."""
        super().save_user(request, user, form, commit=False)
        given = answers.given(request)
        actions.begin(user, birth_year=given.birth_year or 0, invitation=given.invitation, actor=BESIDE)
        return user

    def get_login_stages(self) -> list[str]:
        """The library's stages, with ours in place of the one that insists on an address."""
        theirs = "allauth.account.stages.EmailVerificationStage"
        ours = f"{ConfirmWhereThereIsOne.__module__}.{ConfirmWhereThereIsOne.__name__}"
        return [ours if stage == theirs else stage for stage in super().get_login_stages()]

    def login(self, request: HttpRequest, user: Person) -> None:
        """Sign in; ask again where a text has changed; forget the joining answers."""
        super().login(request, user)
        answers.forget(request)
        if user.admitted_at is not None and queries.texts_to_agree(user):
            request.session[AGREE_FIRST] = True

    def post_login(self, request: HttpRequest, user: Person, **given: Any) -> Any:
        """Where to go now. The library has just noted the device; its network address is none of our business."""
        response = super().post_login(request, user, **given)
        UserSession.objects.filter(session_key=request.session.session_key).update(ip=_NO_ADDRESS)
        return response

    def logout(self, request: HttpRequest) -> None:
        """Sign out, open pages included."""
        key = request.session.session_key
        super().logout(request)
        if key:
            hub.end_session(key)

    def set_password(self, user: Person, password: str) -> None:
        """A new password ends every other session; their open pages close with them."""
        super().set_password(user, password)
        hub.end_person(user.pk)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Leave the letter in the outbox: the page answers equally fast whoever is asked for."""
        known = {"email": email, "link": _link(context.get("code")), "organisation": queries.organisation().name}
        message = self.render_mail(template_prefix, email, known | context | {"request": library.request})
        letters.write(email, message.subject, str(message.body))


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of authenticator apps and recovery codes locked with the organisation's key."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": _("You use a second step. Take it away first, then add the address."),
        "cannot_delete_authenticator": _("Your second step cannot be taken away."),
        "cannot_generate_recovery_codes": _("Add a passkey or an app first. Recovery codes come with it."),
        "incorrect_code": _NOT_IT,
        "unverified_email": _("Confirm your email first. Then you can add a second step."),
    }

    def generate_authenticator_name(self, user: Person, type: Any) -> str:
        """What a new passkey is called until its owner names it."""
        return gettext("My passkey %(number)d") % {
            "number": Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        }

    def encrypt(self, text: str) -> str:
        """Locked, as letters that a JSON field can hold."""
        return base64.b64encode(keys.seal_for_site(text, "accounts.mfa")).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again. Raises ``crypto.Unreadable``."""
        return keys.open_for_site(base64.b64decode(encrypted_text), "accounts.mfa")


def _link(code: str | None) -> str:
    """The page where a code is typed, with the code filled in; empty for letters without one."""
    if not code:
        return ""
    return f"{settings.ENV.public_url}{reverse('account_confirm_login_code')}?{urlencode({'code': code})}"
