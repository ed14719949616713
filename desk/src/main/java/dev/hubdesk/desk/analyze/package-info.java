/// What a repository is and which parts of it can be downloaded. One analyzer per kind of
/// repository, asked in order; the last one takes everything.
@NullMarked
package dev.hubdesk.desk.analyze;

import org.jspecify.annotations.NullMarked;
