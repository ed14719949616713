package dev.hubdesk.desk.transfer;

import dev.hubdesk.hubclient.ByteSpan;
import dev.hubdesk.hubclient.FileAddress;
import dev.hubdesk.hubclient.OpenFile;
import dev.hubdesk.hubclient.RemoteFile;
import dev.hubdesk.hubclient.RetryableException;
import dev.hubdesk.hubclient.Transport;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Where the bytes of one file come from. Remembers the signed address that the endpoint sent us to
/// until it stops working, and refuses answers that are not about this file.
final class FileSource {

  private final FileTransfer transfer;
  private final OpenFile open;
  private final Revision revision;
  private final FileAddress home;
  private final AtomicReference<@Nullable FileAddress> signed = new AtomicReference<>();
  private final AtomicBoolean servesRanges = new AtomicBoolean();
  private final KnownTags tags = new KnownTags();

  FileSource(Transport transport, FileTransfer transfer) {
    this.transfer = transfer;
    this.open = new OpenFile(transport, transfer.endpoint());
    this.revision = new Revision(transfer.commit().hex());
    this.home =
        FileAddress.chosen(
            OpenFile.address(transfer.endpoint(), transfer.repo(), revision, transfer.path()));
  }

  /// Opens the file, or a range of it.
  ///
  /// @param range null for the whole file
  /// @throws WrongAnswerException when the answer is about something else
  /// @throws RangeIgnoredException when the server answers ranges with the whole file
  RemoteFile open(@Nullable ByteSpan range) throws IOException, InterruptedException {
    FileAddress known = signed.get();
    try {
      return checked(opened(known, range), range);
    } catch (RangeIgnoredException e) {
      throw e;
    } catch (IOException e) {
      // Whatever it was, the endpoint may know better by now.
      signed.compareAndSet(known, null);
      throw e;
    }
  }

  private RemoteFile opened(@Nullable FileAddress known, @Nullable ByteSpan range)
      throws IOException, InterruptedException {
    if (known == null) {
      return call(home, range);
    }
    try {
      return call(known, range);
    } catch (RetryableException e) {
      if (!isRefusal(e.failure())) {
        throw e;
      }
    } catch (FailureException e) {
      // Some stores say 400 of a signature that is too old.
      if (!isRefusal(e.failure())) {
        throw e;
      }
    }
    // A signed address expires; the endpoint gives a new one.
    signed.compareAndSet(known, null);
    return call(home, range);
  }

  private RemoteFile call(FileAddress address, @Nullable ByteSpan range)
      throws IOException, InterruptedException {
    return open.call(address, revision, transfer.path(), range, tags.of(address.uri()));
  }

  private static boolean isRefusal(Failure failure) {
    return failure instanceof Failure.Upstream upstream
        && upstream.status() >= 400
        && upstream.status() < 500
        && upstream.status() != 408
        && upstream.status() != 429;
  }

  private RemoteFile checked(RemoteFile file, @Nullable ByteSpan range) throws IOException {
    try {
      check(file);
      RemoteFile proven = UntoldLength.proven(file, transfer);
      if (range != null) {
        checkRange(file, range);
      }
      if (!transfer.endpoint().isOriginOf(file.source().uri())) {
        signed.set(file.source());
      }
      return proven;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private void check(RemoteFile file) throws IOException {
    if (file.total().orElse(transfer.size()) != transfer.size()) {
      throw wrong("has " + file.total().getAsLong() + " bytes instead of " + transfer.size());
    }
    String etag = file.etag();
    String expected = transfer.digest().etag();
    if (etag != null && etag.length() == expected.length() && !etag.equalsIgnoreCase(expected)) {
      throw wrong("has another digest than its listing");
    }
    String tag = file.validator();
    if (tag != null && !tags.agrees(file.source().uri(), tag)) {
      throw wrong("has another tag than the one before");
    }
  }

  private void checkRange(RemoteFile file, ByteSpan range) throws IOException {
    if (!file.partial()) {
      if (servesRanges.get()) {
        throw wrong("has the whole file instead of a range");
      }
      throw new RangeIgnoredException();
    }
    if (file.start() != range.start()) {
      throw wrong("has another range than was asked for");
    }
    servesRanges.set(true);
  }

  private WrongAnswerException wrong(String what) {
    return new WrongAnswerException(transfer, what);
  }
}
