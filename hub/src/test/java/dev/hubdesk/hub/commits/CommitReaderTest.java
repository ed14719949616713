package dev.hubdesk.hub.commits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitReaderTest {

  private static final HubLimits LIMITS = new HubLimits(1000, 1000, 3, 100, 300_000, 10, 10, 10);
  private static final String HEADER = "{\"key\":\"header\",\"value\":{\"summary\":\"s\"}}\n";

  @TempDir private Path scratch;

  private CommitReader reader(String body) throws IOException {
    InputStream bytes = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    return new CommitReader(bytes, LIMITS, scratch);
  }

  private static String file(String path, byte[] content) {
    return "{\"key\":\"file\",\"value\":{\"content\":\""
        + Base64.getEncoder().encodeToString(content)
        + "\",\"path\":\""
        + path
        + "\",\"encoding\":\"base64\"}}\n";
  }

  @Test
  void readsAHeaderAndADeletionWithOrWithoutTheLastNewline() throws IOException {
    String parent = "c".repeat(40);
    String body =
        "{\"key\":\"header\",\"value\":{\"summary\":\"s\",\"description\":\"d\",\"parentCommit\":\""
            + parent
            + "\"}}\n\n{\"key\":\"deletedFolder\",\"value\":{\"path\":\"a/b/\"}}";
    try (CommitReader reader = reader(body)) {
      assertThat(reader.next())
          .isInstanceOfSatisfying(
              CommitLine.Header.class,
              header -> {
                assertThat(header.summary()).isEqualTo("s");
                assertThat(header.description()).isEqualTo("d");
                assertThat(header.parent()).hasToString(parent);
              });
      assertThat(reader.next()).isEqualTo(new CommitLine.Deletion(new RepoPath("a/b")));
      assertThat(reader.next()).isNull();
    }
  }

  @Test
  void contentMayComeBeforeItsPathAndLeavesNoScratchFile() throws IOException {
    var content = new byte[Spool.IN_MEMORY + 1];
    new Random(7).nextBytes(content);
    try (CommitReader reader = reader(file("a.txt", content))) {
      try (CommitLine line = reader.next()) {
        assertThat(line).isInstanceOf(CommitLine.RegularFile.class);
        if (line instanceof CommitLine.RegularFile file) {
          try (InputStream in = file.content().open()) {
            assertThat(in.readAllBytes()).isEqualTo(content);
          }
          assertThat(file.path()).isEqualTo(new RepoPath("a.txt"));
        }
        assertThat(scratchFiles()).isEqualTo(1);
      }
    }
    assertThat(scratchFiles()).isZero();
  }

  @Test
  void aFileAtTheThresholdIsReadAndOneByteMoreIsRefused() throws IOException {
    try (CommitReader reader = reader(file("a", new byte[300_000]));
        CommitLine line = reader.next()) {
      assertThat(line).isInstanceOf(CommitLine.RegularFile.class);
    }
    try (CommitReader reader = reader(file("a", new byte[300_001]))) {
      assertThatThrownBy(reader::next).hasMessageContaining("upload it as an LFS file");
    }
    assertThat(scratchFiles()).isZero();
  }

  @Test
  void asManyLinesAsAllowedAreReadAndNoMore() throws IOException {
    String deletion = "{\"key\":\"deletedFile\",\"value\":{\"path\":\"a\"}}\n";
    try (CommitReader reader = reader(deletion.repeat(4))) {
      reader.next();
      reader.next();
      assertThat(reader.next()).isNotNull();
      assertThatThrownBy(reader::next)
          .isInstanceOfSatisfying(
              FailureException.class,
              e -> assertThat(e.failure()).isInstanceOf(Failure.TooLarge.class));
    }
  }

  @Test
  void aTextOverItsLimitIsRefused() throws IOException {
    try (CommitReader reader =
        reader("{\"key\":\"header\",\"value\":{\"summary\":\"" + "s".repeat(101) + "\"}}")) {
      assertThatThrownBy(reader::next)
          .isInstanceOfSatisfying(
              FailureException.class,
              e -> assertThat(e.failure()).isInstanceOf(Failure.TooLarge.class));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "null",
        "{}",
        "{\"key\":\"file\"}",
        "{\"key\":\"file\",\"value\":[]}",
        "{\"key\":\"file\",\"value\":{\"path\":\"a\"}}",
        "{\"key\":\"file\",\"value\":{\"path\":\"a\",\"content\":\"!!!!\"}}",
        "{\"key\":\"file\",\"value\":{\"path\":\"a\",\"content\":\"aGVsbG8",
        "{\"key\":\"file\",\"value\":{\"path\":\"a\",\"content\":\"aGVs\",\"encoding\":\"utf-8\"}}",
        "{\"key\":\"file\",\"value\":{\"path\":\"a\",\"content\":\"aGVs\"}",
        "{\"key\":\"header\",\"value\":{}}",
        "{\"key\":\"header\",\"value\":{\"summary\":\"s\",\"parentCommit\":\"main\"}}",
        "{\"key\":\"lfsFile\",\"value\":{\"path\":\"a\",\"oid\":\"xyz\"}}",
        "{\"key\":\"copyFile\",\"value\":{\"path\":\"a\"}}",
        "{\"value\":{\"path\":\"a\"},\"key\":\"deletedFile\"}",
      })
  void whatIsMalformedOrBreaksOffIsABadRequest(String line) throws IOException {
    try (CommitReader reader = reader(HEADER + line)) {
      reader.next();
      assertThatThrownBy(reader::next)
          .isInstanceOfSatisfying(
              FailureException.class,
              e -> assertThat(e.failure()).isInstanceOf(Failure.BadRequest.class));
    }
    assertThat(scratchFiles()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "a/.git/x", "a//b", "/a", "a\\\\b", "a/", "a\\u0001"})
  void aPathThatCannotStandInARepositoryIsRefused(String path) throws IOException {
    try (CommitReader reader = reader(file(path, new byte[1]))) {
      assertThatThrownBy(reader::next)
          .isInstanceOfSatisfying(
              FailureException.class,
              e -> assertThat(e.failure()).isInstanceOf(Failure.InvalidPath.class));
    }
  }

  private long scratchFiles() throws IOException {
    try (Stream<Path> files = Files.list(scratch)) {
      return files.count();
    }
  }
}
