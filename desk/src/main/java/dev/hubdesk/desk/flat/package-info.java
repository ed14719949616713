/// Downloads as real files, `<root>/<owner>/<name>/<path>`, with the records that `huggingface_hub`
/// keeps of a `--local-dir` beside them: each finds again what the other brought.
@NullMarked
package dev.hubdesk.desk.flat;

import org.jspecify.annotations.NullMarked;
