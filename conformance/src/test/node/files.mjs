// Writes, lists, reads and deletes files with the stock JavaScript client: files.mjs REPO CACHE. The repository is made here.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  commit, createRepo, deleteFile, deleteFiles, downloadFile, fileDownloadInfo, fileExists, listFiles, pathsInfo, snapshotDownload,
  uploadFile, uploadFiles,
} from "@huggingface/hub";

const hubUrl = process.env.HF_ENDPOINT;
const accessToken = process.env.HF_TOKEN;
const [name, cacheDir] = process.argv.slice(2);
const common = { repo: { type: "model", name }, hubUrl, accessToken, useXet: false };
const bytes = (blob) => blob.arrayBuffer().then((buffer) => Buffer.from(buffer));
const files = {
  "README.md": new Blob(["# Files\n"]),
  "sub dir/ünï 日本.txt": new Blob(["unicode and spaces"]),
  "odd/a#b?c%d&e+f=g.txt": new Blob(["signs"]),
  "odd/100%.txt": new Blob(["percent"]),
  "weights/large.safetensors": new Blob([new Uint8Array(2 << 20).map((_, i) => (i * 7) % 251)]),
  "empty.txt": new Blob([]),
};
// The client puts paths into URLs as they are: signs that mean something there must come encoded.
const inUrl = (path) => path.split("/").map(encodeURIComponent).join("/");

async function all(entries) {
  const found = {};
  for await (const entry of entries) found[entry.path] = entry;
  return found;
}

await createRepo(common);
const made = await uploadFiles({
  ...common, commitTitle: "all files", files: Object.entries(files).map(([path, content]) => ({ path, content })),
});
const listed = await all(listFiles({ ...common, recursive: true, expand: true }));
const directories = ["odd", "sub dir", "weights"];
assert.deepEqual(Object.keys(listed).sort(), [".gitattributes", ...directories, ...Object.keys(files)].sort());
for (const [path, blob] of Object.entries(files)) {
  assert.equal(listed[path].size, blob.size, path);
  assert.equal(listed[path].lastCommit.id, made.commit.oid, path);
  assert.equal(listed[path].securityFileStatus.status, "unscanned", path);
  assert.equal(!!listed[path].lfs, path.endsWith(".safetensors"), path);
  assert.equal(await fileExists({ ...common, path: inUrl(path) }), true, path);
  const info = await fileDownloadInfo({ ...common, path: inUrl(path) });
  assert.equal(info.size, blob.size, path);
  if (blob.size > 0) {
    assert.deepEqual(await bytes(await downloadFile({ ...common, path: inUrl(path) })), await bytes(blob), path);
    const raw = await downloadFile({ ...common, path: inUrl(path), raw: true });
    assert.equal((await raw.text()).startsWith("version https://git-lfs"), path.endsWith(".safetensors"), path);
  }
}
for (const path of directories) assert.equal(listed[path].type, "directory", path);
assert.deepEqual(Object.keys(await all(listFiles({ ...common, path: "sub dir" }))), ["sub dir/ünï 日本.txt"]);
assert.deepEqual((await bytes((await downloadFile({ ...common, path: "sub dir/ünï 日本.txt" })))).toString(), "unicode and spaces");

const info = await pathsInfo({ ...common, paths: [...Object.keys(files), "none", "odd"], expand: true });
assert.deepEqual(info.map((entry) => entry.path).sort(), [...Object.keys(files), "odd"].sort());
assert.equal(info.find((entry) => entry.path === "odd").type, "directory");

const large = "weights/large.safetensors";
const blob = await downloadFile({ ...common, path: large });
assert.deepEqual(await bytes(blob.slice(1_000_000, 1_000_100)), await bytes(files[large].slice(1_000_000, 1_000_100)));
assert.deepEqual(await bytes(await downloadFile({ ...common, path: large, revision: made.commit.oid })), await bytes(files[large]));

await deleteFiles({ ...common, paths: ["odd/100%.txt", "empty.txt"] });
await deleteFile({ ...common, path: "odd/a#b?c%d&e+f=g.txt" });
const snapshot = await snapshotDownload({ ...common, cacheDir });
for (const path of ["README.md", "sub dir/ünï 日本.txt", large]) {
  assert.deepEqual(await readFile(join(snapshot, path)), await bytes(files[path]), path);
}

await uploadFile({ ...common, file: { path: "README.md", content: new Blob(["# Changed\n"]) } });
assert.equal(await (await downloadFile({ ...common, path: "README.md" })).text(), "# Changed\n");
assert.equal(await (await downloadFile({ ...common, path: "README.md", revision: made.commit.oid })).text(), "# Files\n");
await commit({
  ...common, title: "both", operations: [
    { operation: "delete", path: large },
    { operation: "addOrUpdate", path: "new.txt", content: new Blob(["new"]) },
  ],
});
const left = Object.keys(await all(listFiles({ ...common, recursive: true })));
assert.deepEqual(left, [".gitattributes", "README.md", "new.txt", "sub dir", "sub dir/ünï 日本.txt"]);
console.log("every method");
