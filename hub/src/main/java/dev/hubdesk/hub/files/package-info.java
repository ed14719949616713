/// The File Tree API in both dialects, and serving files.
@NullMarked
package dev.hubdesk.hub.files;

import org.jspecify.annotations.NullMarked;
