@NullMarked
package dev.hubdesk.hub.sweep;

import org.jspecify.annotations.NullMarked;
