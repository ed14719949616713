// Runs the File Tree API's published JavaScript example, verbatim but for host, token and repository:
// file_tree_examples.mjs FILE REPO. The repository is there already.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

const [file, repo] = process.argv.slice(2);
const text = (await readFile(file, "utf8"))
  .replaceAll("http://localhost:28080", process.env.HF_ENDPOINT)
  .replaceAll("YOUR_TOKEN", process.env.HF_TOKEN)
  .replaceAll("myorg/mymodel", repo);
const module = `data:text/javascript,${encodeURIComponent(text + "\nexport { files, pathsInfo, listFiles };")}`;
const { files, pathsInfo, listFiles } = await import(module);

const paths = (entries) => entries.map((entry) => entry.path);
assert.deepEqual(paths(files), [".gitattributes", "README.md", "config.json", "configs", "model.safetensors", "models"]);
assert.deepEqual(paths(pathsInfo), ["README.md", "config.json"]);
assert.equal(pathsInfo[0].lfs, null);
assert.deepEqual(paths(await listFiles(repo, "configs", true)), ["configs/deep", "configs/deep/two.json", "configs/one.json"]);
console.log("all as shown");
