/// Finding repositories on all endpoints.
@NullMarked
package dev.hubdesk.desk.search;

import org.jspecify.annotations.NullMarked;
