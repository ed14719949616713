@NullMarked
package dev.hubdesk.hub.lfs;

import org.jspecify.annotations.NullMarked;
