/// The card of a repository as a page: Markdown of strangers, rendered so that it can neither run
/// anything nor make a browser ask anybody but this Desk.
@NullMarked
package dev.hubdesk.desk.readme;

import org.jspecify.annotations.NullMarked;
