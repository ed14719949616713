/// Branches, tags and pull request refs.
@NullMarked
package dev.hubdesk.hub.refs;

import org.jspecify.annotations.NullMarked;
