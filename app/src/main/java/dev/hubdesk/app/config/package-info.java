/// Where configuration is read, and the only place that reads it: built-in value, then file, then
/// environment, then flag. [Setting] is the whole list; `docs/configuration.md` describes it.
@NullMarked
package dev.hubdesk.app.config;

import org.jspecify.annotations.NullMarked;
