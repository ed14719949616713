/// The unmodified clients that stories run, as ./verify installs them.
@NullMarked
package dev.hubdesk.conformance.clients;

import org.jspecify.annotations.NullMarked;
