/// The kinds of repositories and who knows them.
@NullMarked
package dev.hubdesk.desk.analyze.kinds;

import org.jspecify.annotations.NullMarked;
