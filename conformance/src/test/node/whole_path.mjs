// Creates, fills, lists, reads and deletes a repository with the stock JavaScript client: whole_path.mjs REPO
import assert from "node:assert/strict";
import {
  commit, createRepo, deleteRepo, downloadFile, fileDownloadInfo, listCommits, listFiles, listModels, modelInfo, pathsInfo, whoAmI,
} from "@huggingface/hub";

const hubUrl = process.env.HF_ENDPOINT;
const accessToken = process.env.HF_TOKEN;
const repo = { type: "model", name: process.argv[2] };
const common = { repo, hubUrl, accessToken, useXet: false };

assert.equal((await whoAmI({ hubUrl, accessToken })).type, "user");
await createRepo({ ...common });

const small = new Blob(['{"model_type": "tiny"}\n']);
const large = new Blob([new Uint8Array(3 << 20).map((_, i) => (i * 31) % 251)]);
const made = await commit({
  ...common,
  title: "Add two files",
  operations: [
    { operation: "addOrUpdate", path: "config.json", content: small },
    { operation: "addOrUpdate", path: "sub dir/weights ä.bin", content: large },
  ],
});
assert.match(made.commit.oid, /^[0-9a-f]{40}$/);

const files = {};
for await (const file of listFiles({ ...common, recursive: true, expand: true })) files[file.path] = file;
assert.equal(files["config.json"].size, small.size);
assert.equal(files["sub dir/weights ä.bin"].size, large.size);
assert.equal(files["sub dir/weights ä.bin"].lfs.size, large.size);
assert.equal(files["sub dir"].type, "directory");
assert.equal(files["config.json"].lastCommit.id, made.commit.oid);

for (const [path, blob] of [["config.json", small], ["sub dir/weights ä.bin", large]]) {
  const info = await fileDownloadInfo({ ...common, path });
  assert.equal(info.size, blob.size, path);
  const content = await downloadFile({ ...common, path });
  assert.deepEqual(Buffer.from(await content.arrayBuffer()), Buffer.from(await blob.arrayBuffer()), path);
}
const part = await (await downloadFile({ ...common, path: "sub dir/weights ä.bin" })).slice(1000, 2000).arrayBuffer();
assert.deepEqual(Buffer.from(part), Buffer.from(await large.slice(1000, 2000).arrayBuffer()));
assert.equal(await downloadFile({ ...common, path: "not there.txt" }), null);

const [info] = await pathsInfo({ ...common, paths: ["config.json"] });
assert.equal(info.type, "file");
assert.equal((await modelInfo({ name: repo.name, hubUrl, accessToken })).name, repo.name);
const titles = [];
for await (const one of listCommits({ ...common })) titles.push(one.title);
assert.deepEqual(titles, ["Add two files", "initial commit"]);
const models = [];
for await (const model of listModels({ search: { owner: repo.name.split("/")[0] }, hubUrl, accessToken })) models.push(model.name);
assert.ok(models.includes(repo.name));

await commit({ ...common, title: "Delete one", operations: [{ operation: "delete", path: "config.json" }] });
assert.equal(await downloadFile({ ...common, path: "config.json" }), null);
await deleteRepo({ ...common });
await assert.rejects(modelInfo({ name: repo.name, hubUrl, accessToken }));
console.log("done");
