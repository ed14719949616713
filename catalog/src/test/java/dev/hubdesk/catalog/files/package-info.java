/// Tests of files for their owner alone.
@NullMarked
package dev.hubdesk.catalog.files;

import org.jspecify.annotations.NullMarked;
