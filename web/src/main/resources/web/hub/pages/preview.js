const TEXT = /\.(txt|md|rst|json|jsonl|ya?ml|toml|ini|cfg|csv|tsv|py|ipynb|js|mjs|ts|css|html?|xml|sh|jinja|lock|cff|tex|bib)$/i;
const PLAIN_NAMES = /^(\.gitattributes|\.gitignore|dockerfile|makefile|license|notice|readme|modelfile)$/i;

/**
 * Whether a file of this name is worth showing as text.
 * @param {string} path
 */
export function isText(path) {
  const name = path.split('/').at(-1) ?? '';
  return TEXT.test(name) || PLAIN_NAMES.test(name);
}
