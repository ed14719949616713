"""Fills an empty Hub with cards and weights, and finds everything again: metadata.py NAMESPACE

Lists with every filter, sort and expand that the client knows, information with every field, cards
there and back, tags, and the headers of weights.
"""

import json
import struct
import sys
import typing

import huggingface_hub
from huggingface_hub import CommitOperationAdd, DatasetCard, HfApi, ModelCard, RepoCard, hf_api, metadata_update
from huggingface_hub.errors import HfHubHTTPError

owner = sys.argv[1]
api = HfApi()
old = tuple(map(int, huggingface_hub.__version__.split(".")[:2])) < (2, 0)


def ids(found):
    return [one.id.split("/")[1] for one in found]


def safetensors(shape):
    header = json.dumps({"w": {"dtype": "F16", "shape": shape, "data_offsets": [0, 2 * shape[0]]}}).encode()
    return struct.pack("<Q", len(header)) + header + b"\0" * (2 * shape[0])


def repo(name, card, files=(), **named):
    api.create_repo(f"{owner}/{name}", **named)
    added = [CommitOperationAdd("README.md", card.encode())] + [CommitOperationAdd(path, data) for path, data in files]
    api.create_commit(f"{owner}/{name}", added, commit_message="Fill", repo_type=named.get("repo_type"))


# Cards in shapes that people write.
MODEL = """---
language:
- en
- no
license: apache-2.0
library_name: transformers
pipeline_tag: text-generation
base_model: meta-llama/Llama-3
datasets:
- squad
tags: [chat]
date: 2024-01-01
big: 123456789012345678901234567890
model-index:
- name: alpha
  results:
  - task: {type: text-generation}
    dataset: {type: squad, name: SQuAD}
    metrics: [{type: f1, value: 0.5, name: F1}]
---
# Alpha

See https://arxiv.org/abs/2401.00001.
"""
config = json.dumps({"architectures": ["LlamaForCausalLM"], "model_type": "llama"}).encode()
repo("alpha", MODEL, [("config.json", config), ("model.safetensors", safetensors([6]))])
repo("beta", "---\nlicense: mit\nlanguage: de\nlibrary_name: diffusers\n---\n", [("beta.Q4_K_M.gguf", b"GGUF nothing more")])
repo("gamma", "# No metadata\n")
for number in range(7):
    repo(f"many-{number}", "---\ntags: [many]\n---\n")
repo("words", "---\nlanguage: en\ntask_categories:\n- text-classification\nsize_categories:\n- 1K<n<10K\nlicense: cc-by-4.0\n---\n# Words\n", [("a.csv", b"a,b\n")], repo_type="dataset")
repo("demo", f"---\ntitle: Demo\nsdk: static\nlicense: mit\nmodels:\n- {owner}/alpha\ndatasets:\n- {owner}/words\n---\n", repo_type="space", space_sdk="static")

# Lists of models, by each filter.
models = lambda **named: ids(api.list_models(author=owner, **named))
assert models(filter="chat") == ["alpha"]
assert models(filter=["license:mit", "de"]) == ["beta"]
assert models(filter="gguf") == ["beta"]
assert models(filter="arxiv:2401.00001") == ["alpha"]
assert models(filter="base_model:meta-llama/Llama-3") == ["alpha"]
assert models(pipeline_tag="text-generation") == ["alpha"]
assert models(trained_dataset="squad") == ["alpha"]
assert models(apps="ollama") == ["beta"]
assert models(gated=True) == [] and len(models(gated=False)) == 10
assert models(inference="warm") == []
assert models(num_parameters="min:6,max:1K") == ["alpha"]
assert models(search="ALPH") == ["alpha"]
assert ids(api.list_datasets(author=owner, search="WOR")) == ["words"]

# Sorts, limits, several pages.
for sort in typing.get_args(hf_api.ModelSort_T):
    assert len(set(models(sort=sort))) == 10, sort
    assert len(models(sort=sort, limit=3)) == 3, sort
for sort in typing.get_args(hf_api.DatasetSort_T):
    assert ids(api.list_datasets(author=owner, sort=sort)) == ["words"]
for sort in typing.get_args(hf_api.SpaceSort_T):
    assert ids(api.list_spaces(author=owner, sort=sort)) == ["demo"]
assert models(filter="many", sort="created_at") == [f"many-{n}" for n in range(6, -1, -1)]
assert models(sort="num_parameters", limit=1) == ["alpha"] if "num_parameters" in typing.get_args(hf_api.ModelSort_T) else True

full = {one.id: one for one in api.list_models(author=owner, full=True, cardData=True, fetch_config=True)}
alpha = full[f"{owner}/alpha"]
assert alpha.card_data.license == "apache-2.0" and alpha.config["model_type"] == "llama"
assert len(alpha.sha) == 40 and {one.rfilename for one in alpha.siblings} >= {"README.md", "config.json"}

# Every expand of the client's own lists, together and one by one, in lists and in information.
for kind, listed, info, name in (
    (hf_api.ExpandModelProperty_T, api.list_models, api.model_info, "alpha"),
    (hf_api.ExpandDatasetProperty_T, api.list_datasets, api.dataset_info, "words"),
    (hf_api.ExpandSpaceProperty_T, api.list_spaces, api.space_info, "demo"),
):
    every = list(typing.get_args(kind))
    assert len(list(listed(author=owner, search=name, expand=every))) == 1
    for one in every:
        found = list(listed(author=owner, search=name, expand=[one]))[0]
        assert found.id == f"{owner}/{name}", one
        info(f"{owner}/{name}", expand=[one])
    try:
        info(f"{owner}/{name}", expand=["foo"])
        raise AssertionError("an unknown field was not refused")
    except HfHubHTTPError as error:
        said = str(error)
        assert '"expand" must be one of [' in said, said
        known = said.split("must be one of [")[1].split("]")[0].split(", ")
        unknown = set() if not old else {"region"}
        assert set(known) - {"gitalyUid", "xetEnabled"} - unknown == set(every) - unknown, set(known) ^ set(every)

