package dev.hubdesk.hub.files;

import dev.hubdesk.git.GitBlob;
import dev.hubdesk.http.Content;
import dev.hubdesk.http.FileSending;
import dev.hubdesk.http.Query;
import dev.hubdesk.http.RequestPath;
import dev.hubdesk.hub.access.CallerFilter;
import dev.hubdesk.hub.access.RepoRequest;
import dev.hubdesk.hub.files.FileService.OpenFile;
import dev.hubdesk.hub.lfs.LfsStorage;
import dev.hubdesk.protocol.CommitFacts;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.TreeEntry;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The bytes of files, always with the headers that keep a browser from running them. What a full
/// commit id names never changes and may be kept by the client; anything else it must ask about
/// again. Parameters: `download=true` to save instead of show, `noContentDisposition`.
///
/// - `GET, HEAD /{type}/{namespace}/{name}/resolve/{revision}/{path}` the file
/// - `GET, HEAD /{type}/{namespace}/{name}/raw/{revision}/{path}` what git holds: the pointer of an
///   LFS file
public final class ResolveEndpoint {

  /// Private: a cache between us would go on giving what somebody may no longer read.
  private static final String FOR_EVER = "private, max-age=31536000, immutable";

  private static final String ASK_AGAIN = "private, no-cache";

  private final FileService files;
  private final LfsStorage large;

  public ResolveEndpoint(FileService files, LfsStorage large) {
    this.files = files;
    this.large = large;
  }

  public void addTo(RoutesConfig routes) {
    for (RepoType type : RepoType.values()) {
      String repository = "/" + type.urlPrefix() + "{namespace}/{name}";
      routes.get(repository + "/resolve/<rest>", context -> resolve(context, type));
      routes.get(repository + "/raw/<rest>", context -> raw(context, type));
    }
  }

  private void resolve(Context context, RepoType type) throws IOException {
    @Nullable LfsPointer pointer;
    @Nullable Instant modified;
    try (OpenFile file = files.open(CallerFilter.caller(context), request(context, type))) {
      file.requireContent();
      pointer = file.entry().lfs();
      modified = modified(file);
      describe(context, file, pointer != null);
      if (pointer == null) {
        sendBlob(context, file);
        return;
      }
    }
    context.header("X-Linked-ETag", "\"" + pointer.oid() + "\"");
    context.header("X-Linked-Size", Long.toString(pointer.size()));
    FileSending.send(context, large.content(pointer), pointer.oid().hex(), modified);
  }

  private void raw(Context context, RepoType type) throws IOException {
    try (OpenFile file = files.open(CallerFilter.caller(context), request(context, type))) {
      describe(context, file, false);
      sendBlob(context, file);
    }
  }

  private static RepoRequest request(Context context, RepoType type) {
    int namespace = type.urlPrefix().isEmpty() ? 0 : 1;
    return RepoRequest.of(type, RequestPath.of(context).segments(), namespace);
  }

  private static void describe(Context context, OpenFile file, boolean large) {
    TreeEntry.File entry = file.entry();
    boolean download = Query.flag(context, "download", false);
    context.header("X-Repo-Commit", file.commit().hex());
    context.header("Cache-Control", file.fixed() ? FOR_EVER : ASK_AGAIN);
    if (!Query.flag(context, "noContentDisposition", false)) {
      context.header("Content-Disposition", Disposition.of(entry.path().name(), download));
    }
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Content-Security-Policy", "sandbox; default-src 'none'");
    context.contentType(MediaTypes.of(entry.path(), large));
  }

  private static void sendBlob(Context context, OpenFile file) throws IOException {
    GitBlob blob = file.blob();
    Content content =
        new Content.Streamed(blob.size(), (offset, _) -> skipped(blob.openStream(), offset));
    FileSending.send(context, content, file.entry().oid().hex(), modified(file));
  }

  private static @Nullable Instant modified(OpenFile file) {
    @Nullable CommitFacts commit = file.entry().lastCommit();
    return commit == null ? null : commit.date();
  }

  private static InputStream skipped(InputStream in, long offset) throws IOException {
    try {
      in.skipNBytes(offset);
      return in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }
}
