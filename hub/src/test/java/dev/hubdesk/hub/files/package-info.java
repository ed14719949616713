@NullMarked
package dev.hubdesk.hub.files;

import org.jspecify.annotations.NullMarked;
