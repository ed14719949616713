// Lists and describes what metadata.py has made, with the stock JavaScript client: metadata.mjs NAMESPACE
import assert from "node:assert/strict";
import {
  DATASET_EXPANDABLE_KEYS, MODEL_EXPANDABLE_KEYS, SPACE_EXPANDABLE_KEYS, datasetInfo, listDatasets, listModels, listSpaces, modelInfo,
  parseSafetensorsMetadata, spaceInfo,
} from "@huggingface/hub";

const hubUrl = process.env.HF_ENDPOINT;
const accessToken = process.env.HF_TOKEN;
const owner = process.argv[2];
const common = { hubUrl, accessToken };
const names = async (list) => {
  const found = [];
  for await (const one of list) found.push(one.name.split("/")[1]);
  return found;
};

assert.deepEqual(await names(listModels({ ...common, search: { owner, tags: ["llama"] } })), ["alpha"]);
assert.deepEqual(await names(listModels({ ...common, search: { owner, task: "text-generation" } })), ["alpha"]);
assert.deepEqual(await names(listModels({ ...common, search: { owner, query: "ALPH" } })), ["alpha"]);
assert.deepEqual(await names(listModels({ ...common, search: { owner, apps: ["ollama", "lmstudio"] } })), ["beta"]);
assert.deepEqual(await names(listModels({ ...common, search: { owner, inferenceProviders: ["together"] } })), []);
for (const sort of ["createdAt", "downloads", "likes", "lastModified", "likes30d", "trendingScore", "num_parameters", "mainSize", "id"]) {
  assert.equal((await names(listModels({ ...common, search: { owner, tags: ["many"] }, sort }))).length, 7, sort);
  assert.equal((await names(listModels({ ...common, search: { owner, tags: ["many"] }, sort, limit: 2 }))).length, 2, sort);
}
assert.deepEqual(await names(listDatasets({ ...common, search: { owner, tags: ["language:en"] } })), ["words"]);
assert.deepEqual(await names(listSpaces({ ...common, search: { owner, query: "demo" } })), ["demo"]);

const model = await modelInfo({ ...common, name: `${owner}/alpha`, additionalFields: [...MODEL_EXPANDABLE_KEYS, "filePaths"] });
assert.equal(model.task, "text-generation");
assert.equal(model.safetensors.total, 6);
assert.equal(model.cardData.pipeline_tag, "text-generation");
assert.ok(model.filePaths.includes("model.safetensors"));
assert.ok(model.updatedAt instanceof Date && !Number.isNaN(model.updatedAt.getTime()));
for await (const one of listModels({ ...common, search: { owner, query: "alpha" }, additionalFields: [...MODEL_EXPANDABLE_KEYS, "filePaths"] })) {
  assert.deepEqual(one.tags, model.tags);
  assert.deepEqual(one.filePaths, model.filePaths);
}
const dataset = await datasetInfo({ ...common, name: `${owner}/words`, additionalFields: DATASET_EXPANDABLE_KEYS });
assert.ok(dataset.tags.includes("format:csv"));
const space = await spaceInfo({ ...common, name: `${owner}/demo`, additionalFields: SPACE_EXPANDABLE_KEYS });
assert.equal(space.sdk, "static");
assert.deepEqual(space.models, [`${owner}/alpha`]);
const weights = await parseSafetensorsMetadata({ ...common, repo: `${owner}/sharded`, computeParametersCount: true });
assert.ok(weights.sharded);
assert.equal(weights.parameterTotal ?? Object.values(weights.parameterCount).reduce((a, b) => a + b), 3);
console.log("all as expected");
