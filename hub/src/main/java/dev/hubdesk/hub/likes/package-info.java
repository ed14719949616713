/// Who likes which repository.
@NullMarked
package dev.hubdesk.hub.likes;

import org.jspecify.annotations.NullMarked;
