/// GGUF repositories: quantizations, their shards and projectors, and the filters that name them.
@NullMarked
package dev.hubdesk.desk.analyze.gguf;

import org.jspecify.annotations.NullMarked;
