/// The Desk, a package a room; here is what all rooms share: what it is started with, and how sizes
/// and failures are said.
@NullMarked
package dev.hubdesk.desk;

import org.jspecify.annotations.NullMarked;
