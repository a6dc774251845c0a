"""The short lists a profile chooses from: languages, countries, time zones, ages, genders, themes.

Countries and zones come from the IANA time zone database (public domain), as the package tzdata ships it.
"""

from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# ISO 639-1 code -> its own name, and its name in English where that differs.
LANGUAGES: Final = {
    "en": "English", "es": "Español (Spanish)", "fr": "Français (French)", "de": "Deutsch (German)",
    "pt": "Português (Portuguese)", "it": "Italiano (Italian)", "pl": "Polski (Polish)",
    "uk": "Українська (Ukrainian)", "ar": "العربية (Arabic)", "zh": "中文 (Chinese)",
    "hi": "हिन्दी (Hindi)", "ru": "Русский (Russian)", "af": "Afrikaans", "am": "አማርኛ (Amharic)",
    "bg": "Български (Bulgarian)", "bn": "বাংলা (Bengali)", "bs": "Bosanski (Bosnian)",
    "ca": "Català (Catalan)", "cs": "Čeština (Czech)", "cy": "Cymraeg (Welsh)",
    "da": "Dansk (Danish)", "el": "Ελληνικά (Greek)", "et": "Eesti (Estonian)",
    "eu": "Euskara (Basque)", "fa": "فارسی (Persian)", "fi": "Suomi (Finnish)",
    "ga": "Gaeilge (Irish)", "gd": "Gàidhlig (Scottish Gaelic)", "gl": "Galego (Galician)",
    "gu": "ગુજરાતી (Gujarati)", "ha": "Hausa", "he": "עברית (Hebrew)", "hr": "Hrvatski (Croatian)",
    "hu": "Magyar (Hungarian)", "hy": "Հայերեն (Armenian)", "id": "Bahasa Indonesia", "ig": "Igbo",
    "is": "Íslenska (Icelandic)", "ja": "日本語 (Japanese)", "ka": "ქართული (Georgian)",
    "km": "ខ្មែរ (Khmer)", "ko": "한국어 (Korean)", "ku": "Kurdî (Kurdish)",
    "lt": "Lietuvių (Lithuanian)", "lv": "Latviešu (Latvian)", "mi": "Te reo Māori",
    "mk": "Македонски (Macedonian)", "ml": "മലയാളം (Malayalam)", "mr": "मराठी (Marathi)",
    "ms": "Bahasa Melayu (Malay)", "mt": "Malti (Maltese)", "my": "မြန်မာ (Burmese)",
    "ne": "नेपाली (Nepali)", "nl": "Nederlands (Dutch)", "no": "Norsk (Norwegian)",
    "pa": "ਪੰਜਾਬੀ (Punjabi)", "ps": "پښتو (Pashto)", "ro": "Română (Romanian)",
    "si": "සිංහල (Sinhala)", "sk": "Slovenčina (Slovak)", "sl": "Slovenščina (Slovenian)",
    "so": "Soomaali (Somali)", "sq": "Shqip (Albanian)", "sr": "Српски (Serbian)",
    "sv": "Svenska (Swedish)", "sw": "Kiswahili (Swahili)", "ta": "தமிழ் (Tamil)",
    "te": "తెలుగు (Telugu)", "th": "ไทย (Thai)", "ti": "ትግርኛ (Tigrinya)", "tl": "Tagalog",
    "tr": "Türkçe (Turkish)", "ur": "اردو (Urdu)", "vi": "Tiếng Việt (Vietnamese)",
    "xh": "isiXhosa (Xhosa)", "yo": "Yorùbá (Yoruba)", "zu": "isiZulu (Zulu)",
}  # fmt: skip
COMMON_LANGUAGES: Final = tuple(LANGUAGES)[:12]

GENDERS: Final[tuple[tuple[str, Promise], ...]] = (
    ("woman", _("Woman")),
    ("man", _("Man")),
    ("non_binary", _("Non-binary")),
    ("own_words", _("In my own words")),
)
THEMES: Final[tuple[tuple[str, Promise], ...]] = (
    ("system", _("As my device has it")),
    ("light", _("Light")),
    ("dark", _("Dark")),
)
CALM: Final = "calm-"

# The same bands as journeys.matching.core.people, which may not be imported from here.
_BANDS: Final = ((18, "under_18"), (26, "18_25"), (36, "26_35"), (51, "36_50"), (66, "51_65"))
AGE_BANDS: Final[tuple[tuple[str, Promise], ...]] = (
    ("18_25", _("18\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}25")),
    ("26_35", _("26\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}35")),
    ("36_50", _("36\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}50")),
    ("51_65", _("51\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}65")),
    ("66_and_over", _("66\N{NO-BREAK SPACE}and\N{NO-BREAK SPACE}over")),
)


def age_band(birth_year: int | None, now: datetime) -> str | None:
    """The band of the age someone reaches in the year of ``now``; None where the year is not known."""
    if birth_year is None:
        return None
    age = now.year - birth_year
    return next((name for below, name in _BANDS if age < below), AGE_BANDS[-1][0])


def language_name(code: str) -> str:
    """The language in its own words, without the English in brackets; the code itself where we know no
    name.
    """
    return LANGUAGES.get(code, code).partition(" (")[0]


@cache
def countries() -> dict[str, str]:
    """ISO 3166 code -> short English name, by name."""
    found = dict(line.split("\t", 1) for line in _lines("iso3166.tab"))
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


@cache
def zones() -> dict[str, list[str]]:
    """The places clocks agree with, by part of the world: {"Europe": ["Europe/Dublin", ...]}."""
    known = available_timezones()
    grouped: dict[str, list[str]] = {}
    for name in sorted({line.split("\t")[2] for line in _lines("zone.tab")}):
        if name in known:
            grouped.setdefault(name.partition("/")[0], []).append(name)
    return grouped


def place_name(zone: str) -> str:
    """``America/Argentina/Buenos_Aires`` as "Buenos Aires"."""
    return zone.rpartition("/")[2].replace("_", " ")


def zone_of(name: str) -> ZoneInfo | None:
    """The zone, or None where the name is empty or no longer known."""
    return ZoneInfo(name) if name and name in _known() else None


@cache
def _known() -> frozenset[str]:
    return frozenset(available_timezones())


def _lines(name: str) -> list[str]:
    text = files("tzdata").joinpath("zoneinfo", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
