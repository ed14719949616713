@NullMarked
package dev.hubdesk.catalog;

import org.jspecify.annotations.NullMarked;
