"""Whether a text names medicines or amounts: for a kind word to its writer and a mark for whoever looks at it.

Kinds of ending and a few names; it misses many and never decides anything.
"""

import re
from typing import Final

LONGEST: Final = 8000
_NAMES = (
    r"sertraline|fluoxetine|citalopram|escitalopram|paroxetine|fluvoxamine|venlafaxine|duloxetine|mirtazapine|bupropion"
    r"|trazodone|agomelatine|lithium|lamotrigine|valproate|carbamazepine|pregabalin|gabapentin|propranolol|clonidine"
    r"|zopiclone|zolpidem|methadone|buprenorphine|naltrexone|disulfiram|ritalin|adderall|concerta|xanax|valium|prozac"
    r"|zoloft|seroquel|haldol|promethazine|phenergan|codeine|tramadol|melatonin|methylphenidate|ketamine"
)
_ENDINGS = r"[a-z]{2,}(?:azepam|azolam|triptyline|ipramine|etiapine|anzapine|lozapine|peridone|ipiprazole|oxetine)"
_COMMON = (
    r"antidepressants?|antipsychotics?|mood\sstabili[sz]ers?|benzos?|benzodiazepines?|ssris?|snris?|sleeping\s(?:pills?|tablets?)"
    r"|my\s(?:meds|medication|medicine|tablets|pills)|painkillers?"
)
_AMOUNT = r"\d+(?:[.,]\d+)?\s?(?:mg|mcg|µg|milligrams?)|(?:half\sa|one|two|three|\d+)\s(?:tablets?|pills?|capsules?)"
_CHANGE = (
    r"(?:stop(?:ped|ping)?|came\soff|com(?:e|ing)\soff|cut(?:ting)?\sdown|skip(?:ped|ping)?)\s(?:my\s|the\s)?"
    r"(?:meds|medication|tablets|pills)"
)
_PATTERN: Final = re.compile(
    rf"(?<!\w)(?:{_NAMES}|{_ENDINGS}|{_COMMON}|{_AMOUNT}|{_CHANGE})(?!\w)",
    re.I,
)


def mentions(text: str) -> tuple[str, ...]:
    """The places that speak of medicine, each once, in order. Never raises."""
    found = (" ".join(hit.group().split()) for hit in _PATTERN.finditer(text[:LONGEST]))
    return tuple({word.casefold(): word for word in found}.values())
