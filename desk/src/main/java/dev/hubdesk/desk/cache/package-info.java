/// The standard Hugging Face cache on disk, as `huggingface_hub` reads and writes it: blobs by
/// entity tag, refs, and snapshots of relative links. Other programs use the same folders at the
/// same time, so everything becomes visible by one atomic rename.
@NullMarked
package dev.hubdesk.desk.cache;

import org.jspecify.annotations.NullMarked;
