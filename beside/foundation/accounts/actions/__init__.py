"""What can be done with accounts. Each file holds one family of verbs; all are called as ``actions.verb(…)``."""

from beside.core.refusal import Refused
from beside.foundation.accounts.actions.devices import end_device, end_other_devices
from beside.foundation.accounts.actions.invitations import end_invitation, make_invitation
from beside.foundation.accounts.actions.joining import (
    admit,
    ask_for_admission,
    begin,
    check_password,
    code_words,
    finish_joining,
    free_name,
    join,
    make_recovery_codes,
    recover,
    recovery_codes_kept,
    refuse,
    replace_recovery_codes,
    use_invitation,
)
from beside.foundation.accounts.actions.leaving import erase, export_everything
from beside.foundation.accounts.actions.organisation import change_organisation, make_setup_link, set_up
from beside.foundation.accounts.actions.roles import end_role, grant_role
from beside.foundation.accounts.actions.texts import give_consent, publish_text, withdraw_consent
from beside.foundation.accounts.actions.tokens import end_token, make_token
from beside.foundation.accounts.actions.writing import set_hints

__all__ = [
    "Refused",
    "admit",
    "ask_for_admission",
    "begin",
    "change_organisation",
    "check_password",
    "code_words",
    "end_device",
    "end_invitation",
    "end_other_devices",
    "end_role",
    "end_token",
    "erase",
    "export_everything",
    "finish_joining",
    "free_name",
    "give_consent",
    "grant_role",
    "join",
    "make_invitation",
    "make_recovery_codes",
    "make_setup_link",
    "make_token",
    "publish_text",
    "recover",
    "recovery_codes_kept",
    "refuse",
    "replace_recovery_codes",
    "set_hints",
    "set_up",
    "use_invitation",
    "withdraw_consent",
]
