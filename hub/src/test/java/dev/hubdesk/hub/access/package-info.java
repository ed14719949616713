@NullMarked
package dev.hubdesk.hub.access;

import org.jspecify.annotations.NullMarked;
