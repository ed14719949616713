/** Every word of the Hub's pages. */
export const text = {
  product: 'Hubdesk',
  half: 'Hub',
  sections: 'Sections',
  types: { models: 'Models', datasets: 'Datasets', spaces: 'Spaces' },
  one: { models: 'Model', datasets: 'Dataset', spaces: 'Space' },
  signIn: 'Sign in',
  signOut: 'Sign out',
  /** @param {string} name */
  signedInAs: (name) => `Signed in as ${name}`,

  home: {
    heading: 'Your own Hub',
    lead: 'Point any Hugging Face client here. Uploads from Python also need HF_HUB_DISABLE_XET=1.',
    endpoint: 'the endpoint line',
    python: 'Python',
    shell: 'Command line',
    windows: 'PowerShell',
    ways: 'How to use it',
    search: 'Search by name',
    more: 'Show more',
    private: 'private',
    /** @param {string} type */
    none: (type) => `No ${type} yet`,
    noneHint: 'Repositories that you may see appear here. Upload one with any Hugging Face client:',
    /** @param {string} words */
    noMatch: (words) => `Nothing matches “${words}”`,
    noMatchHint: 'The search looks at the names of repositories.',
  },

  repo: {
    tabs: 'Repository',
    files: 'Files',
    commits: 'Commits',
    revision: 'Revision',
    branches: 'Branches',
    tags: 'Tags',
    thisCommit: 'Commit',
    path: 'Path',
    id: 'the repository id',
    use: 'Use this repository',
    command: 'the download command',
    privateOrMissing: 'There is no such repository, or it is private. Sign in with a token of an account that may read it.',
    missing: 'There is no such repository, or your account may not read it.',
    noRevision: 'The repository has no such branch, tag or commit.',
    noEntry: 'There is nothing at this path in this revision.',
    defaultBranch: 'Go to the files of main',
  },

  files: {
    name: 'Name',
    size: 'Size',
    commit: 'Last commit',
    changed: 'Changed',
    latest: 'Latest commit',
    parent: 'Parent folder',
    more: 'Show more files',
    empty: 'This folder is empty',
    lfs: 'LFS',
    /** @param {string} name */
    download: (name) => `Download ${name}`,
  },

  file: {
    size: 'Size',
    /** @param {string} count */
    exactly: (count) => `${count} bytes`,
    blob: 'Git blob',
    pointer: 'Git blob of the pointer',
    sha256: 'SHA-256',
    pointerSize: 'Pointer size',
    lastCommit: 'Last commit',
    download: 'Download',
    downloading: 'Downloading…',
    tooLargeToFetch: 'This file is private and too large for the browser to fetch with a token. Use the command above.',
    noPreview: 'No preview for this kind of file.',
    tooLarge: 'Too large to show here.',
    content: 'Content',
  },

  commits: {
    /** @param {string} count */
    total: (count) => `${count} commits`,
    by: 'by',
    browse: 'Files at this commit',
    id: 'the commit id',
    more: 'Older commits',
  },

  signInBox: {
    heading: 'Sign in with an access token',
    lead: 'The token stays in this tab and is sent only to this Hub.',
    token: 'Access token',
    cancel: 'Cancel',
    refused: 'The Hub does not accept this token.',
    shape: 'Access tokens start with hf_.',
  },

  missing: { heading: 'No such page', message: 'Check the address, or start at the list of repositories.', back: 'All repositories' },
};
