/// Commits through the API: what goes where (preupload), the commit itself, history.
@NullMarked
package dev.hubdesk.hub.commits;

import org.jspecify.annotations.NullMarked;
