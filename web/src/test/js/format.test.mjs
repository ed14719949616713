import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ago, bytes, duration, exactDate, shortId, speed } from '../../main/resources/web/shared/format.js';

test('sizes keep three digits and step at a thousand', () => {
  assert.equal(bytes(0), '0 B');
  assert.equal(bytes(999), '999 B');
  assert.equal(bytes(1000), '1.00 kB');
  assert.equal(bytes(9_994), '9.99 kB');
  assert.equal(bytes(9_996), '10.0 kB');
  assert.equal(bytes(99_960), '100 kB');
  assert.equal(bytes(999_499), '999 kB');
  assert.equal(bytes(999_500), '1.00 MB');
  assert.equal(bytes(4_000_000_000), '4.00 GB');
});

test('an unknown size is a dash', () => {
  assert.equal(bytes(undefined), '–');
  assert.equal(bytes(NaN), '–');
});

test('a speed is bytes a second', () => assert.equal(speed(25_000_000.4), '25.0 MB/s'));

test('time spans have at most two units', () => {
  assert.equal(duration(undefined), '');
  assert.equal(duration(0), '0 s');
  assert.equal(duration(59.4), '59 s');
  assert.equal(duration(60), '1 min');
  assert.equal(duration(125), '2 min 5 s');
  assert.equal(duration(3_600), '1 h');
  assert.equal(duration(7_260), '2 h 1 min');
  assert.equal(duration(200_000), '2 days');
});

test('dates are told from now', () => {
  const now = Date.parse('2026-05-10T12:00:00Z');
  assert.equal(ago('2026-05-10T11:59:30Z', now), 'just now');
  assert.equal(ago('2026-05-10T11:55:00Z', now), '5 minutes ago');
  assert.equal(ago('2026-05-09T12:00:00Z', now), 'yesterday');
  assert.equal(ago('2026-03-10T12:00:00Z', now), '2 months ago');
  assert.equal(ago('2020-05-10T12:00:00Z', now), '6 years ago');
  assert.equal(ago('nonsense', now), '');
  assert.equal(exactDate('nonsense'), '');
});

test('ids are cut to seven digits', () => assert.equal(shortId('0123456789abcdef'), '0123456'));
