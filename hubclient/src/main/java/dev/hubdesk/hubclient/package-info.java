/// A client of any server that speaks the Hub's protocol: one class per remote call. All calls go
/// through one [Transport], which decides on time limits, repeats, redirects and where a token may
/// be sent.
@NullMarked
package dev.hubdesk.hubclient;

import org.jspecify.annotations.NullMarked;
