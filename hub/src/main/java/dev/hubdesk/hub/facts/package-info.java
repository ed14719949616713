/// What is known about repositories: cards and the tags that come from them, what the heads of
/// model files say, and how often they are downloaded.
@NullMarked
package dev.hubdesk.hub.facts;

import org.jspecify.annotations.NullMarked;
