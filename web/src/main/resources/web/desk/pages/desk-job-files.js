import { html } from 'lit';
import { bytes } from '../../shared/format.js';
import { text } from '../text.js';

const SHOWN = 100;

/**
 * The files of a job, folded away.
 * @param {import('../desk-api.js').Job} job
 */
export function jobFiles(job) {
  const files = job.files ?? [];
  if (files.length === 0) return '';
  const hidden = job.progress.totalFiles - Math.min(files.length, SHOWN);
  return html`<details class="job-files">
    <summary class="hint">${text.jobs.eachFile}</summary>
    <ul class="plan-files">
      ${files.slice(0, SHOWN).map(
        (file) => html`<li>
          <span class="path">${file.path}</span>
          <span class="soft">${file.downloaded < file.totalBytes ? `${bytes(file.downloaded)} ${text.jobs.of} ` : ''}${bytes(file.totalBytes)}</span>
        </li>`,
      )}
      ${hidden > 0 ? html`<li class="soft">+ ${hidden}</li>` : ''}
    </ul>
  </details>`;
}
