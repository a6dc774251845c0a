"""Teaches triage its learnt score and prints out-of-fold figures; writes data/learnt.npz (weights).

Needs, beside the run set: pip install scikit-learn. Reads the shared data folder (BESIDE_SHARED, default ../shared)
and the invented sentences in tools/invented; the sentence model must have been built. What is written holds weights
over embedding dimensions and over the closed list in features.py, no text, no vocabulary. The functional cases and the
set kept apart are never trained on. Folds keep an author's or a conversation's texts together.
"""

import itertools
import json
import os
import sys
import zlib
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]
import invented as sentences_of  # noqa: E402

from beside.foundation.safety.triage import Text, features, sentences  # noqa: E402
from beside.foundation.safety.triage.assess import by_rules  # noqa: E402
from beside.foundation.safety.triage.noticing import notice  # noqa: E402

OUT = ROOT / "beside/foundation/safety/triage/data/learnt.npz"
DATA = Path(os.environ.get("BESIDE_SHARED", ROOT.parent / "shared")) / "data"
LEVELS = {"none": 0, "low": 1, "elevated": 2, "imminent": 3}
WEIGHTS = {"cssrs": 8.0, "counsel": 1.5, "invented": 4.0}
SCALE, STRENGTH, FOLDS = 4.0, 0.03, 5
CONCERN_STRENGTH, INVENTED_TIMES = 0.3, 4.0
"""The second score: how freely it learns, and how often an invented text counts."""
LEANS = ((1.4, 1.8, 2.2, 2.6, 3.0, 3.6), (1.0, 1.3, 1.7, 2.1, 2.5), (1.0, 1.3, 1.6, 2.0))
"""Factors to try for low, elevated and imminent (none keeps 1): levels are unevenly common in the posts."""


def rows() -> list[dict]:
    """Every text with its source, group, level and whether a person should look."""

    def add(source, text, group, level="none", **more):
        attention = LEVELS[level] > 0
        found.append(
            {"source": source, "text": text, "group": str(group), "level": level, "attention": attention} | more
        )

    def read(name):
        return [json.loads(line) for line in (DATA / f"{name}.dev.jsonl").read_text("utf-8").splitlines()]

    found: list[dict] = []
    for row in read("crisis/cssrs_posts"):
        add("cssrs", row["text"], row["group"], row["level"])
    for row in read("crisis/ordinary"):
        part = "supporter" if "supporter" in row["pool"] else "member"
        add("ordinary", row["text"], row["group"], role=part)
    for row in read("crisis/goemotions_death_words"):
        add("death", row["text"], row["id"])
    for row in read("extra/counselchat_questions"):
        add("counsel", f"{row['title']} {row['text']}", row["title"])
    for row in read("reply/epitome"):
        add("reply", row["reply"], row["group"], role="supporter")
    for row in read("crisis/functional"):
        more = {"lang": row["lang"], "apart": True, "attention": row["attention"]}
        add("functional", row["text"], row["id"], row["level"], **more)
    return found + chatted() + invented()


def chatted() -> list[dict]:
    """What the invented people of the demo say to each other: peer support as it mostly is, heavy and harmless.

    Short texts of real chat are plain; without these the second score takes a well-told evening for danger. What the
    rules notice in them (one of them is in danger) does not teach.
    """
    return [
        {"source": "chat", "text": words, "group": talk, "level": "none", "attention": False}
        for talk, words in sentences_of.demo_lines()
        if not by_rules(Text(words)).attention
    ]


def invented() -> list[dict]:
    """The invented sentences; one set is kept apart and only measures.

    Severity is taught with odd sentences of the first set only: the others carry none, or made posts come out worse.
    """
    return [
        {
            "source": "invented",
            "text": one.text,
            "group": f"{name}{one.category}{one.attention}{one.place // 2}",
            "level": one.level or "none",
            "graded": one.level is not None and one.place % 2 == 1,
            "attention": one.attention,
            "lang": one.language,
            "apart": name == sentences_of.APART,
            "role": "supporter" if one.category == "helper_reply" else "member",
            "category": one.category,
        }
        for name in sentences_of.sets()
        for one in sentences_of.read(name)
    ]


