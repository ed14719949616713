// Makes, lists and deletes branches with the stock JavaScript client: refs.mjs REPO
import assert from "node:assert/strict";
import { commit, countCommits, createBranch, createRepo, deleteBranch, listCommits, listFiles } from "@huggingface/hub";

const hubUrl = process.env.HF_ENDPOINT;
const accessToken = process.env.HF_TOKEN;
const repo = { type: "model", name: process.argv[2] };
const common = { repo, hubUrl, accessToken };

async function add(path, text, branch) {
  const operations = [{ operation: "addOrUpdate", path, content: new Blob([text]) }];
  return (await commit({ ...common, useXet: false, title: `Add ${path}`, branch, operations })).commit.oid;
}

async function titles(revision) {
  const found = [];
  for await (const one of listCommits({ ...common, revision, batchSize: 2 })) found.push(one.title);
  return found;
}

async function paths(revision) {
  const found = [];
  for await (const file of listFiles({ ...common, revision, recursive: true })) found.push(file.path);
  return found;
}

await createRepo(common);
const first = await add("a.txt", "1");
await add("b.txt", "2");

await createBranch({ ...common, branch: "feature/x", revision: first });
assert.deepEqual(await titles("feature/x"), ["Add a.txt", "initial commit"]);
await assert.rejects(createBranch({ ...common, branch: "feature/x" }), /already exists/);
await createBranch({ ...common, branch: "feature/x", overwrite: true });
assert.equal(await countCommits({ ...common, revision: "feature/x" }), 2);
await createBranch({ ...common, branch: "feature/x", revision: "main", overwrite: true });
assert.equal(await countCommits({ ...common, revision: "feature/x" }), 3);
await add("c.txt", "3", "feature/x");
assert.deepEqual(await titles("feature/x"), ["Add c.txt", "Add b.txt", "Add a.txt", "initial commit"]);
assert.equal(await countCommits({ ...common, revision: "main" }), 3);

await createBranch({ ...common, branch: "empty", empty: true });
assert.deepEqual(await paths("empty"), []);
assert.equal(await countCommits({ ...common, revision: "empty" }), 1);
await createBranch({ ...common, branch: "feature/x", empty: true, overwrite: true });
assert.deepEqual(await paths("feature/x"), []);
await add("d.txt", "4", "empty");
assert.deepEqual(await paths("empty"), ["d.txt"]);

await deleteBranch({ ...common, branch: "feature/x" });
await deleteBranch({ ...common, branch: "empty" });
await assert.rejects(deleteBranch({ ...common, branch: "empty" }), /Invalid rev id/);
await assert.rejects(deleteBranch({ ...common, branch: "main" }), /Cannot delete/);
console.log("done");
