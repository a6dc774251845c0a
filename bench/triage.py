"""Triage: what a message costs and what the rules notice, by functional category.

The texts are read from the shared data folder (BESIDE_SHARED, else ../shared beside the repository) and never
copied. The learnt score was taught with most of them, the functional cases excepted: the figures on posts and
ordinary text are in-sample here; tools/train_triage.py prints those out of fold. Where the folder is absent only the
cost is measured, on sentences made here, and that is said.
`python -m bench.triage` prints the table.
"""

import json
import os
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from bench.rows import Row, shown
from beside.foundation.safety.triage import Assessment, Text, assess
from beside.foundation.safety.triage.assess import by_rules

ROOT = Path(__file__).resolve().parents[1]
COST_BAR_MS = 0.3
LEARNT_BAR_MS = 3.5
MADE_HERE = (
    "Morning all, I walked to the allotment and the beans are finally up.",
    "I have not slept properly this week and I keep going over what my sister said at dinner.",
    "Does anyone else find the first hour at work the hardest? By lunch I can usually talk to people again.",
    "I feel so low tonight, I want it all to end and I do not know who to tell.",
)


def shared() -> Path:
    """The folder with the data, which may be absent."""
    default = Path(__file__).resolve().parents[2] / "shared"
    return Path(os.environ.get("BESIDE_SHARED", default))


def run() -> list[Row]:
    """Cost in ms a message (CPU), then, where the data are reachable, what is noticed and left alone."""
    data = shared() / "data"
    if not (data / "crisis" / "functional.dev.jsonl").is_file():
        print(f"triage: no data at {data}, so only the cost and our own sentences are measured")
        return [*_cost([Text(body) for body in MADE_HERE * 2000]), *_apart()]
    ordinary = _rows(data / "crisis" / "ordinary.dev.jsonl")
    return [
        *_cost([Text(row["text"]) for row in ordinary]),
        *_functional(_rows(data / "crisis" / "functional.dev.jsonl")),
        *_false_flags(data, ordinary),
        *_severity(_rows(data / "crisis" / "cssrs_posts.dev.jsonl")),
        *_apart(),
    ]


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _cost(texts: list[Text]) -> list[Row]:
    assess(texts[:100])
    before = time.process_time()
    for text in texts:
        by_rules(text)
    rules = (time.process_time() - before) * 1000 / len(texts)
    some = texts[:: max(1, len(texts) // 2000)]
    before = time.process_time()
    judged = assess(some)
    value = (time.process_time() - before) * 1000 / len(some)
    what = "rules and learnt score" if judged[0].learnt else "rules alone, the model is absent"
    return [
        Row("triage by rules, a message", "CPU ms", round(rules, 4), COST_BAR_MS, rules <= COST_BAR_MS),
        Row(f"triage by {what}, a message", "CPU ms", round(value, 4), LEARNT_BAR_MS, value <= LEARNT_BAR_MS),
    ]


def _functional(rows: list[dict[str, Any]]) -> list[Row]:
    right: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        seen = assess([Text(row["text"], row["lang"], _role(row["category"] == "helper_reply"))])[0].attention
        kind = "noticed" if row["attention"] else "left alone"
        right[f"triage functional, {kind}, all"].append(seen == row["attention"])
        right[f"triage functional, {kind}, {row['category']}"].append(seen == row["attention"])
    bars = {"triage functional, noticed, all": 80.0, "triage functional, left alone, all": 80.0}
    return [_share(name, values, bars.get(name), at_least=True) for name, values in sorted(right.items())]


def _apart() -> list[Row]:
    """The invented sentences that neither rules nor scores have met, without saying in which language they are."""
    right: dict[str, list[bool]] = defaultdict(list)
    wanted, language = False, ""
    for line in (ROOT / "tools/invented/apart.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            *_category, answer, language = line.strip("[]").split()
            wanted = answer == "yes"
        elif line and not line.startswith("#"):
            kind = "noticed" if wanted else "left alone"
            where = "English" if language == "en" else "other languages"
            right[f"triage, sentences kept apart, {where}, {kind}"].append(assess([Text(line)])[0].attention == wanted)
    return [_share(name, values, 80.0, at_least=True) for name, values in sorted(right.items())]


def _role(supporter: bool) -> Literal["member", "supporter"]:
    return "supporter" if supporter else "member"


def _share(name: str, values: Iterable[bool], bar: float | None, *, at_least: bool) -> Row:
    listed = list(values)
    value = round(100 * sum(listed) / max(1, len(listed)), 2)
    held = None if bar is None else (value >= bar if at_least else value <= bar)
    low, high = _interval(sum(listed), len(listed))
    return Row(f"{name} (n={len(listed)}, 95 %: {low:.1f} to {high:.1f})", "%", value, bar, held)


def _interval(hits: int, many: int) -> tuple[float, float]:
    """Wilson's interval for a share, in per cent."""
    z, many = 1.96, max(1, many)
    share = hits / many
    middle = (share + z * z / (2 * many)) / (1 + z * z / many)
    half = z * (share * (1 - share) / many + z * z / (4 * many * many)) ** 0.5 / (1 + z * z / many)
    return 100 * (middle - half), 100 * (middle + half)


def _false_flags(data: Path, ordinary: list[dict[str, Any]]) -> list[Row]:
    counsel = _rows(data / "extra" / "counselchat_questions.dev.jsonl")
    death = _rows(data / "crisis" / "goemotions_death_words.dev.jsonl")
    replies = _rows(data / "reply" / "epitome.dev.jsonl")
    windows = list(_windows(_rows(data / "replay" / "esconv.dev.jsonl")))
    sets: list[tuple[str, list[Text], float | None]] = [
        ("ordinary", [Text(row["text"]) for row in ordinary], 5.0),
        ("ordinary words of death", [Text(row["text"]) for row in death], None),
        ("helpers' replies", [Text(row["reply"], "en", "supporter") for row in replies], None),
        ("distressed but safe questions", [Text(f"{row['title']} {row['text']}") for row in counsel], 10.0),
        ("conversations with five messages of context", windows, 1.5),
    ]
    return [row for name, texts, bar in sets for row in _flagged(name, assess(texts), bar)]


def _flagged(name: str, seen: list[Assessment], bar: float | None) -> list[Row]:
    return [
        _share(f"triage flags on {name}, attention", (one.attention for one in seen), bar, at_least=False),
        _share(f"triage flags on {name}, offer of help", (one.offer_help for one in seen), None, at_least=False),
        _share(f"triage flags on {name}, page", (one.page for one in seen), None, at_least=False),
    ]


def _windows(conversations: list[dict[str, Any]]) -> Iterable[Text]:
    for conversation in conversations:
        bodies = [message["text"] for message in conversation["messages"]]
        for place, message in enumerate(conversation["messages"]):
            role = _role(message["who"] == "supporter")
            yield Text(message["text"], "en", role, tuple(bodies[max(0, place - 5) : place]))


def _severity(rows: list[dict[str, Any]]) -> list[Row]:
    seen: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        seen[row["level"]].append(assess([Text(row["text"], "en")])[0].attention)
    return [
        _share(f"triage attention on posts rated {level}", seen[level], None, at_least=True) for level in sorted(seen)
    ]


if __name__ == "__main__":
    for line in run():
        print(shown(line))
