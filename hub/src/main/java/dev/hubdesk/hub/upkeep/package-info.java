/// Keeps repositories small and quick: packs are put together, and what nothing names is taken out.
@NullMarked
package dev.hubdesk.hub.upkeep;

import org.jspecify.annotations.NullMarked;
