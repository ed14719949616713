/// The nouns and wire rules of a Hub: values that know how to parse, print, compare and refuse. No
/// I/O, no HTTP, no SQL. Everything else in Hubdesk speaks in these words; `docs/glossary.md`
/// defines them.
@NullMarked
package dev.hubdesk.protocol;

import org.jspecify.annotations.NullMarked;
