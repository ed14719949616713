/// What every catalog must do, whichever database its rows live in: one suite for each noun.
@NullMarked
package dev.hubdesk.testkit.catalog;

import org.jspecify.annotations.NullMarked;
