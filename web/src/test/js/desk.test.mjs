import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Jobs } from '../../main/resources/web/desk/jobs.js';
import { actionsOf, percent, progressLine } from '../../main/resources/web/desk/pages/progress.js';
import { recommended, requestFor, sizeOf } from '../../main/resources/web/desk/pages/selection.js';
import { isFixed } from '../../main/resources/web/desk/pages/sources.js';
import { analysisLink, asRepo, hostOf, parse } from '../../main/resources/web/desk/routes.js';

const analysis = {
  repo: 'lab/tiny-GGUF',
  branch: 'main',
  selectable_items: [
    { id: 'a', filter_value: 'q4_k_m', size: 10, recommended: true },
    { id: 'b', filter_value: 'q8_0', filters: ['q8_0-00001', 'q8_0-00002'], size: 5 },
  ],
};
const job = (status, progress) => ({ status, progress: { totalFiles: 1, completedFiles: 0, totalBytes: 0, downloadedBytes: 0, bytesPerSecond: 0, ...progress } });

test('an analysis has an address of its own', () => {
  const route = { page: 'analysis', repo: 'lab/words', dataset: true, revision: 'refs/pr/1', endpoint: 'http://localhost:28080' };
  const url = new URL(analysisLink(route), 'http://desk.test');
  assert.deepEqual(parse(url.pathname, url.search), route);
  assert.equal(analysisLink({ repo: 'lab/tiny', revision: 'main' }), '/models/lab/tiny');
});

test('a typed or pasted repository is recognised', () => {
  assert.deepEqual(asRepo(' lab/tiny-GGUF '), { repo: 'lab/tiny-GGUF', dataset: false });
  assert.deepEqual(asRepo('https://huggingface.co/datasets/lab/words/tree/main'), { repo: 'lab/words', dataset: true });
  for (const typed of ['tiny', 'tiny llama', 'a/b/c', '']) assert.equal(asRepo(typed), undefined, typed);
});

test('chosen parts are asked for exactly', () => {
  assert.deepEqual([...recommended(analysis)], ['a']);
  assert.equal(sizeOf(analysis, new Set(['a', 'b'])), 15);
  assert.deepEqual(requestFor(analysis, new Set(['a', 'b'])), {
    repo: 'lab/tiny-GGUF',
    filters: ['q4_k_m', 'q8_0-00001', 'q8_0-00002'],
    exactMatch: true,
  });
});

test('everything is asked for without filters', () => {
  const dataset = { ...analysis, is_dataset: true, branch: 'v1' };
  assert.deepEqual(requestFor(dataset, undefined, 'http://x'), { repo: 'lab/tiny-GGUF', dataset: true, revision: 'v1', endpoint: 'http://x' });
});

test('progress is told in one line', () => {
  const running = job('running', { totalFiles: 12, completedFiles: 3, totalBytes: 4e9, downloadedBytes: 1e9, bytesPerSecond: 25e6, etaSeconds: 120 });
  assert.equal(progressLine(running), '1.00 GB of 4.00 GB, 25 %, 3 of 12 files, 25.0 MB/s, 2 min left');
  assert.equal(progressLine(job('completed', { totalBytes: 5e6, totalFiles: 2 })), '5.00 MB, 2 files');
  assert.equal(progressLine(job('queued', {})), '');
});

test('an empty job is done only when it says so', () => {
  assert.equal(percent(job('running', {})), 0);
  assert.equal(percent(job('completed', {})), 100);
  assert.equal(percent(job('running', { totalBytes: 10, downloadedBytes: 11 })), 100);
});

test('a running job cannot be removed and an ended one cannot be cancelled', () => {
  assert.ok(!actionsOf('running').includes('dismiss'));
  assert.ok(!actionsOf('failed').includes('cancel'));
});

test('a snapshot replaces what was known, an update changes one job', () => {
  const jobs = new Jobs();
  let changes = 0;
  jobs.addEventListener('change', () => (changes += 1));
  jobs.take({ type: 'init', data: { jobs: [{ id: '1', createdAt: '2026-01-01' }, { id: '2', createdAt: '2026-01-02' }] } });
  jobs.take({ type: 'job_update', data: { id: '1', createdAt: '2026-01-01', status: 'failed' } });
  jobs.take({ type: 'something new', data: {} });
  assert.deepEqual(jobs.all().map(({ id, status }) => [id, status]), [['2', undefined], ['1', 'failed']]);
  jobs.take({ type: 'event', data: { event: 'removed', jobId: '2' } });
  assert.deepEqual(jobs.all().map(({ id }) => id), ['1']);
  assert.equal(changes, 3);
  jobs.take({ type: 'init', data: { jobs: [] } });
  assert.deepEqual(jobs.all(), []);
});

test('values of the command line cannot be changed', () => {
  assert.ok(isFixed('environment HF_HUB_CACHE') && isFixed('flag --cache-dir'));
  assert.ok(!isFixed('default') && !isFixed('settings') && !isFixed(undefined));
});

test('hosts are shown short', () => assert.equal(hostOf('https://huggingface.co/'), 'huggingface.co'));
