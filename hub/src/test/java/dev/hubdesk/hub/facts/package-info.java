@NullMarked
package dev.hubdesk.hub.facts;

import org.jspecify.annotations.NullMarked;
