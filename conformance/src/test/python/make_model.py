"""Writes a small but real model: make_model.py FOLDER

The weights are written by the libraries' own writers, so that a reader that trusts nothing accepts them."""

import json
import pathlib
import sys

import gguf
import numpy
from safetensors.numpy import save_file

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True)
random = numpy.random.default_rng(7)

tensors = {
    "model.embed_tokens.weight": random.standard_normal((2048, 512), dtype=numpy.float32),
    "model.layers.0.mlp.weight": random.standard_normal((512, 1536), dtype=numpy.float32),
    "lm_head.weight": random.standard_normal((2048, 768), dtype=numpy.float32),
}
save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})

writer = gguf.GGUFWriter(folder / "tiny-f32.gguf", "llama")
writer.add_name("Tiny")
writer.add_context_length(128)
writer.add_embedding_length(512)
writer.add_block_count(1)
writer.add_feed_forward_length(1536)
writer.add_head_count(8)
writer.add_layer_norm_rms_eps(1e-5)
writer.add_file_type(gguf.LlamaFileType.ALL_F32)
writer.add_tensor("token_embd.weight", tensors["model.embed_tokens.weight"])
writer.add_tensor("output.weight", tensors["lm_head.weight"])
writer.write_header_to_file()
writer.write_kv_data_to_file()
writer.write_tensors_to_file()
writer.close()

for name, value in {
    "config.json": {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": 512},
    "generation_config.json": {"do_sample": True, "temperature": 0.7},
    "tokenizer_config.json": {"model_max_length": 128, "unk_token": "<unk>"},
}.items():
    (folder / name).write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
(folder / "README.md").write_text(
    "---\nlicense: apache-2.0\ntags:\n- tiny\n---\n\n# Tiny\n\nSmall, and real. Größe: 1 Layer.\n", encoding="utf-8")
for i in range(200):
    part = folder / "notes" / f"part-{i % 10}"
    part.mkdir(parents=True, exist_ok=True)
    (part / f"note {i:03d} ä.txt").write_text(f"note {i}\n" * (i + 1), encoding="utf-8")
(folder / "empty.txt").write_bytes(b"")
