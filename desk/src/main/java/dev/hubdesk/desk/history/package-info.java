/// What was downloaded.
@NullMarked
package dev.hubdesk.desk.history;

import org.jspecify.annotations.NullMarked;
