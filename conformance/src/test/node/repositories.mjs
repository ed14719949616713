// The life of repositories with the stock JavaScript client: repositories.mjs NAMESPACE
import assert from "node:assert/strict";
import {
  checkRepoAccess, commit, createRepo, deleteRepo, downloadFile, fileExists, listCommits, listFiles, modelInfo, repoExists,
} from "@huggingface/hub";

const hubUrl = process.env.HF_ENDPOINT;
const accessToken = process.env.HF_TOKEN;
const namespace = process.argv[2];
const common = { hubUrl, accessToken, useXet: false };
const model = (name) => ({ type: "model", name: `${namespace}/${name}` });
const text = async (repo, path) => await (await downloadFile({ ...common, repo, path })).text();

async function refused(status, promise) {
  await assert.rejects(promise, (error) => (assert.equal(error.statusCode, status, error), true));
}

const attributes = "*.one filter=lfs -text\n*.two filter=lfs -text\n";
const made = await createRepo({
  ...common,
  repo: model("full"),
  license: "mit",
  files: [
    { path: ".gitattributes", content: new Blob([attributes]) },
    { path: "config.json", content: new TextEncoder().encode("{}").buffer },
  ],
});
assert.deepEqual(made, { repoUrl: `${hubUrl}/${namespace}/full`, id: `${namespace}/full` });
assert.equal(await text(model("full"), ".gitattributes"), attributes);
assert.equal(await text(model("full"), "config.json"), "{}");
assert.match(await text(model("full"), "README.md"), /license: mit/);
const titles = [];
for await (const one of listCommits({ ...common, repo: model("full") })) titles.push(one.title);
assert.deepEqual(titles, ["initial commit"]);
await refused(409, createRepo({ ...common, repo: model("full") }));

await createRepo({ ...common, repo: model("hidden"), visibility: "private" });
await checkRepoAccess({ ...common, repo: model("hidden") });
await refused(401, checkRepoAccess({ hubUrl, repo: model("hidden") }));
assert.equal(await repoExists({ ...common, repo: model("hidden") }), true);
assert.equal(await repoExists({ hubUrl, repo: model("hidden") }), false);

// The client has no call that moves: what follows goes on under the old name.
const moved = await fetch(`${hubUrl}/api/repos/move`, {
  method: "POST",
  headers: { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" },
  body: JSON.stringify({ fromRepo: `${namespace}/full`, toRepo: `${namespace}/moved`, type: "model" }),
});
assert.equal(moved.status, 200);
const old = { ...common, repo: model("full") };
assert.equal(await repoExists(old), true);
assert.equal((await modelInfo({ ...common, name: `${namespace}/full` })).name, `${namespace}/moved`);
const large = new Blob([new Uint8Array(2 << 20).map((_, i) => (i * 7) % 251)]);
await commit({
  ...old,
  title: "Under the old name",
  operations: [
    { operation: "addOrUpdate", path: "small.txt", content: new Blob(["small"]) },
    { operation: "addOrUpdate", path: "large.bin", content: large },
  ],
});
assert.equal(await text(model("full"), "small.txt"), "small");
const back = await downloadFile({ ...old, path: "large.bin" });
assert.deepEqual(Buffer.from(await back.arrayBuffer()), Buffer.from(await large.arrayBuffer()));
assert.equal(await fileExists({ ...old, path: "small.txt" }), true);
const paths = [];
for await (const file of listFiles({ ...old, recursive: true })) paths.push(file.path);
assert.ok(paths.includes("large.bin") && paths.includes("config.json"), paths);
await deleteRepo({ ...common, repo: model("moved") });
await refused(404, deleteRepo({ ...common, repo: model("moved") }));
assert.equal(await repoExists(old), false);
console.log("done");