def fit(x, y, weight, strength=STRENGTH):
    return LogisticRegression(C=strength, max_iter=300).fit(x, y, sample_weight=weight)


def fit_concern(x, look, often):
    """The second score: whether a person should look, from the sentence vector alone.

    It sees no rule: the rules know many invented sentences by heart, and a score that may look at them learns to trust
    them, and says nothing of wordings that no rule knows, which is all that this score is for.
    """
    weight = np.where(often, INVENTED_TIMES, 1.0)
    return LogisticRegression(C=CONCERN_STRENGTH, max_iter=300).fit(x, look, sample_weight=weight)


def best_lean(chances, level):
    """The factors under which the levels of these texts come out best by macro-F1."""
    tried = (np.array([1.0, *factors]) for factors in itertools.product(*LEANS))
    return max(tried, key=lambda lean: f1_score(level, (chances * lean).argmax(1), average="macro"))


class Lesson:
    """Every text that teaches or measures, with what is known of it, one entry a text in each array."""

    def __init__(self, texts: list[dict]) -> None:
        source = np.array([row["source"] for row in texts])
        chance = np.array([zlib.crc32(row["text"].encode()) % 100 for row in texts])
        used = (source != "ordinary") | (chance < 40)
        texts = [row for row, use in zip(texts, used, strict=True) if use]
        source, chance = source[used], chance[used]
        self.source = source
        self._read(texts)
        self.weight = np.array([WEIGHTS.get(name, 1.0) for name in source])
        self.fold = np.array([zlib.crc32(row["group"].encode()) % FOLDS for row in texts])
        taught = np.array([not row.get("apart", False) for row in texts])
        self.teach = taught & ((source != "ordinary") | (chance < 12))
        self.teach &= (source != "reply") | (chance < 50)
        # The second score, which is for short texts, needs to have seen much more of everyday chat.
        self.chat = taught
        self.posts, self.ordinary, self.counsel = source == "cssrs", source == "ordinary", source == "counsel"

    def _read(self, texts: list[dict]) -> None:
        asked = [Text(row["text"], row.get("lang"), row.get("role", "member")) for row in texts]
        seen = [notice(text) for text in asked]
        vectors = sentences.Encoder("concern-model").encode([row["text"] for row in texts])
        self.x = np.hstack([vectors * SCALE, np.array([features.of(one) for one in seen], np.float32)])
        self.vectors = vectors * SCALE
        self.ruled = np.array([by_rules(text).score for text in asked])
        self.flagged = np.array([by_rules(text).attention for text in asked])
        self.understood = np.array([one.understood for one in seen])
        self.level = np.array([LEVELS[row["level"]] for row in texts])
        self.look = np.array([row["attention"] for row in texts])
        self.has_level = np.array([row.get("graded", True) for row in texts])
        apart = np.array([row.get("apart", False) for row in texts])
        brief = np.array([len(row["text"].split()) <= 60 for row in texts])
        self.harmless = {
            name: (self.source == name) & brief for name in ("ordinary", "death", "counsel", "reply", "chat")
        }
        english = np.array([row.get("lang", "en") == "en" for row in texts])
        self.apart = {
            "apart": apart & english & (self.source == "invented"),
            "apart, other languages": apart & ~english & (self.source == "invented"),
            "functional": self.source == "functional",
        }

    def severity(self, taught):
        """The first score, taught with some of the texts."""
        graded = taught & self.has_level
        return fit(self.x[graded], self.level[graded], self.weight[graded])

    def concern(self, taught):
        """The second score, taught with some of the texts."""
        heard = taught & (self.source != "cssrs")
        return fit_concern(self.vectors[heard], self.look[heard], np.isin(self.source[heard], ("invented", "chat")))


