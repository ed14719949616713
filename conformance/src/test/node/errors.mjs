// Provokes the errors of the stock JavaScript client: errors.mjs REPO. The repository is made here.
import assert from "node:assert/strict";
import {
  HubApiError, commit, createRepo, downloadFile, fileExists, listCommits, listFiles, modelInfo, pathsInfo, repoExists, whoAmI,
} from "@huggingface/hub";

const hubUrl = process.env.HF_ENDPOINT;
const accessToken = process.env.HF_TOKEN;
const repo = { type: "model", name: process.argv[2] };
const common = { repo, hubUrl, accessToken, useXet: false };
const missing = { type: "model", name: "nobody/none" };

async function all(entries) {
  const found = [];
  for await (const entry of entries) found.push(entry);
  return found;
}

async function refused(status, text, call) {
  await assert.rejects(call, (error) => {
    assert.ok(error instanceof HubApiError, `${error}`);
    assert.equal(error.statusCode, status, `${error}`);
    assert.ok(error.requestId, `${error}`);
    assert.ok(error.message.includes(text) && error.message.includes(error.requestId), error.message);
    assert.equal(typeof error.data.error, "string");
    return true;
  });
}

await createRepo(common);
await commit({ ...common, title: "a file", operations: [{ operation: "addOrUpdate", path: "a.txt", content: new Blob(["a"]) }] });

await refused(404, "Repository not found", () => modelInfo({ name: missing.name, hubUrl, accessToken }));
await refused(401, "Repository not found", () => modelInfo({ name: missing.name, hubUrl }));
await refused(404, "Repository not found", () => all(listFiles({ ...common, repo: missing })));
await refused(404, "Invalid rev id", () => all(listFiles({ ...common, revision: "none" })));
await refused(404, "Entry not found", () => all(listFiles({ ...common, path: "none" })));
await refused(404, "Invalid rev id", () => all(listCommits({ ...common, revision: "none" })));
await refused(404, "Invalid rev id", () => pathsInfo({ ...common, paths: ["a.txt"], revision: "none" }));
await refused(404, "Invalid rev id", () => downloadFile({ ...common, path: "a.txt", revision: "none" }));
await refused(409, "exist", () => createRepo(common));
await refused(401, "Invalid credentials in Authorization header", () => whoAmI({ hubUrl, accessToken: "hf_" + "w".repeat(34) }));
await refused(403, "", () => createRepo({ ...common, repo: missing }));
await refused(412, "The branch was updated since you opened this page", () =>
  commit({ ...common, title: "late", parentCommit: "0".repeat(40), operations: [{ operation: "delete", path: "a.txt" }] }));
await refused(404, "A file with this name doesn't exist", () =>
  commit({ ...common, title: "no", operations: [{ operation: "delete", path: "none" }] }));
await refused(422, "path", () =>
  commit({ ...common, title: "no", operations: [{ operation: "addOrUpdate", path: "../x", content: new Blob(["a"]) }] }));

assert.equal(await repoExists({ repo: missing, hubUrl, accessToken }), false);
assert.equal(await repoExists({ repo: missing, hubUrl }), false);
assert.equal(await repoExists({ repo, hubUrl }), true);
assert.equal(await fileExists({ ...common, path: "none" }), false);
assert.equal(await fileExists({ ...common, path: "a.txt" }), true);
assert.equal(await downloadFile({ ...common, path: "none" }), null);
console.log("every error");
