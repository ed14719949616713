@NullMarked
package dev.hubdesk.hub.commits;

import org.jspecify.annotations.NullMarked;
