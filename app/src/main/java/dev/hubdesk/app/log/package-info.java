/// Logging: where it goes and what never gets into it.
@NullMarked
package dev.hubdesk.app.log;

import org.jspecify.annotations.NullMarked;
