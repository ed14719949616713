import { bytes } from '../shared/format.js';

/** Every word of the Desk's pages. */
export const text = {
  product: 'Hubdesk',
  half: 'Desk',
  sections: 'Sections',
  nav: { search: 'Search', downloads: 'Downloads', settings: 'Settings' },
  live: 'Live',
  lost: 'Reconnecting…',
  private: 'private',

  search: {
    heading: 'Find models and datasets',
    lead: 'Every endpoint of your settings is asked. Type a name, or paste an address.',
    field: 'Search, or owner/name',
    go: 'Search',
    kind: 'Kind',
    models: 'Models',
    datasets: 'Datasets',
    sort: 'Sort by',
    sorts: { downloads: 'Downloads', likes: 'Likes', trendingScore: 'Trending', lastModified: 'Updated' },
    gguf: 'GGUF only',
    gated: 'gated',
    cached: 'on this machine',
    downloads: 'downloads',
    likes: 'likes',
    /** @param {string} repo */
    open: (repo) => `Open ${repo}`,
    /** @param {string} words */
    none: (words) => (words ? `Nothing matches “${words}”` : 'The endpoints list nothing'),
    noneHint: 'Try fewer words, or write owner/name to open a repository directly.',
    /** @param {string} endpoint */
    failed: (endpoint) => `${endpoint} did not answer`,
    results: 'Results',
  },

  analysis: {
    revision: 'Revision',
    files: 'Files',
    choose: 'Choose what to download',
    recommended: 'recommended',
    item: 'Part',
    quality: 'Quality',
    /** @param {number} n */
    outOfFive: (n) => `${n} of 5`,
    memory: 'Memory',
    size: 'Size',
    path: 'File',
    /** @param {string} count @param {number} size */
    total: (count, size) => `${count} files, ${bytes(size)}`,
    /** @param {number} count @param {number} size */
    chosen: (count, size) => (count === 0 ? 'Nothing is chosen' : `${count} chosen, ${bytes(size)}`),
    wholeChosen: 'The whole repository',
    everything: 'Everything, not only parts',
    plan: 'Review and download',
    both: 'There is a model and a dataset of this name',
    bothHint: 'Which one do you mean?',
    model: 'The model',
    dataset: 'The dataset',
    /** @param {number} n */
    more: (n) => `Show all ${n} files`,
    commit: 'commit',
    back: 'Back to the search',
  },

  plan: {
    heading: 'Ready to download',
    destination: 'Into',
    free: 'Free space',
    files: 'Files',
    size: 'Size',
    start: 'Download',
    cancel: 'Cancel',
    noFiles: 'No file matches this choice.',
    tooSmall: 'There is not enough free space.',
  },

  jobs: {
    heading: 'Downloads',
    none: 'No downloads yet',
    noneHint: 'Search for a model or dataset and choose what you want.',
    find: 'Search',
    active: 'In progress',
    finished: 'Finished',
    status: { queued: 'waiting', running: 'running', paused: 'paused', completed: 'done', failed: 'failed', cancelled: 'cancelled' },
    /** @type {Record<string, string>} */
    phases: { planning: 'looking what to fetch', finalizing: 'checking what arrived' },
    actions: { pause: 'Pause', resume: 'Resume', cancel: 'Cancel', retry: 'Try again', dismiss: 'Remove from the list' },
    /** @param {string} repo */
    progress: (repo) => `Progress of ${repo}`,
    of: 'of',
    files: 'files',
    left: 'left',
    from: 'from',
    eachFile: 'Files',
    /** @param {string} repo */
    done: (repo) => `${repo} is downloaded`,
    /** @param {string} repo */
    failedWith: (repo) => `The download of ${repo} failed`,
  },

  settings: {
    heading: 'Settings',
    cache: 'Where downloads go',
    destination: 'Folder',
    cacheHint: 'The Hugging Face cache folder (the one that holds models--owner--name). Empty means the usual place.',
    endpoints: 'Endpoints',
    endpointsHint: 'Asked in this order. A token is sent to its own endpoint only.',
    url: 'Address',
    token: 'Token',
    noToken: 'no token',
    own: 'The Hub of this process',
    remove: 'Remove',
    add: 'Add an endpoint',
    transfer: 'Transfers',
    maxActive: 'Downloads at the same time',
    connections: 'Connections for one file',
    /** @param {string} source */
    source: (source) => `from: ${source}`,
    fixed: 'Set when the Desk was started; it cannot be changed here.',
    file: 'Stored in',
    save: 'Save',
    saved: 'Saved',
  },

  missing: { heading: 'No such page', message: 'Check the address, or start with a search.', back: 'Search' },
};
