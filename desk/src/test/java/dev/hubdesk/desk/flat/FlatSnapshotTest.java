package dev.hubdesk.desk.flat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.desk.cache.ContentDigest;
import dev.hubdesk.desk.cache.WindowsNames;
import dev.hubdesk.desk.transfer.CancelSignal;
import dev.hubdesk.desk.transfer.PlanFiles;
import dev.hubdesk.desk.transfer.PlannedFile;
import dev.hubdesk.desk.transfer.TransferStoppedException;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatSnapshotTest {

  private static final RepoId REPO = new RepoId(RepoType.MODEL, "acme", "tiny");
  private static final Oid FIRST = new Oid("1".repeat(40));
  private static final Oid SECOND = new Oid("2".repeat(40));

  @TempDir private Path temp;
  private Path root;
  private FlatSnapshot snapshot;

  @BeforeEach
  void open() {
    root = temp.resolve("models");
    snapshot = new FlatSnapshot(root, REPO, FIRST);
  }

  private static PlannedFile file(String path, String content) throws Exception {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    Sha256 sha256 = Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    return new PlannedFile(new RepoPath(path), bytes.length, new ContentDigest.LargeFile(sha256));
  }

  private Path place(String path) {
    return root.resolve("acme/tiny").resolve(path);
  }

  private Path record(String path) {
    return place(".cache/huggingface/download/" + path + ".metadata");
  }

  private void bring(PlannedFile file, String content) throws IOException {
    snapshot.prepare(PlanFiles.of(List.of(file)));
    Files.writeString(snapshot.bytes(file), content);
    snapshot.show(file, new CancelSignal());
  }

  private boolean isDone(PlannedFile file) throws IOException {
    return snapshot.isDone(file, new CancelSignal());
  }

  @Test
  void writesRealFilesAndTheRecordsOfTheOfficialClient() throws Exception {
    PlannedFile file = file("sub/a.gguf", "four");

    bring(file, "four");

    assertThat(place("sub/a.gguf")).isRegularFile().hasContent("four");
    List<String> lines = Files.readAllLines(record("sub/a.gguf"));
    assertThat(lines.get(0)).isEqualTo(FIRST.hex());
    assertThat(lines.get(1)).isEqualTo(file.digest().etag());
    assertThat(Double.parseDouble(lines.get(2))).isPositive();
    assertThat(place(".cache/huggingface/.gitignore")).hasContent("*");
    assertThat(place(".cache/huggingface/CACHEDIR.TAG")).isRegularFile();
    assertThat(snapshot.bytes(file)).doesNotExist();
    assertThat(isDone(file)).isTrue();
  }

  @Test
  void believesTheRecordOfAnUnchangedFile() throws Exception {
    PlannedFile file = file("a.gguf", "four");
    bring(file, "four");
    FileTime then = Files.getLastModifiedTime(place("a.gguf"));
    Files.writeString(place("a.gguf"), "FOUR");
    Files.setLastModifiedTime(place("a.gguf"), then);

    assertThat(isDone(file)).isTrue();
  }

  @Test
  void comparesAFileThatWasWrittenSinceItsRecord() throws Exception {
    PlannedFile file = file("a.gguf", "four");
    bring(file, "four");
    Files.setLastModifiedTime(
        place("a.gguf"), FileTime.fromMillis(System.currentTimeMillis() + 9_000));
    assertThat(isDone(file)).isTrue();

    Files.writeString(place("a.gguf"), "FOUR");
    Files.setLastModifiedTime(
        place("a.gguf"), FileTime.fromMillis(System.currentTimeMillis() + 9_000));
    assertThat(isDone(file)).isFalse();
  }

  @Test
  void adoptsAFileThatStandsThereWithTheRightBytesAndRecordsIt() throws Exception {
    PlannedFile file = file("a.gguf", "four");
    snapshot.prepare(PlanFiles.of(List.of(file)));
    Files.writeString(place("a.gguf"), "four");

    assertThat(isDone(file)).isTrue();
    assertThat(Files.readAllLines(record("a.gguf"))).contains(FIRST.hex());
  }

  @Test
  void anotherCommitWithTheSameBytesOnlyRefreshesTheRecord() throws Exception {
    PlannedFile file = file("a.gguf", "four");
    bring(file, "four");

    assertThat(new FlatSnapshot(root, REPO, SECOND).isDone(file, new CancelSignal())).isTrue();
    assertThat(Files.readAllLines(record("a.gguf"))).contains(SECOND.hex());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a\nb\nc\n", "a\nb\n"})
  void aRecordThatMakesNoSenseIsNone(String text) throws Exception {
    PlannedFile file = file("a.gguf", "four");
    bring(file, "four");
    Files.writeString(record("a.gguf"), text);

    assertThat(isDone(file)).isTrue();
    assertThat(Files.readAllLines(record("a.gguf"))).contains(FIRST.hex());
  }

  @Test
  void takesWhatAnotherJobHasShownMeanwhileIfItIsRight() throws Exception {
    PlannedFile file = file("a.gguf", "four");
    bring(file, "four");
    var other = new FlatSnapshot(root, REPO, SECOND);
    other.show(file, new CancelSignal());
    assertThat(Files.readAllLines(record("a.gguf"))).contains(SECOND.hex());
    Files.writeString(place("a.gguf"), "FOUR");
    assertThatThrownBy(() -> other.show(file, new CancelSignal()))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void replacesALinkInsteadOfWritingThroughIt() throws Exception {
    PlannedFile file = file("a.gguf", "four");
    Path outside = Files.writeString(temp.resolve("outside"), "mine");
    snapshot.prepare(PlanFiles.of(List.of(file)));
    Files.createSymbolicLink(place("a.gguf"), outside);

    assertThat(isDone(file)).isFalse();
    bring(file, "four");
    assertThat(outside).hasContent("mine");
    assertThat(Files.isSymbolicLink(place("a.gguf"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme", "acme/tiny", "acme/tiny/sub", "acme/tiny/.cache"})
  void neverLeavesTheRootThroughALink(String link) throws Exception {
    Path outside = Files.createDirectories(temp.resolve("outside"));
    Files.createDirectories(root.resolve(link).getParent());
    Files.createSymbolicLink(root.resolve(link), outside);
    PlannedFile file = file("sub/a.gguf", "four");

    assertThatThrownBy(() -> snapshot.prepare(PlanFiles.of(List.of(file))))
        .isInstanceOf(FailureException.class);
    assertThat(outside).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".cache/huggingface/download/a.metadata",
        ".Cache/HuggingFace/x",
        ".cache/huggingface"
      })
  void aRepositoryCannotForgeRecords(String path) throws Exception {
    PlannedFile file = file(path, "four");

    assertThatThrownBy(() -> snapshot.prepare(PlanFiles.of(List.of(file))))
        .isInstanceOf(FailureException.class);
  }

  @Test
  void aFolderInThePlaceOfAFileIsRefusedBeforeAnyByte() throws Exception {
    Files.createDirectories(place("a.gguf"));
    PlannedFile file = file("a.gguf", "four");

    assertThatThrownBy(() -> snapshot.prepare(PlanFiles.of(List.of(file))))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("a.gguf");
  }

  @Test
  void namesThatDifferInCaseStandSideBySideWhereTheDiskKeepsThem() throws Exception {
    PlannedFile lower = file("a.gguf", "four");
    PlannedFile upper = file("A.gguf", "FOUR");
    Files.createDirectories(root);
    boolean folds = Files.exists(Path.of(root.toString().toUpperCase(java.util.Locale.ROOT)));

    if (folds) {
      assertThatThrownBy(() -> snapshot.prepare(PlanFiles.of(List.of(lower, upper))))
          .isInstanceOf(FailureException.class);
    } else {
      snapshot.prepare(PlanFiles.of(List.of(lower, upper)));
      bring(lower, "four");
      bring(upper, "FOUR");
      assertThat(place("a.gguf")).hasContent("four");
      assertThat(place("A.gguf")).hasContent("FOUR");
    }
  }

  @Test
  void stopsWhileItCompares() throws Exception {
    PlannedFile file = file("a.gguf", "four");
    snapshot.prepare(PlanFiles.of(List.of(file)));
    Files.writeString(place("a.gguf"), "four");
    var stop = new CancelSignal();
    stop.cancel();

    assertThatThrownBy(() -> snapshot.isDone(file, stop))
        .isInstanceOf(TransferStoppedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nul",
        "NUL.txt",
        "aux",
        "com1.bin",
        "COM¹",
        "lpt9",
        "con .txt",
        "a:b",
        "D:x",
        "a?",
        "x<y",
        "name.",
        "name ",
        "conin$"
      })
  void knowsTheNamesThatWindowsCannotHold(String name) {
    assertThat(WindowsNames.faultOf(name)).isPresent();
    assertThatThrownBy(() -> WindowsNames.refuse(new RepoPath("sub/" + name + "/x")))
        .isInstanceOf(FailureException.class);
    assertThatThrownBy(() -> FlatNames.refuse(new RepoPath("sub/" + name + "/x"), true))
        .isInstanceOf(FailureException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "console.txt", "com10", "a.nul", ".gitattributes", "a b", "auxiliary"})
  void letsOrdinaryNamesPass(String name) {
    assertThat(WindowsNames.faultOf(name)).isEmpty();
  }
}