def out_of_fold(lesson):
    """Both scores of every text, from weights that never met its author or conversation."""
    severity, concern = np.zeros((len(lesson.fold), 4)), np.zeros(len(lesson.fold))
    for number in range(FOLDS):
        train, test = lesson.teach & (lesson.fold != number), lesson.fold == number
        severity[test] = lesson.severity(train).predict_proba(lesson.x[test])
        heard = lesson.concern(lesson.chat & (lesson.fold != number))
        concern[test] = heard.predict_proba(lesson.vectors[test])[:, 1]
    return severity, concern


def say_levels(lesson, severity) -> None:
    """Macro-F1 of levels. The factors for a fold are chosen on the others, so the figure knows nothing of the fold."""
    posts, chosen = lesson.posts, np.zeros(len(lesson.fold), int)
    for number in range(FOLDS):
        others, test = posts & (lesson.fold != number), posts & (lesson.fold == number)
        chosen[test] = (severity[test] * best_lean(severity[others], lesson.level[others])).argmax(1)
    found = f1_score(lesson.level[posts], chosen[posts], average="macro")
    print("macro-F1, posts, out of fold:", round(found, 3))


def say_recall(lesson, severity) -> None:
    """What the first score finds and flags at several cuts."""
    score = np.maximum(severity[:, 2:].sum(1), lesson.ruled)
    grave, ordinary, counsel = lesson.posts & (lesson.level >= 2), lesson.ordinary, lesson.counsel
    print("AT 5 % ordinary: recall", (score[grave] >= np.quantile(score[ordinary], 0.95)).mean())
    for cut in (0.14, 0.15, 0.16, 0.17, 0.18, 0.2):
        over = score >= cut
        either = over | lesson.flagged
        print(f"cut {cut} recall {over[grave].mean():.3f}", end=" ")
        print(f"ordinary {over[ordinary].mean():.4f} counsel {over[counsel].mean():.3f}", end=" ")
        print(f"with rules and flags: ordinary {either[ordinary].mean():.4f} counsel {either[counsel].mean():.3f}")
    for share in (0.06, 0.08, 0.1):
        cut = np.quantile(score[counsel], 1 - share)
        print(f"counsel {share} cut {cut:.4f} recall {(score[grave] >= cut).mean():.3f}", end=" ")
        print(f"ordinary {(score[ordinary] >= cut).mean():.4f}")


def say_concerns(lesson, concern) -> None:
    """What the second score adds at several cuts: harmless texts out of fold, and what never teaches at all."""
    for cut in (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7):
        said = [f"concern {cut}"]
        said += [f"{name} {(concern[at] >= cut).mean():.4f}" for name, at in lesson.harmless.items()]
        for name, at in lesson.apart.items():
            alone, seen = concern >= cut, lesson.flagged | (concern >= cut)
            yes, no = at & lesson.look, at & ~lesson.look
            said.append(f"{name} {seen[yes].mean():.3f}/{1 - seen[no].mean():.3f}")
            said.append(f"by itself {alone[yes].mean():.3f}/{1 - alone[no].mean():.3f}")
        print(" | ".join(said))
    for name, at in lesson.apart.items():
        yes, no = at & lesson.look, at & ~lesson.look
        print(f"{name} by rules alone: {lesson.flagged[yes].mean():.3f} {1 - lesson.flagged[no].mean():.3f}")


def main() -> None:
    """Measure out of fold, then teach what ships with everything and write it."""
    lesson = Lesson(rows())
    severity, concern = out_of_fold(lesson)
    say_levels(lesson, severity)
    say_recall(lesson, severity)
    say_concerns(lesson, concern)
    one, two = lesson.severity(lesson.teach), lesson.concern(lesson.chat)
    np.savez(
        OUT,
        severity=np.float32(one.coef_),
        severity_bias=np.float32(one.intercept_),
        concern=np.float32(two.coef_[0]),
        concern_bias=np.float32(two.intercept_[0]),
        lean=np.float32(best_lean(severity[lesson.posts], lesson.level[lesson.posts])),
        names=np.array(features.names()),
    )


if __name__ == "__main__":
    main()
