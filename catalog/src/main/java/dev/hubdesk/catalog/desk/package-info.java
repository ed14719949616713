/// The Desk's rows, in a database file of their own: jobs with their plans, and what was
/// downloaded.
@NullMarked
package dev.hubdesk.catalog.desk;

import org.jspecify.annotations.NullMarked;
