/** Numbers and dates as people read them. Sizes are decimal (1 kB = 1,000 bytes), as on the Hugging Face Hub. */

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
const STEPS = /** @type {const} */ ([
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 30.4],
  ['month', 12],
  ['year', Infinity],
]);

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'medium' });
const whole = new Intl.NumberFormat('en');
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** @param {number | null | undefined} count */
export function bytes(count) {
  if (count === null || count === undefined || !Number.isFinite(count)) return '–';
  let value = count;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${unit === 0 ? value : value.toFixed(digits)} ${UNITS[unit]}`;
}

/** @param {number} count */
export function number(count) {
  return whole.format(count);
}

/** @param {number} count */
export function shortNumber(count) {
  return compact.format(count);
}

/** @param {number} perSecond bytes */
export function speed(perSecond) {
  return `${bytes(Math.round(perSecond))}/s`;
}

/**
 * A time span in at most two units.
 * @param {number | undefined} seconds
 */
export function duration(seconds) {
  if (seconds === undefined || !Number.isFinite(seconds)) return '';
  const total = Math.max(0, Math.round(seconds));
  if (total < 60) return `${total} s`;
  const minutes = Math.floor(total / 60);
  if (minutes < 60) return total % 60 ? `${minutes} min ${total % 60} s` : `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  return `${Math.floor(hours / 24)} days`;
}

/**
 * "3 days ago".
 * @param {string | undefined} iso
 * @param {number} [now] milliseconds
 */
export function ago(iso, now = Date.now()) {
  const then = Date.parse(iso ?? '');
  if (Number.isNaN(then)) return '';
  let value = (then - now) / 1000;
  if (Math.abs(value) < 45) return 'just now';
  for (const [unit, size] of STEPS) {
    if (Math.abs(value) < size || size === Infinity) return relative.format(Math.round(value), unit);
    value /= size;
  }
  return '';
}

/** @param {string | undefined} iso */
export function exactDate(iso) {
  const then = Date.parse(iso ?? '');
  return Number.isNaN(then) ? '' : exact.format(then);
}

/** @param {string | undefined} id */
export function shortId(id) {
  return (id ?? '').slice(0, 7);
}
