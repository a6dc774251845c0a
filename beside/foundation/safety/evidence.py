"""What a regulator, a board or a lawyer may ask for, in one file, from the log and the rows it speaks of.

No text of a member is in it, no name and no number of anyone.
"""

import io
import zipfile
from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext as _

from beside.core.clock import now
from beside.core.sheets import csv_lines
from beside.foundation.accounts import queries as accounts
from beside.foundation.accounts.models import AgreedText
from beside.foundation.audit import checking
from beside.foundation.audit.models import Entry
from beside.foundation.safety import risks, transparency
from beside.foundation.safety.periods import Period

# Where the duties come from. Facts that shaped the software, and no legal advice.
SOURCES: Final = (
    "https://ofcom.org.uk/online-safety/illegal-and-harmful-content/helping-small-services-navigate-the-online-safety-act",
    "https://ofcom.org.uk/online-safety/illegal-and-harmful-content/quick-guide-to-online-safety-risk-assessments",
    "https://inquisitiveminds.bristows.com/post/102k11s/my-organisation-runs-a-small-online-forum-is-it-in-scope-of-the-osa",
    "https://bateswells.co.uk/updates/is-your-charity-ready-for-the-online-safety-act/",
    "https://dsa-library.com/article/19",
    "https://deleporte-wentz-avocat.com/actualite-the-digital-services-act-scope-obligations-and-practical-implications-for-micro-and-small-enterprises",
)


def pack(period: Period) -> bytes:
    """A ZIP archive about a period: what is in it, says its README."""
    files = {
        "README.md": _readme(period),
        "contact-point.csv": _csv(_contact()),
        "risk-assessment.csv": _csv(_risks()),
        "transparency.csv": _csv(transparency.rows(transparency.figures(period))),
        "log-chain.csv": _csv(_chain(period)),
        "texts.csv": _csv(_texts()),
    }
    for text in AgreedText.objects.order_by("kind", "language", "version"):
        files[f"texts/{text.kind}.{text.language}.{text.version}.md"] = text.body
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def _csv(rows: Iterable[Iterable[object]]) -> str:
    return "".join(csv_lines(rows))


def _readme(period: Period) -> str:
    lines = [
        f"# {accounts.organisation().name}: {period.label}",
        "",
        _("Written by Beside on %(day)s (UTC). No text, name or number of a member is in it.") % {"day": now().date()},
        "",
        "- contact-point.csv: " + _("whom people and authorities can turn to; it stands at /contact"),
        "- risk-assessment.csv: " + _("each risk, how likely, how bad, what is done, who keeps it, when looked at"),
        "- transparency.csv: " + _("reports, decisions, times, appeals, how much by itself; small numbers left out"),
        "- log-chain.csv: " + _("where the chain of the log ends, and when it was last found whole"),
        "- texts.csv, texts/: " + _("every version of the house rules and the privacy text, and its day"),
        "",
        _("People without an account tell of something against the law at /notice."),
        _("Whoever told, or was restricted, hears what was decided and why; for six months they may ask again."),
        "",
        _("Sources. They shaped this software; none of it is legal advice:"),
        *(f"- {source}" for source in SOURCES),
        "",
    ]
    return "\n".join(lines)


def _contact() -> Iterable[list[object]]:
    own, place = transparency.legal_settings(), accounts.organisation()
    yield ["organisation", "name", "email", "post", "languages", "complain_to"]
    email = own.contact_email or place.contact_email
    yield [place.name, own.contact_name, email, own.contact_post, own.languages, own.complain_to]


def _risks() -> Iterable[list[object]]:
    yield ["risk", "about_this_service", "likelihood", "impact", "why", "measures", "owner", "reviewed_on", "review_by"]
    for row in risks.listed():
        one = row.risk
        judged = [one.likelihood, one.impact, one.why, one.measures, one.owner, one.reviewed_on, one.review_by]
        yield [str(row.kind.title), str(row.kind.here), *judged]


def _chain(period: Period) -> Iterable[list[object]]:
    """No number for each verb: it would give away what the report leaves out."""
    standing = checking.standing()
    yield ["entries", "in_this_period", "seal", "last_whole_look", "entries_then", "faults", "guarded_by_the_database"]
    looked = standing.whole_at.isoformat() if standing.whole_at is not None else None
    within = Entry.objects.filter(at__gte=period.since, at__lt=period.until).count()
    yield [
        standing.number,
        within,
        standing.seal,
        looked,
        standing.whole_number,
        len(standing.faults),
        standing.guarded,
    ]


def _texts() -> Iterable[list[object]]:
    yield ["kind", "language", "version", "published_at"]
    for text in AgreedText.objects.order_by("kind", "language", "version"):
        yield [text.kind, text.language, text.version, text.published_at.isoformat()]