# Information.
info = api.model_info(f"{owner}/alpha", files_metadata=True, securityStatus=True)
assert info.pipeline_tag == "text-generation" and info.library_name == "transformers"
assert info.tags == [
    "transformers", "safetensors", "llama", "text-generation", "chat", "model-index", "en", "no", "dataset:squad", "arxiv:2401.00001",
    "base_model:meta-llama/Llama-3", "base_model:finetune:meta-llama/Llama-3", "license:apache-2.0", "region:us"], info.tags
assert info.card_data["date"] == "2024-01-01" and info.card_data["big"] == 123456789012345678901234567890
assert info.card_data.language == ["en", "no"]
assert info.safetensors.parameters == {"F16": 6} and info.safetensors.total == 6
assert info.transformers_info.auto_model == "AutoModelForCausalLM"
assert info.model_index[0]["name"] == "alpha" and info.spaces == [f"{owner}/demo"]
assert info.used_storage > 0 and info.created_at and info.last_modified
weights = [one for one in info.siblings if one.rfilename == "model.safetensors"][0]
assert weights.size == len(safetensors([6])) and len(weights.blob_id) == 40
assert weights.lfs.sha256 and weights.lfs.size == weights.size
dataset = api.dataset_info(f"{owner}/words", files_metadata=True)
assert "task_categories:text-classification" in dataset.tags and "format:csv" in dataset.tags
space = api.space_info(f"{owner}/demo")
assert space.sdk == "static" and space.models == [f"{owner}/alpha"] and space.runtime.stage == "STOPPED"
assert ids(api.list_datasets(author=owner, filter="language:en")) == ["words"]
assert ids(api.list_datasets(author=owner, language="en", task_categories="text-classification", size_categories="1K<n<10K")) == ["words"]
assert ids(api.list_spaces(author=owner, models=f"{owner}/alpha")) == ["demo"]
assert ids(api.list_spaces(author=owner, datasets=f"{owner}/words", linked=True)) == ["demo"]
tags = api.get_model_tags()
assert {"license", "library", "language", "pipeline_tag"} <= set(tags), tags.keys()
assert "license:mit" in [tag["id"] for tag in tags["license"]]
assert "task_categories" in api.get_dataset_tags()

# Weights.
metadata = api.get_safetensors_metadata(f"{owner}/alpha")
assert metadata.parameter_count == {"F16": 6}
shards = {f"model-0000{n}-of-00002.safetensors": safetensors([n]) for n in (1, 2)}
index = {"metadata": {"total_size": 6}, "weight_map": {"a": list(shards)[0], "b": list(shards)[1]}}
repo("sharded", "---\ntags: [x]\n---\n", [*shards.items(), ("model.safetensors.index.json", json.dumps(index).encode())])
assert api.model_info(f"{owner}/sharded").safetensors.total == 3
if hasattr(api, "get_sharded_safetensors_metadata"):
    metadata = api.get_sharded_safetensors_metadata(f"{owner}/sharded")
    assert metadata.parameter_count == {"F16": 3} and metadata.metadata == {"total_size": 6}

# Cards there and back.
card = ModelCard.load(f"{owner}/alpha")
assert card.data.license == "apache-2.0" and card.data.eval_results[0].metric_value == 0.5
card.data.license = "mit"
card.data.tags.append("pushed")
if not old:
    card.validate()
    card.push_to_hub(f"{owner}/alpha")
    assert {"license:mit", "pushed"} <= set(api.model_info(f"{owner}/alpha").tags)
    card.data.license = "asdf"
    try:
        card.validate()
        raise AssertionError("a wrong license was not refused")
    except ValueError as error:
        assert '- Error: "license" must be one of' in str(error), error
if old:
    # Its cards are always judged by huggingface.co, whatever HF_ENDPOINT says.
    beta = ModelCard.load(f"{owner}/beta")
    beta.data.tags, beta.data.license = ["updated"], "apache-2.0"
    api.upload_file(path_or_fileobj=str(beta).encode(), path_in_repo="README.md", repo_id=f"{owner}/beta")
else:
    metadata_update(f"{owner}/beta", {"tags": ["updated"], "license": "apache-2.0"}, overwrite=True)
assert {"updated", "license:apache-2.0"} <= set(api.model_info(f"{owner}/beta").tags)
assert models(filter="updated") == ["beta"]
text = RepoCard.load(f"{owner}/words", repo_type="dataset")
assert isinstance(DatasetCard.load(f"{owner}/words").data.language, str) and "# Words" in text.text
for wrong in ("---\nlicense: [\n---\n", "---\nmodel-index: text\n---\n", "---\nlicense: asdf\n---\n"):
    try:
        api.create_commit(f"{owner}/gamma", [CommitOperationAdd("README.md", wrong.encode())], commit_message="x")
        raise AssertionError(f"{wrong} was not refused")
    except ValueError as error:
        assert "Invalid metadata in README.md" in str(error), error
print("all as expected")
