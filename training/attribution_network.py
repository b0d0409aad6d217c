"""The network: an encoder shaped like BERT, three taggers and two pointers. How it is trained, kept and exported."""

import math
import time
from collections.abc import Callable
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812  # as everybody writes it
from attribution_gold import SEED, Batch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file, save_file
from torch import nn
from transformers import BertConfig, BertModel

LEARNING_RATE = 2e-4  # of the encoder's body, at its height
HEAD = 5  # times that for all that is new
WARM_UP = 0.06  # of all steps; then it falls in a line
FLOOR = 0.02  # of the height, at the end
WEIGHT_DECAY = 0.01
DROPOUT = 0.1
CLIP = 1.0  # norm of the gradient
POINTER = 0.2  # what a pointer's loss weighs beside the taggers'
WIDTH = 96  # of a pointer
REPORT = 50  # steps between two lines of progress

KEPT = "network.safetensors"


class Network(nn.Module):  # type: ignore[misc]  # torch is not installed where types are checked
    """Word pieces → tags and pointers.

    Case, quotation state and place in the paragraph, which an uncased encoder cannot see, are added to the word
    embeddings, from nothing at first.
    """

    def __init__(self, encoder: Path) -> None:
        super().__init__()
        config = BertConfig.from_json_file(str(encoder / "config.json"))
        config._attn_implementation = "sdpa"
        config.attention_probs_dropout_prob = 0.0  # keeps the fast attention path on a CPU
        self.bert = BertModel(config, add_pooling_layer=False)
        size = config.hidden_size
        self.case, self.quote, self.place = nn.Embedding(4, size), nn.Embedding(2, size), nn.Embedding(6, size)
        for embedding in (self.case, self.quote, self.place):
            nn.init.zeros_(embedding.weight)
        self.drop = nn.Dropout(DROPOUT)
        self.tags = nn.Linear(size, 9)
        self.query = nn.Linear(size, 2 * WIDTH)
        self.key = nn.Linear(size, 2 * WIDTH)

    def forward(
        self, ids: torch.Tensor, feats: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Return tag logits ``[b, n, 9]`` and the pointers' ``[b, n, n]``: to the cue, to the source."""
        x = self.bert.embeddings.word_embeddings(ids)
        x = x + self.case(feats[..., 0]) + self.quote(feats[..., 1]) + self.place(feats[..., 2])
        h = self.drop(self.bert(inputs_embeds=x, attention_mask=mask).last_hidden_state)
        tags, query, key = self.tags(h), self.query(h), self.key(h)  # in this order: gradients add up in it
        scale = 1 / math.sqrt(WIDTH)
        masked = (1.0 - mask.to(h.dtype)).unsqueeze(1) * -1e4
        to_cue = query[..., :WIDTH] @ key[..., :WIDTH].transpose(1, 2) * scale + masked
        to_source = query[..., WIDTH:] @ key[..., WIDTH:].transpose(1, 2) * scale + masked
        return tags, to_cue, to_source


# ------------------------------------------------------------------ training


def train(encoder: Path, epoch: Callable[[], list[Batch]], out: Path, *, epochs: int) -> None:
    """Fine-tune an encoder, and keep the network in a folder after each epoch.

    Args:
        encoder: Folder with the encoder's ``config.json`` and ``model.safetensors``.
        epoch: Called for each epoch, and once before to count the steps.
        out: The folder, which is there; ``network.safetensors`` is written to it.
        epochs: How many.
    """
    torch.set_num_threads(1)  # more threads add up in another order, and give other weights
    torch.manual_seed(SEED)
    network = _begun(encoder)
    per_epoch = len(epoch())
    optimizer, schedule = _optimizer(network, per_epoch * epochs)
    start = time.monotonic()
    for number in range(1, epochs + 1):
        network.train()
        sums = torch.zeros(3)
        for step, batch in enumerate(epoch(), 1):
            sums += _step(network, batch, optimizer)
            schedule.step()
            if step % REPORT == 0 or step == per_epoch:
                losses = " ".join(f"{x:.4f}" for x in (sums / step).tolist())
                seconds = time.monotonic() - start
                print(f"epoch {number} step {step}/{per_epoch} tags, cue, source {losses} {seconds:.0f} s", flush=True)
        save_file(network.state_dict(), out / KEPT)


def _begun(encoder: Path) -> Network:
    """Return the network with the encoder's weights; its word embeddings stay as they are."""
    network = Network(encoder)
    missing = network.bert.load_state_dict(load_file(encoder / "model.safetensors"), strict=False).missing_keys
    if missing:
        raise SystemExit(
            f"{encoder} is no whole encoder, it lacks {missing[0]}; training/README.md names one that fits"
        )
    network.bert.embeddings.word_embeddings.weight.requires_grad_(False)
    return network


def _optimizer(network: Network, steps: int) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    body = [p for name, p in network.named_parameters() if name.startswith("bert.") and p.requires_grad]
    head = [p for name, p in network.named_parameters() if not name.startswith("bert.")]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": LEARNING_RATE}, {"params": head, "lr": HEAD * LEARNING_RATE}],
        weight_decay=WEIGHT_DECAY,
    )
    warm = max(1, int(WARM_UP * steps))

    def rate(step: int) -> float:
        return min(1.0, (step + 1) / warm) * max(FLOOR, (steps - step) / steps)

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, rate)


def _step(network: Network, batch: Batch, optimizer: torch.optim.Optimizer) -> torch.Tensor:
    """Learn from a batch; return the losses of taggers, cue pointer and source pointer."""
    ids, features, mask, tags, to_cue, to_source = map(torch.from_numpy, batch)
    said = network(ids, features, mask)
    losses = torch.stack(
        [
            F.cross_entropy(said[0].reshape(-1, 3), tags.reshape(-1)),
            F.cross_entropy(said[1].flatten(0, 1), to_cue.flatten()),
            F.cross_entropy(said[2].flatten(0, 1), to_source.flatten()),
        ]
    ).nan_to_num(0.0)  # where a batch has no content, or no cue
    optimizer.zero_grad(set_to_none=True)
    (losses[0] + POINTER * losses[1] + POINTER * losses[2]).backward()
    torch.nn.utils.clip_grad_norm_([p for p in network.parameters() if p.requires_grad], CLIP)
    optimizer.step()
    return losses.detach()


# ------------------------------------------------------------------ export


def export(folder: Path) -> None:
    """Write a trained network as ``model.onnx``, and with eight-bit weights as ``model.int8.onnx``."""
    network = Network(folder)
    network.load_state_dict(load_file(folder / KEPT))
    network.bert.config._attn_implementation = "eager"
    network.eval()
    inputs, pointers = ("ids", "feats", "mask"), ("to_cue", "to_source")
    windows = {name: {0: "b", 1: "n"} for name in (*inputs, "tags")}
    torch.onnx.export(
        network,
        (
            torch.ones(2, 40, dtype=torch.long),
            torch.zeros(2, 40, 3, dtype=torch.long),
            torch.ones(2, 40, dtype=torch.long),
        ),
        folder / "model.onnx",
        input_names=inputs,
        output_names=("tags", *pointers),
        dynamic_axes=windows | {name: {0: "b", 1: "n", 2: "m"} for name in pointers},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(folder / "model.onnx", folder / "model.int8.onnx", weight_type=QuantType.QInt8, per_channel=True)
