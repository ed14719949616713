/// Files that a data directory keeps beside its database, for every room that keeps some.
@NullMarked
package dev.hubdesk.catalog.files;

import org.jspecify.annotations.NullMarked;
