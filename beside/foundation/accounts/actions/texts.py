"""Texts people agree to."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from beside.core.clock import now
from beside.core.refusal import Refused
from beside.foundation.accounts import queries
from beside.foundation.accounts.actions import checks
from beside.foundation.accounts.models import AgreedText, Consent, Person
from beside.foundation.audit.actions import Acting, record
from beside.foundation.realtime import hub


def publish_text(kind: AgreedText.Kind, body: str, *, actor: Acting, language: str = "en") -> AgreedText:
    """Publish the next version; everyone is asked again at their next sign-in. Raises ``Refused``."""
    checks.operator(actor)
    if not body.strip():
        raise Refused("empty", _("Write the text first."))
    queries.current_texts(language)
    with transaction.atomic():
        newest = AgreedText.objects.filter(kind=kind, language=language).order_by("-version").first()
        version = newest.version + 1 if newest else 1
        text = AgreedText.objects.create(
            kind=kind, language=language, version=version, body=body.strip(), published_by=checks.by(actor)
        )
        record("text.published", text, actor=actor, kind=kind.value, version=version)
    return text


def give_consent(person: Person, text: AgreedText, *, actor: Acting) -> None:
    """Record the person's yes to this version; a second yes changes nothing."""
    checks.oneself(person, actor)
    with transaction.atomic():
        _consent, made = Consent.objects.get_or_create(person=person, text=text, withdrawn_at=None)
        if made:
            record("consent.given", text, actor=actor, kind=text.kind, version=text.version)


def withdraw_consent(person: Person, consent: Consent, *, actor: Acting) -> None:
    """Take back a yes. Until the person agrees again they cannot use this place; nothing is deleted."""
    checks.oneself(person, actor)
    with transaction.atomic():
        living = Consent.objects.filter(pk=consent.pk, person=person, withdrawn_at=None)
        if not living.update(withdrawn_at=now()):
            return
        record("consent.withdrawn", consent.text, actor=actor, kind=consent.text.kind, version=consent.text.version)
        if queries.texts_to_agree(person):
            person.admitted_at = None
            person.save(update_fields=["admitted_at"])
            transaction.on_commit(lambda: hub.end_person(person.pk))
