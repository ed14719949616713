package dev.hubdesk.desk.transfer;

import dev.hubdesk.hubclient.ByteSpan;
import dev.hubdesk.hubclient.OpenFile;
import dev.hubdesk.hubclient.RemoteFile;
import dev.hubdesk.hubclient.RetryableException;
import dev.hubdesk.hubclient.Transport;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Where the bytes of one file come from. Remembers the signed address that the endpoint sent us to
/// until it stops working, and refuses bytes of another content.
final class FileSource {

  private final FileTransfer transfer;
  private final OpenFile open;
  private final Revision revision;
  private final URI home;
  private final AtomicReference<@Nullable URI> signed = new AtomicReference<>();
  private final Map<String, String> tags = new ConcurrentHashMap<>();

  FileSource(Transport transport, FileTransfer transfer) {
    this.transfer = transfer;
    this.open = new OpenFile(transport, transfer.endpoint());
    this.revision = new Revision(transfer.commit().hex());
    this.home = OpenFile.address(transfer.endpoint(), transfer.repo(), revision, transfer.path());
  }

  /// Opens the file, or a range of it.
  ///
  /// @param range null for the whole file
  /// @throws ContentChangedException when the server's tag is not what it was
  /// @throws RangeIgnoredException when the server answers a range with the whole file
  /// @throws FailureException with ContentMismatch when these are not the bytes that were planned
  RemoteFile open(@Nullable ByteSpan range) throws IOException, InterruptedException {
    RemoteFile file = opened(range);
    try {
      check(file, range);
      return file;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private RemoteFile opened(@Nullable ByteSpan range) throws IOException, InterruptedException {
    URI known = signed.get();
    RemoteFile file;
    try {
      file = call(known == null ? home : known, range);
    } catch (RetryableException e) {
      signed.compareAndSet(known, null);
      if (known == null || !isRefusal(e.failure())) {
        throw e;
      }
      // A signed address expires; the endpoint gives a new one.
      file = call(home, range);
    }
    if (!transfer.endpoint().isOriginOf(file.source())) {
      signed.set(file.source());
    }
    return file;
  }

  private RemoteFile call(URI address, @Nullable ByteSpan range)
      throws IOException, InterruptedException {
    return open.call(address, revision, transfer.path(), range, tags.get(origin(address)));
  }

  private static boolean isRefusal(Failure failure) {
    return failure instanceof Failure.Upstream upstream
        && upstream.status() >= 400
        && upstream.status() < 500
        && upstream.status() != 408
        && upstream.status() != 429;
  }

  private void check(RemoteFile file, @Nullable ByteSpan range) throws IOException {
    if (file.total().orElse(transfer.size()) != transfer.size()) {
      throw mismatch("has " + file.total().getAsLong() + " bytes instead of " + transfer.size());
    }
    String etag = file.etag();
    String expected = transfer.digest().etag();
    if (etag != null && etag.length() == expected.length() && !etag.equals(expected)) {
      throw mismatch("has another digest than its listing");
    }
    checkTag(file);
    if (range == null) {
      return;
    }
    if (!file.partial()) {
      throw new RangeIgnoredException();
    }
    if (file.start() != range.start()) {
      throw new IOException("the server sent another range than was asked for");
    }
  }

  /// Another tag from the same origin means other bytes: they must not stand beside the first ones.
  private void checkTag(RemoteFile file) throws IOException {
    String tag = file.validator();
    if (tag == null) {
      return;
    }
    String first = tags.putIfAbsent(origin(file.source()), tag);
    if (first != null && !first.equals(tag)) {
      throw new ContentChangedException();
    }
  }

  private FailureException mismatch(String what) {
    return new FailureException(
        new Failure.ContentMismatch("The file " + transfer.path() + " " + what));
  }

  private static String origin(URI address) {
    return address.getScheme() + "://" + address.getRawAuthority();
  }
}
