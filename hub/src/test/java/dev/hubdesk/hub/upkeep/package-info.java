@NullMarked
package dev.hubdesk.hub.upkeep;

import org.jspecify.annotations.NullMarked;
