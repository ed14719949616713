/// Rows: the facts that change. One class per noun, SQL in text blocks, one dialect that SQLite and
/// PostgreSQL both understand, migrations that are numbered. No SQL outside this module.
@NullMarked
package dev.hubdesk.catalog;

import org.jspecify.annotations.NullMarked;
