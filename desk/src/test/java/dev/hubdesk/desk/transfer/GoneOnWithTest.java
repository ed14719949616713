package dev.hubdesk.desk.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a transfer finds of its own earlier runs, and what it leaves to others.
@Timeout(60)
class GoneOnWithTest extends TransferRig {

  private static final byte[] CONTENT = Samples.bytes(20 * MIB + 11);

  private Path blob;

  @BeforeEach
  void start() throws IOException {
    upstream.with("large", CONTENT);
    blob = blob(CONTENT);
    Files.createDirectories(blob.getParent());
  }

  private TransferEngine engine(int connections) {
    return engine(new TransferSettings(24, connections, 4, MIB, retries(2), 0));
  }

  private Outcome fetch(TransferEngine engine, Progress progress, CancelSignal stop)
      throws Exception {
    FileTransfer transfer = transfer("large", CONTENT.length, Samples.lfs(CONTENT));
    return Samples.fetch(engine, transfer, progress, stop);
  }

  private Outcome fetch(TransferEngine engine) throws Exception {
    return fetch(engine, Progress.NONE, new CancelSignal());
  }

  /// Stops a transfer on its way and tells how many bytes it had.
  private long stopped(TransferEngine engine) {
    upstream.faults((_, _) -> new Fault.Slow(64 * 1024, Duration.ofMillis(2)));
    var stop = new CancelSignal();
    var arrived = new Counting(5L * MIB, stop);
    assertThatThrownBy(() -> fetch(engine, arrived, stop))
        .isInstanceOf(TransferStoppedException.class);
    upstream.faults((_, _) -> new Fault.None());
    return arrived.bytes();
  }

  @Test
  void anotherNumberOfConnectionsLosesNothing() throws Exception {
    long some = stopped(engine(8));
    long more = stopped(engine(3));

    Outcome rest = fetch(engine(1));

    assertThat(rest.fetched()).isEqualTo(CONTENT.length - some - more);
    assertThat(blob).hasBinaryContent(CONTENT);
  }

  @Test
  void aFileThatOnlyLacksItsNameIsNotAskedForAgain() throws Exception {
    Path partial = new PartialNames("test").stable(blob);
    Files.write(partial, CONTENT);
    try (Journal journal = Journal.open(PartialNames.journal(partial)).orElseThrow()) {
      journal.reset(CONTENT.length);
      for (int at = 0; at < CONTENT.length; at += MIB) {
        journal.append(JournalRecord.range(at, Math.min(MIB, CONTENT.length - at), 0));
      }
      journal.append(JournalRecord.synced(journal.length()));
    }

    assertThat(fetch(engine(8)).fetched()).isZero();
    assertThat(upstream.requests()).isZero();
    assertThat(blob).hasBinaryContent(CONTENT);
    assertThat(partial).doesNotExist();
  }

  @Test
  void aRefusalOfOneConnectionEndsAllAndIsTheOneThatIsTold() throws Exception {
    upstream.faults((n, _) ->
        n < 4 ? new Fault.Slow(64 * 1024, Duration.ofMillis(2)) : new Fault.Status(451, Map.of()));

    assertThatThrownBy(() -> fetch(engine(8)))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("451");
    assertThat(upstream.requests()).isLessThan(12);
    assertThat(blob).doesNotExist();

    long before = upstream.served();
    upstream.faults((_, _) -> new Fault.None());
    fetch(engine(8));
    assertThat(blob).hasBinaryContent(CONTENT);
    assertThat(upstream.served() - before).isLessThan(CONTENT.length);
  }

  /// Names that are almost its own belong to other programs, other Desks and other files.
  @Test
  void whatItBeganIsRemovedAndNothingBesideIt() throws Exception {
    TransferEngine engine = engine(8);
    stopped(engine);
    assertThat(engine.hasBegun(blob)).isTrue();
    Path own = new PartialNames("test").stable(blob);
    Path other = blob.resolveSibling("0".repeat(64));
    List<Path> others =
        List.of(
            other,
            blob.resolveSibling(blob.getFileName() + ".incomplete"),
            blob.resolveSibling(blob.getFileName() + ".0123abcd.incomplete"),
            blob.resolveSibling(blob.getFileName() + ".0123abcd.journal.incomplete"),
            blob.resolveSibling(own.getFileName() + ".part"),
            blob.resolveSibling("tmp-" + own.getFileName()),
            new PartialNames("another Desk").stable(blob),
            new PartialNames("test").stable(other),
            PartialNames.journal(new PartialNames("test").stable(other)));
    for (Path file : others) {
      Files.writeString(file, "not ours");
    }

    engine.discard(blob);

    assertThat(own).doesNotExist();
    assertThat(PartialNames.journal(own)).doesNotExist();
    assertThat(others).allSatisfy(file -> assertThat(file).hasContent("not ours"));
    engine.discard(blob);
    engine.discard(folder.resolve("nowhere/at/all"));
  }
}
