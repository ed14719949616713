@NullMarked
package dev.hubdesk.blobs;

import org.jspecify.annotations.NullMarked;
