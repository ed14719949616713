/// The Hubs that the Desk asks, in order, and where a repository is found.
@NullMarked
package dev.hubdesk.desk.endpoints;

import org.jspecify.annotations.NullMarked;
